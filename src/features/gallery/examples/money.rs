//! The hero of a page, and a value in a sentence.

use super::Side;
use crate::ui::{ApproxMoney, HeroMoney};
use contract::points::Money;
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let value = |minor| Money { minor, currency: "VND".into() };
    view! { <HeroMoney value=value(11_893_200)/><p><ApproxMoney value=value(5_812_500)/></p> }.into_any()
}
