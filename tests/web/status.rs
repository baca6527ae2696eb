//! What tells the member how things stand: chip, alert, skeleton, empty, error, toasts, the live region, views that change.

use crate::screen::{Screen, document, settle, text};
use gom::platform::page;
use gom::ui::{Alert, Chip, Dot, Empty, ErrorPanel, IconName, Skeleton, ToastRegion, dynamic};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_chip_says_in_words_what_its_dot_shows() {
    let dot = RwSignal::new(Dot::Good);
    let screen = Screen::show(move || view! { <Chip dot=dot>"2 minutes ago"</Chip> }).await;
    assert_eq!(text(&screen.one(".chip-good")), "2 minutes ago");
    dot.set(Dot::Warn);
    settle().await;
    assert_eq!(text(&screen.one(".chip-warn")), "2 minutes ago");
}

#[wasm_bindgen_test]
async fn an_alert_has_a_sentence_and_a_way_on() {
    let screen = Screen::show(|| view! { <Alert href="/programs/1" action="See">"Soon"</Alert> }).await;
    assert_eq!(text(&screen.one("p")), "Soon");
    assert_eq!(screen.one("a").get_attribute("href").as_deref(), Some("/programs/1"));
    assert!(screen.all("[role]").is_empty(), "it is there from the start, so it interrupts nobody");
}

#[wasm_bindgen_test]
async fn a_skeleton_is_heard_as_one_sentence() {
    let screen = Screen::show(|| view! { <Skeleton label="Loading" cards=3/> }).await;
    assert_eq!(text(&screen.one("[role=status]")), "Loading");
    assert_eq!(screen.all("[aria-hidden=true] > .sk-card").len(), 3);
}

#[wasm_bindgen_test]
async fn an_error_is_read_out_and_offers_a_way_out() {
    let pressed = RwSignal::new(0);
    let screen = Screen::show(move || {
        let action = move |()| pressed.update(|n| *n += 1);
        view! { <ErrorPanel text="It failed." detail="Code: r1" action="Again" on_action=action/> }
    })
    .await;
    assert_eq!(screen.texts("[role=alert] p"), ["It failed.", "Code: r1"]);
    screen.one("[role=alert] button").click();
    assert_eq!(pressed.get_untracked(), 1);
    let bare =
        Screen::show(|| view! { <ErrorPanel text="It failed." detail="" action="Again" on_action=|()| ()/> }).await;
    assert_eq!(bare.texts("p"), ["It failed."]);
}

#[wasm_bindgen_test]
async fn nothing_there_is_a_sentence() {
    let screen = Screen::show(|| view! { <Empty icon=IconName::Gift text="Nothing yet."/> }).await;
    assert_eq!(screen.texts("p"), ["Nothing yet."]);
    assert!(screen.all("a, button").is_empty());
}

#[wasm_bindgen_test]
async fn toasts_are_seen_and_the_live_region_is_heard() {
    let toasts = RwSignal::new(vec![(0, "Saved".to_string())]);
    let screen = Screen::show(move || {
        view! { <ToastRegion toasts=toasts/><div id=page::LIVE_REGION role="status" aria-live="polite"></div> }
    })
    .await;
    assert_eq!(screen.one(".toasts").get_attribute("aria-hidden").as_deref(), Some("true"));
    toasts.update(|toasts| toasts.push((1, "Copied".into())));
    settle().await;
    assert_eq!(screen.texts(".toast"), ["Saved", "Copied"]);
    page::announce("Copied");
    assert_eq!(text(&screen.one("#live")), "Copied");
    toasts.update(|toasts| drop(toasts.remove(0)));
    settle().await;
    assert_eq!(screen.texts(".toast"), ["Copied"]);
}

#[wasm_bindgen_test]
async fn a_view_follows_its_signal_and_nothing_else() {
    let (shown, drawn) = (RwSignal::new(1), RwSignal::new(0));
    let screen = Screen::show(move || {
        dynamic(move || {
            drawn.update_untracked(|n| *n += 1);
            view! { <p>{shown.get()}</p> }.into_any()
        })
    })
    .await;
    shown.set(2);
    settle().await;
    assert_eq!((text(&screen.one("p")).as_str(), drawn.get_untracked()), ("2", 2));
    document().set_title("x");
    settle().await;
    assert_eq!(drawn.get_untracked(), 2);
}
