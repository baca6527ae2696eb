//! The two cards of the form: what leaves from where, and what arrives where.

use super::amount_field::{AmountField, ERROR_ID};
use super::draft::Draft;
use super::model::choice::Blocked;
use super::words;
use crate::i18n::{self, t};
use contract::{Membership, MembershipId};
use leptos::prelude::*;

/// The card of the source, with the amount.
#[component]
pub fn Sending(
    /// The form.
    draft: Draft,
) -> impl IntoView {
    let has = move || draft.deal().map(|deal| t::transfer_has(&i18n::points(deal.from.balance.available)));
    view! {
        <section class="seg">
            <div class="seg-head">
                <label for="from">{t::transfer_from()}</label>
                <span class="seg-select">
                    <select id="from" on:change:target=move |event| draft.choose_from(MembershipId(event.target().value()))>
                        {move || options(draft.sources(), draft.deal().map(|deal| deal.from.id))}
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
    let arrives = move || {
        let (deal, preview) = (draft.deal()?, draft.preview()?);
        let total = preview.ok().map(|preview| preview.total);
        let unit = i18n::unit(&deal.to.program.unit, total.map_or(0, |total| total.get()));
        let number = total.map_or_else(|| "\u{2013}".into(), i18n::points);
        Some(view! { {number}<small>{unit}</small> })
    };
    view! {
        <section class="seg">
            <div class="seg-head">
                <label for="to">{t::transfer_to()}</label>
                <span class="seg-select">
                    <select id="to" on:change:target=move |event| draft.choose_to(MembershipId(event.target().value()))>
                        {move || options(draft.targets(), draft.deal().map(|deal| deal.to.id))}
                    </select>
                </span>
            </div>
            <p class="amt arrives"><span class="visually-hidden">{t::transfer_arrives()}" "</span>{arrives}</p>
        </section>
    }
    .into_any()
}

fn options(choices: Vec<(Membership, Option<Blocked>)>, chosen: Option<MembershipId>) -> Vec<AnyView> {
    let option = |(membership, blocked): (Membership, Option<Blocked>)| {
        let text = words::choice(&membership.program.name, blocked);
        let selected = chosen.as_ref() == Some(&membership.id);
        let disabled = blocked.is_some() && !selected;
        view! { <option value=membership.id.0 disabled=disabled prop:selected=selected>{text}</option> }.into_any()
    };
    choices.into_iter().map(option).collect()
}

/// Amounts to take with one touch.
#[component]
fn Chips(draft: Draft) -> impl IntoView {
    let chips = move || {
        let (deal, now) = (draft.deal()?, draft.now());
        let (amounts, most) = (deal.ask.chips(now), deal.ask.most(now));
        let chip = |amount| {
            let text = i18n::points(amount);
            let is_most = amounts.len() > 1 && most == Some(amount);
            let label = is_most.then(|| t::transfer_most_of(&text));
            let words = if is_most { t::transfer_most().to_owned() } else { text };
            let chosen =
                move || draft.preview().and_then(Result::ok).is_some_and(|preview| preview.outcome.amount == amount);
            view! {
                <button type="button" class="step" aria-label=label aria-pressed=move || chosen().to_string() on:click=move |_| draft.take(amount)>
                    {words}
                </button>
            }
        };
        Some(amounts.iter().copied().map(chip).collect_view())
    };
    view! { <div class="steps" role="group" aria-label=t::transfer_amounts_label()>{chips}</div> }.into_any()
}

/// What is wrong with the amount, and what could be sent instead.
#[component]
fn Problem(draft: Draft) -> impl IntoView {
    let problem = move || {
        let (deal, now) = (draft.deal()?, draft.now());
        let problem = draft.preview()?.err()?;
        let min = deal.ask.row(now).terms.min;
        let offer = |amount| {
            let words = t::transfer_take(&i18n::points(amount));
            view! { <button type="button" class="offer" on:click=move |_| draft.take(amount)>{words}</button> }
        };
        let offers = problem.offers().into_iter().map(offer).collect_view();
        Some(view! { <span>{words::problem(&problem, min, &deal.from.program.unit)}</span>{offers} })
    };
    view! { <div class="field-error transfer-problem" id=ERROR_ID>{problem}</div> }.into_any()
}
