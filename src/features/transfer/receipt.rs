//! The receipt: ids, amounts and times, to copy or print as proof for support.

use super::facts::{self, Fact, fact};
use super::model::timeline::{is_final, may_arrive};
use super::steps::{Told, history};
use crate::i18n::{self, pages as t};
use crate::platform::device;
use crate::state::toasts::use_toasts;
use crate::ui::{Button, ButtonKind};
use contract::points::Timestamp;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The receipt with its buttons.
pub fn receipt(told: &Told) -> AnyView {
    let facts = facts(told);
    // On the page the timeline beside it has the changes of state; a text has nothing beside it, and paper is read on other days.
    let changes = history(told).into_iter().map(|(what, at)| fact(what, in_full(at)));
    let changes: Vec<Fact> = changes.collect();
    let text = [&told.state(), "\n", &facts::lines(&facts), "\n\n", &facts::lines(&changes)].concat();
    let toasts = use_toasts();
    let share = device::can_share().then(|| {
        let (title, text) = (told.title(), text.clone());
        let share = move |()| device::share(&title, &text);
        view! { <Button kind=ButtonKind::Quiet on_press=share>{t::transfer_share()}</Button> }
    });
    let copy = move |()| {
        let text = text.clone();
        spawn_local(async move {
            toasts.show(match device::copy(&text).await {
                Ok(()) => t::transfer_copied(),
                Err(_) => t::transfer_not_copied(),
            });
        });
    };
    view! {
        <section class="receipt">
            <h2>{t::transfer_receipt()}</h2>
            {facts::list(facts)}
            <div class="print-only">
                <h2>{t::transfer_timeline()}</h2>
                {facts::list(changes)}
            </div>
            <div class="buttons">
                {share}
                <Button kind=ButtonKind::Quiet on_press=copy>{t::transfer_copy()}</Button>
                <Button kind=ButtonKind::Quiet on_press=|()| device::print()>{t::transfer_print()}</Button>
            </div>
        </section>
    }
    .into_any()
}

fn facts(told: &Told) -> Vec<Fact> {
    let transfer = &told.transfer;
    let mut facts = vec![
        fact(t::transfer_receipt_id(), transfer.id.0.clone()),
        fact(t::transfer_receipt_reference(), transfer.reference.clone()),
        fact(t::transfer_review_send(&told.from.name), told.sent()),
        fact(t::transfer_given(), i18n::approx_money(&transfer.value_given)),
    ];
    if may_arrive(transfer.state) {
        facts.push(fact(t::transfer_review_get(&told.to.name), told.arrives()));
        facts.push(fact(t::transfer_received(), i18n::approx_money(&transfer.value_received)));
        if let Some(fee) = &transfer.fee {
            facts.push(fact(t::transfer_fee(), i18n::money(fee)).note(t::transfer_fee_by(&told.from.name)));
        }
    } else {
        facts.push(fact(t::transfer_to(), told.to.name.clone()));
        facts.push(fact(t::transfer_receipt_outcome(), i18n::transfer_state(transfer.state)));
    }
    facts.push(fact(t::transfer_receipt_at(), in_full(transfer.accepted_at)));
    if is_final(transfer) {
        let end = transfer.events.last().map(|event| fact(t::transfer_receipt_end(), in_full(event.at)));
        facts.extend(end);
        return facts;
    }
    if !may_arrive(transfer.state) {
        return facts;
    }
    let times = [(t::transfer_receipt_usual(), transfer.usual_by), (t::transfer_receipt_latest(), transfer.latest_by)];
    for (name, at) in times {
        let value = at.map_or_else(|| t::transfer_arrival_unknown().into(), in_full);
        facts.push(fact(name, value));
    }
    facts
}

/// Day, year and time: a receipt is read on other days too. Seen from 1970 every date has its year.
pub fn in_full(at: Timestamp) -> String {
    [&i18n::date(at, Timestamp::EPOCH), ", ", &i18n::time(at)].concat()
}
