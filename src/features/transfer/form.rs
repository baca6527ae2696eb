//! The form of a new transfer: both sides, what it truly costs, and the way to the review.

use super::address::follow;
use super::draft::Draft;
use super::flow::Flow;
use super::model::amount;
use super::model::sending::Phase;
use super::outcome::{Outcome, spoken};
use super::review::Review;
use super::side::{Receiving, Sending};
use super::terms::Terms;
use super::truth::{Truth, basis};
use crate::i18n::pages as t;
use crate::platform::page;
use crate::state::ahead::use_ahead;
use crate::state::location::use_location;
use crate::state::route::Route;
use crate::state::session::use_me;
use crate::state::turns::Turns;
use crate::ui::{Button, Icon, IconName, dynamic};
use contract::MembershipId;
use leptos::prelude::*;
use std::sync::Arc;

/// The part that is made last: the question that the button asks.
const LAST: usize = 4;

/// The form.
#[component]
pub fn Form(
    /// Pairs, currencies, clock.
    terms: Arc<Terms>,
    /// The membership that gives at first.
    from: MembershipId,
    /// The membership that receives at first.
    to: MembershipId,
    /// The amount at first; empty for the smallest.
    amount: String,
) -> impl IntoView {
    let flow = Flow::new(terms.clock);
    let draft = Draft::new(terms, from, to, amount);
    let open = RwSignal::new(false);
    let mark = use_me().get_untracked().map(|me| me.mark).unwrap_or_default();
    flow.resume(mark.clone());
    follow(draft);
    follow_phase(&flow);
    let pending = {
        let flow = flow.clone();
        Signal::derive(move || flow.phase().is_open())
    };
    let ready = Signal::derive(move || matches!(draft.preview(), Some(Ok(_))) && !pending.get());
    let ahead = use_ahead();
    let review = Callback::new(move |()| {
        // Enter is heard before the button that would say so is there.
        if ready.get_untracked() {
            open.set(true);
            // It comes after a confirmation.
            ahead.transfer_detail();
        }
    });
    let outside = {
        let flow = flow.clone();
        dynamic(move || if open.get() { ().into_any() } else { view! { <Outcome flow=flow.clone()/> }.into_any() })
    };
    let turns = Turns::new();
    turns.begin(LAST);
    let target = turns.part(1, move || view! { <Swap draft=draft/><Receiving draft=draft/> }.into_any());
    let facts = turns.part(2, move || view! { <Truth draft=draft/> }.into_any());
    let end = turns.part(3, move || end(draft, ready));
    let review_dialog = turns
        .part(LAST, move || view! { <Review open=open draft=draft flow=flow.clone() mark=mark.clone()/> }.into_any());
    view! {
        {outside}
        <form
            class="transfer-form"
            on:submit=move |event| { event.prevent_default(); review.run(()); }
            on:keydown=move |event| if event.repeat() && event.key() == "Enter" { event.prevent_default() }
        >
            <div class="transfer-sides">
                <Sending draft=draft/>
                {target}
            </div>
            <div class="transfer-facts">
                {facts}
                {end}
            </div>
        </form>
        {review_dialog}
    }
    .into_any()
}

/// Below the facts: the way to the review, what is said beside it, and where the numbers come from.
fn end(draft: Draft, ready: Signal<bool>) -> AnyView {
    view! {
        <Button r#type="submit" disabled=Signal::derive(move || !ready.get()) on_press=|()| {}>
            {t::transfer_review()}
        </Button>
        <p class="note">{Signal::derive(move || note(draft).to_owned())}</p>
        {dynamic(move || history(draft))}
        <p class="note">{Signal::derive(move || draft.deal().map(|deal| basis(deal.ask.row(draft.now()))).unwrap_or_default())}</p>
    }
    .into_any()
}

#[component]
fn Swap(draft: Draft) -> impl IntoView {
    let label = Signal::derive(move || if draft.can_swap() { t::transfer_swap() } else { t::transfer_swap_none() });
    let disabled = Signal::derive(move || if draft.can_swap() { None } else { Some("true") });
    view! {
        <button
            type="button"
            class="swap"
            aria-label=label
            aria-disabled=disabled
            on:click=move |_| draft.swap()
        >
            <Icon name=IconName::Swap/>
        </button>
    }
    .into_any()
}

/// The way to what the rate was and will be, with the amount that is typed.
fn history(draft: Draft) -> AnyView {
    let Some(deal) = draft.deal() else { return ().into_any() };
    let path = Route::Rates(deal.from.program.id.clone(), deal.to.program.id.clone()).path();
    let amount = amount::read(&draft.text()).map(|amount| ["?amount=", &amount.get().to_string()].concat());
    let href = path + &amount.unwrap_or_default();
    view! { <p class="note"><a href=href>{t::rates_title()}</a></p> }.into_any()
}

fn note(draft: Draft) -> &'static str {
    let now = draft.now();
    match draft.deal().map(|deal| deal.ask.row(now).terms.cancel_minutes) {
        Some(0) => t::transfer_no_cancel_note(),
        _ => t::transfer_cancel_note(),
    }
}

/// Says each change once, wherever it is shown, and goes to the transfer as soon as the server has it, if the member is still here.
fn follow_phase(flow: &Flow) {
    let (flow, location) = (flow.clone(), use_location());
    Effect::new(move |_| {
        let phase = flow.phase();
        let words = spoken(&phase);
        if !words.is_empty() {
            page::announce(words);
        }
        if let Phase::Done(id) = phase {
            location.go(&Route::TransferDetail(id).path());
        }
    });
}
