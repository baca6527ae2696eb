//! How long a quote still stands, and what can be done with it: confirm, or get a new one once it is over.

use super::flow::Flow;
use super::model::sending::Phase;
use super::outcome::reason;
use super::quote_left::{QuoteLeft, is_near, left, warn};
use crate::i18n::{self, pages as t};
use crate::state::balances::use_balances;
use crate::state::ticker::ServerClock;
use crate::ui::{Button, ButtonKind, dynamic};
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
        from.map_or_else(|| i18n::points(quote.outcome.amount), |from| i18n::amount(quote.outcome.amount, &from.unit));
    let confirm_words = StoredValue::new(t::transfer_review_confirm(&amount));
    let can_confirm = Memo::new(move |_| refused.get().0.is_empty());
    let stands = dynamic(move || match (busy.get(), can_confirm.get()) {
        (true, _) => view! { <p class="note quote-left">{t::transfer_sending()}</p> }.into_any(),
        (false, true) => view! { <QuoteLeft left=left/> }.into_any(),
        (false, false) => ().into_any(),
    });
    let action = dynamic(move || match refused.get() {
        ("", _) => view! { <Button on_press=confirm busy=busy>{confirm_words.get_value()}</Button> }.into_any(),
        (words, role) => view! { <p class="field-error" role=role>{words}</p> }.into_any(),
    });
    // By itself, so that each button keeps the focus: the one that confirms when the end is near, this one when it has come.
    let is_offered = Memo::new(move |_| !can_confirm.get() || is_near(left.get()) && !busy.get());
    let renewal = dynamic(move || {
        if !is_offered.get() {
            return ().into_any();
        }
        let kind = if untrack(|| can_confirm.get()) { ButtonKind::Quiet } else { ButtonKind::Primary };
        view! { <Button kind=kind on_press=renew>{t::transfer_review_new()}</Button> }.into_any()
    });
    view! {
        <p class="note">{cancel}</p>
        {stands}
        {action}
        {renewal}
    }
    .into_any()
}
