//! How long a quote still stands, and what can be done with it: confirm, or get a new one once it is over.

use super::flow::Flow;
use super::model::sending::Phase;
use super::outcome::reason;
use super::words;
use crate::i18n::{self, pages as t};
use crate::platform::page;
use crate::state::balances::use_balances;
use crate::state::ticker::{ServerClock, every_second, seconds_left};
use crate::ui::{Button, dynamic};
use contract::Quote;
use leptos::prelude::*;

/// Seconds before the end at which a screen reader is told once.
const WARN_SECONDS: u64 = 30;

/// The end of the review.
#[component]
pub fn Standing(
    /// The quote.
    quote: Quote,
    /// The clock of the server that made it.
    clock: ServerClock,
    /// The confirmation.
    flow: Flow,
    /// Confirms.
    confirm: Callback<()>,
    /// Forgets what was refused and asks for a new quote.
    renew: Callback<()>,
) -> impl IntoView {
    let now = every_second(clock);
    let end = quote.expires_at;
    let left = Signal::derive(move || seconds_left(now.get(), end));
    warn(left);
    let busy = {
        let flow = flow.clone();
        Memo::new(move |_| flow.phase().is_busy())
    };
    // Empty while the quote can be confirmed. What the confirmation came to has been said already; that time is up has not.
    let refused = Memo::new(move |_| match flow.phase() {
        Phase::NotMoved(why) => (reason(&why), None),
        _ if left.get() == 0 && !busy.get() => (t::transfer_review_over(), Some("alert")),
        _ => ("", None),
    });
    let cancel = match quote.cancel_seconds {
        0 => t::transfer_no_cancel_note().to_owned(),
        seconds => t::transfer_review_cancel(&i18n::countdown(u64::from(seconds))),
    };
    let from = untrack(|| use_balances().program(&quote.from_program));
    let amount =
        from.map_or_else(|| i18n::points(quote.outcome.amount), |from| words::amount(quote.outcome.amount, &from.unit));
    let confirm_words = StoredValue::new(t::transfer_review_confirm(&amount));
    let stands = Signal::derive(move || match (busy.get(), left.get()) {
        (true, _) => t::transfer_sending().to_owned(),
        (_, 0) => String::new(),
        (_, left) => t::transfer_review_stands(&i18n::countdown(left)),
    });
    let class =
        Signal::derive(move || if left.get() <= WARN_SECONDS { "note quote-left warn" } else { "note quote-left" });
    let action = dynamic(move || {
        let (words, role) = refused.get();
        if words.is_empty() {
            return view! { <Button on_press=confirm busy=busy>{confirm_words.get_value()}</Button> }.into_any();
        }
        view! {
            <p class="field-error" role=role>{words}</p>
            <Button on_press=renew>{t::transfer_review_new()}</Button>
        }
        .into_any()
    });
    view! {
        <p class="note">{cancel}</p>
        <p class=class>{stands}</p>
        {action}
    }
    .into_any()
}

/// Says once that the end is near; the countdown itself is silent.
fn warn(left: Signal<u64>) {
    Effect::new(move |before: Option<bool>| {
        let left = left.get();
        let near = (1..=WARN_SECONDS).contains(&left);
        if near && before != Some(true) {
            page::announce(&t::transfer_review_soon(&i18n::countdown(left)));
        }
        near
    });
}
