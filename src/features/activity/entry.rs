//! One entry: what happened, where, at what time, and how much came or went.

use crate::i18n::{self, t};
use crate::state::balances::Balances;
use crate::state::route::Route;
use crate::ui::Monogram;
use contract::{Activity, ActivityKind, Effect, ProgramId};
use leptos::prelude::*;

/// The entry as a link to its transfer, or else to its program.
pub fn entry(activity: &Activity, balances: Balances) -> AnyView {
    let name = |id: &ProgramId| balances.program(id).map_or_else(|| id.0.clone(), |program| program.name);
    let program = balances.program(&activity.program);
    let (letters, color) = program.as_ref().map(|p| (p.monogram.clone(), p.brand_color.clone())).unwrap_or_default();
    let unit = program.map(|program| i18n::unit(&program.unit, activity.amount.get())).unwrap_or_default();
    let href = match &activity.transfer {
        Some(transfer) => Route::TransferDetail(transfer.clone()).path(),
        None => Route::Program(activity.membership.clone()).path(),
    };
    let title = title(activity, activity.other_program.as_ref().map(name));
    let place = [&name(&activity.program), " · ", &i18n::time(activity.at)].concat();
    let amount = i18n::change(activity);
    let gain = activity.effect() == Effect::Gain;
    view! {
        <li>
            <a href=href>
                <Monogram letters=letters color=color/>
                <span class="entry-text"><b>{title}</b><span class="meta">{place}</span></span>
                <span class="entry-amount" class:gain=gain>{amount}<span class="visually-hidden">" "{unit}</span></span>
            </a>
        </li>
    }
    .into_any()
}

/// The partner's own words where there are some, else what kind of entry it is.
fn title(activity: &Activity, other: Option<String>) -> String {
    match (activity.kind, other) {
        (ActivityKind::TransferOut, Some(other)) => t::activity_transfer_to(&other),
        (ActivityKind::TransferIn, Some(other)) => t::activity_transfer_from(&other),
        (ActivityKind::TransferHold, Some(other)) => t::activity_hold_for(&other),
        (kind, _) if activity.text.is_empty() => i18n::activity_kind(kind).into(),
        _ => activity.text.clone(),
    }
}
