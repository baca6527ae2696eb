//! How long a quote still stands, for the eye by the second and for the ear once.

use crate::i18n::{self, pages as t};
use crate::platform::page;
use crate::state::ticker::{ServerClock, every_second, seconds_left};
use contract::points::Timestamp;
use leptos::prelude::*;

/// Seconds before the end at which a screen reader is told once, and a new quote is offered.
const WARN_SECONDS: u64 = 30;

/// Whole seconds until the quote ends.
pub fn left(clock: ServerClock, end: Timestamp) -> Signal<u64> {
    let now = every_second(clock);
    Signal::derive(move || seconds_left(now.get(), end))
}

/// The countdown; nothing once it is over.
#[component]
pub fn QuoteLeft(
    /// Whole seconds until the quote ends.
    left: Signal<u64>,
) -> impl IntoView {
    let words = Signal::derive(move || match left.get() {
        0 => String::new(),
        left => t::transfer_review_stands(&i18n::countdown(left)),
    });
    let class =
        Signal::derive(move || if left.get() <= WARN_SECONDS { "note quote-left warn" } else { "note quote-left" });
    view! { <p class=class>{words}</p> }.into_any()
}

/// Whether the end is near, and has not come.
pub fn is_near(left: u64) -> bool {
    (1..=WARN_SECONDS).contains(&left)
}

/// Says once that the end is near; the countdown itself is silent. Where it is near from the start, it has been said before.
pub fn warn(left: Signal<u64>) {
    Effect::new(move |before: Option<bool>| {
        let left = left.get();
        let near = is_near(left);
        if near && before == Some(false) {
            page::announce(&t::transfer_review_soon(&i18n::countdown(left)));
        }
        near
    });
}
