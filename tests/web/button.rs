//! Buttons: pressed, busy, disabled, inside a form.

use crate::screen::{Screen, has_focus, settle};
use gom::ui::{Button, ButtonKind, ButtonLink};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_press_is_told_once() {
    let presses = RwSignal::new(0);
    let screen =
        Screen::show(move || view! { <Button on_press=move |()| presses.update(|n| *n += 1)>"Go"</Button> }).await;
    let button = screen.one("button");
    button.click();
    button.click();
    assert_eq!(presses.get_untracked(), 2);
    assert_eq!(button.get_attribute("type").as_deref(), Some("button"));
    assert_eq!(button.get_attribute("aria-busy"), None);
    assert_eq!(button.get_attribute("aria-disabled"), None);
}

#[wasm_bindgen_test]
async fn a_busy_button_keeps_its_focus_and_takes_no_press() {
    let (presses, busy) = (RwSignal::new(0), RwSignal::new(false));
    let press = move |()| {
        presses.update(|n| *n += 1);
        busy.set(true);
    };
    let screen = Screen::show(move || view! { <Button busy=busy on_press=press>"Go"</Button> }).await;
    let button = screen.one("button");
    button.focus().unwrap();
    for _ in 0..10 {
        button.click();
    }
    settle().await;
    assert_eq!(presses.get_untracked(), 1);
    assert!(has_focus(&button));
    assert_eq!(button.get_attribute("aria-busy").as_deref(), Some("true"));
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    busy.set(false);
    settle().await;
    assert_eq!(button.get_attribute("aria-busy"), None);
    button.click();
    assert_eq!(presses.get_untracked(), 2);
}

#[wasm_bindgen_test]
async fn a_disabled_button_stays_in_the_order_and_submits_nothing() {
    let (presses, submits) = (RwSignal::new(0), RwSignal::new(0));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        submits.update(|n| *n += 1);
    };
    let disabled = RwSignal::new(true);
    let screen = Screen::show(move || {
        view! {
            <form on:submit=submit>
                <Button r#type="submit" disabled=disabled on_press=move |()| presses.update(|n| *n += 1)>"Go"</Button>
            </form>
        }
    })
    .await;
    let button = screen.one("button");
    button.click();
    assert_eq!((presses.get_untracked(), submits.get_untracked()), (0, 0));
    assert!(!button.has_attribute("disabled"));
    button.focus().unwrap();
    assert!(has_focus(&button));
    disabled.set(false);
    settle().await;
    button.click();
    assert_eq!((presses.get_untracked(), submits.get_untracked()), (1, 1));
}

#[wasm_bindgen_test]
async fn a_link_that_looks_like_a_button_is_a_link() {
    let screen = Screen::show(|| view! { <ButtonLink kind=ButtonKind::Quiet href="/transfer">"Go"</ButtonLink> }).await;
    let link = screen.one("a.button.quiet");
    assert_eq!(link.get_attribute("href").as_deref(), Some("/transfer"));
    assert!(screen.all("button").is_empty());
}
