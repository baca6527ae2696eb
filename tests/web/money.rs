//! Amounts: the digits of the language, the sign that says "about", no place to break a line.

use crate::screen::{Screen, text};
use contract::points::Money;
use gom::ui::{ApproxMoney, HeroMoney};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn money(minor: u64, currency: &str) -> Money {
    Money { minor, currency: currency.into() }
}

#[wasm_bindgen_test]
async fn an_indicative_value_is_one_unbroken_text() {
    for (value, shown) in [
        (money(1_234_567, "VND"), "≈\u{a0}1.234.567\u{a0}₫"),
        (money(0, "VND"), "≈\u{a0}0\u{a0}₫"),
        (money(123_456, "USD"), "≈\u{a0}1.234,56\u{a0}$"),
        (money(9_007_199_254_740_991, "VND"), "≈\u{a0}9.007.199.254.740.991\u{a0}₫"),
    ] {
        let screen = Screen::show(move || view! { <ApproxMoney value=value/> }).await;
        assert_eq!(text(&screen.one(".money")), shown);
    }
}

#[wasm_bindgen_test]
async fn the_hero_is_the_same_text_in_two_sizes() {
    let screen = Screen::show(|| view! { <HeroMoney value=money(11_893_200, "VND")/> }).await;
    assert_eq!(text(&screen.one(".hero")), "≈\u{a0}11.893.200\u{a0}₫");
    assert_eq!(screen.texts(".hero small"), ["≈\u{a0}", "\u{a0}₫"]);
}
