//! How long a quote still stands, and what can be done with it: confirm, or get a new one once it is over.

use super::flow::Flow;
use super::model::sending::{Phase, Why};
use super::outcome::reason;
use super::quote_left::{QuoteLeft, is_near, left, warn};
use crate::i18n::{self, pages as t};
use crate::state::balances::use_balances;
use crate::state::ticker::ServerClock;
use crate::ui::{Button, dynamic};
use contract::Quote;
use leptos::prelude::*;

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
    let left = left(clock, quote.expires_at);
    warn(left);
    let busy = {
        let flow = flow.clone();
        Memo::new(move |_| flow.phase().is_busy())
    };
    let was_offline = {
        let flow = flow.clone();
        Memo::new(move |_| flow.phase() == Phase::NotMoved(Why::Offline))
    };
    // What was not sent for want of a connection can be confirmed for as long as the quote stands, by another press.
    let can_confirm = {
        let flow = flow.clone();
        Memo::new(move |_| match flow.phase() {
            Phase::NotMoved(why) => why == Why::Offline && left.get() > 0,
            phase => phase.is_busy() || left.get() > 0,
        })
    };
    // What the confirmation came to has been said already; that time is up has not.
    let refused = Memo::new(move |_| match flow.phase() {
        Phase::NotMoved(why) if why != Why::Offline || left.get() > 0 => (reason(&why), None),
        _ if can_confirm.get() => ("", None),
        _ => (t::transfer_review_over(), Some("alert")),
    });
    let from = untrack(|| use_balances().program(&quote.from_program));
    let amount =
        from.map_or_else(|| i18n::points(quote.outcome.amount), |from| i18n::amount(quote.outcome.amount, &from.unit));
    let confirm_words = StoredValue::new(t::transfer_review_confirm(&amount));
    let stands = dynamic(move || match (busy.get(), can_confirm.get()) {
        (true, _) => view! { <p class="note quote-left">{t::transfer_sending()}</p> }.into_any(),
        (false, true) => view! { <QuoteLeft left=left/> }.into_any(),
        (false, false) => ().into_any(),
    });
    let why = dynamic(move || match refused.get() {
        ("", _) => ().into_any(),
        (words, role) => view! { <p class="field-error" role=role>{words}</p> }.into_any(),
    });
    let means = dynamic(move || if can_confirm.get() { means(quote.cancel_seconds) } else { ().into_any() });
    let action = dynamic(move || match can_confirm.get() {
        true => view! { <Button on_press=confirm busy=busy>{confirm_words.get_value()}</Button> }.into_any(),
        false => ().into_any(),
    });
    // By itself, so that each button keeps the focus: the one that confirms when the end is near, this one when it has come. Where
    // there was no connection it is a way to find out whether there is one again.
    let is_offered = Memo::new(move |_| !can_confirm.get() || was_offline.get() || is_near(left.get()) && !busy.get());
    // The same button all the time, so that it keeps the focus when it becomes the one thing to do. It stands below the way back: a
    // second press in its place meets that, not the button that confirms what nobody has read yet.
    let class = Signal::derive(move || if can_confirm.get() { "button quiet renew" } else { "button primary renew" });
    let renewal = dynamic(move || {
        if !is_offered.get() {
            return ().into_any();
        }
        let again = move |_| renew.run(());
        view! { <button type="button" class=class on:click=again>{t::transfer_review_new()}</button> }.into_any()
    });
    view! { {means}{stands}{why}{action}{renewal} }.into_any()
}

/// What confirming means.
fn means(cancel_seconds: u32) -> AnyView {
    match cancel_seconds {
        0 => view! { <p class="alert"><span>{t::transfer_no_cancel_note()}</span></p> }.into_any(),
        seconds => {
            view! { <p class="note">{t::transfer_review_cancel(&i18n::countdown(u64::from(seconds)))}</p> }.into_any()
        }
    }
}
