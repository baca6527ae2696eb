//! The two cards of the form: what leaves from where, and what arrives where.

use super::amount_field::{AmountField, ERROR_ID};
use super::draft::Draft;
use super::model::choice::Blocked;
use super::words;
use crate::i18n::{self, pages as t};
use crate::ui::{dynamic, veiled};
use contract::points::Points;
use contract::{Membership, MembershipId};
use leptos::prelude::*;

/// The card of the source, with the amount.
#[component]
pub fn Sending(
    /// The form.
    draft: Draft,
) -> impl IntoView {
    let has = dynamic(move || {
        let Some(deal) = draft.deal() else { return ().into_any() };
        veiled(t::transfer_has(&i18n::own(i18n::points(deal.from.balance.available))))
    });
    let options = dynamic(move || options(draft.sources(), draft.deal().map(|deal| deal.from.id.clone())));
    view! {
        <section class="seg">
            <div class="seg-head">
                <label for="from">{t::transfer_from()}</label>
                <span class="seg-select">
                    <select id="from" on:change=move |event| draft.choose_from(MembershipId(event_target_value(&event)))>
                        {options}
                    </select>
                </span>
                <span class="meta">{has}</span>
            </div>
            <AmountField draft=draft/>
            <Chips draft=draft/>
            <Problem draft=draft/>
        </section>
    }
    .into_any()
}

/// The card of the target, with what arrives.
#[component]
pub fn Receiving(
    /// The form.
    draft: Draft,
) -> impl IntoView {
    let arrives = dynamic(move || {
        let (Some(deal), Some(preview)) = (draft.deal(), draft.preview()) else { return ().into_any() };
        let total = preview.ok().map(|preview| preview.total);
        let unit = i18n::unit(&deal.to.program.unit, total.map_or(0, |total| total.get()));
        let number = total.map_or_else(|| "\u{2013}".into(), i18n::points);
        view! { {number}<small>{unit}</small> }.into_any()
    });
    let options = dynamic(move || options(draft.targets(), draft.deal().map(|deal| deal.to.id.clone())));
    view! {
        <section class="seg">
            <div class="seg-head">
                <label for="to">{t::transfer_to()}</label>
                <span class="seg-select">
                    <select id="to" on:change=move |event| draft.choose_to(MembershipId(event_target_value(&event)))>
                        {options}
                    </select>
                </span>
            </div>
            <p class="amt arrives"><span class="visually-hidden">{t::transfer_arrives()}" "</span>{arrives}</p>
        </section>
    }
    .into_any()
}

fn options(choices: Vec<(Membership, Option<Blocked>)>, chosen: Option<MembershipId>) -> AnyView {
    let option = |(membership, blocked): (Membership, Option<Blocked>)| {
        let text = words::choice(&membership.program.name, blocked);
        let selected = chosen.as_ref() == Some(&membership.id);
        let disabled = blocked.is_some() && !selected;
        view! { <option value=membership.id.0 disabled=disabled prop:selected=selected>{text}</option> }.into_any()
    };
    choices.into_iter().map(option).collect_view().into_any()
}

/// Amounts to take with one touch.
#[component]
fn Chips(draft: Draft) -> impl IntoView {
    let chips = dynamic(move || {
        let Some(deal) = draft.deal() else { return ().into_any() };
        let (amounts, most) = (deal.ask.chips(draft.now()), deal.ask.most(draft.now()));
        let chip = |amount: &Points| chip(draft, *amount, amounts.len() > 1 && most == Some(*amount));
        amounts.iter().map(chip).collect_view().into_any()
    });
    view! { <div class="steps" role="group" aria-label=t::transfer_amounts_label()>{chips}</div> }.into_any()
}

fn chip(draft: Draft, amount: Points, is_most: bool) -> AnyView {
    let number = i18n::points(amount);
    let label = is_most.then(|| t::transfer_most_of(&number));
    let words = if is_most { t::transfer_most().to_owned() } else { number };
    let pressed = Signal::derive(move || {
        let chosen = draft.preview().and_then(Result::ok).is_some_and(|preview| preview.outcome.amount == amount);
        if chosen { "true" } else { "false" }
    });
    let take = move |_| draft.take(amount);
    view! { <button type="button" class="step" aria-label=label aria-pressed=pressed on:click=take>{words}</button> }
        .into_any()
}

/// What is wrong with the amount, and what could be sent instead.
#[component]
fn Problem(draft: Draft) -> impl IntoView {
    let problem = dynamic(move || {
        let (Some(deal), Some(Err(problem))) = (draft.deal(), draft.preview()) else { return ().into_any() };
        let min = deal.ask.row(draft.now()).terms.min;
        let offers = problem.offers().into_iter().map(|amount| offer(draft, amount)).collect_view();
        view! { <span>{words::problem(&problem, min, &deal.from.program.unit)}</span>{offers} }.into_any()
    });
    view! { <div class="field-error transfer-problem" id=ERROR_ID>{problem}</div> }.into_any()
}

fn offer(draft: Draft, amount: Points) -> AnyView {
    let words = t::transfer_take(&i18n::points(amount));
    let take = move |_| draft.take(amount);
    view! { <button type="button" class="offer" on:click=take>{words}</button> }.into_any()
}
