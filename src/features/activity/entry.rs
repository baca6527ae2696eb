//! One entry: what happened, where, at what time, and how much came or went.

use super::model::{Leads, leads};
use crate::i18n::{self, pages as t};
use crate::state::route::Route;
use crate::ui::{Monogram, veiled};
use contract::{Activity, ActivityKind, Effect, Program, ProgramId};
use leptos::prelude::*;

/// Programs by their ids: those of the wallet first, then all that are listed.
pub struct Names<'a> {
    /// In the wallet.
    pub own: Vec<&'a Program>,
    /// All, once they are known.
    pub listed: &'a [Program],
}

impl<'a> Names<'a> {
    fn get(&self, id: &ProgramId) -> Option<&'a Program> {
        self.own.iter().copied().chain(self.listed).find(|program| program.id == *id)
    }

    fn name(&self, id: &ProgramId) -> String {
        self.get(id).map_or_else(|| id.0.clone(), |program| program.name.clone())
    }
}

/// The entry as a link to what it belongs to.
pub fn entry(activity: &Activity, names: &Names) -> AnyView {
    let program = names.get(&activity.program);
    let (letters, color) = program.map(|p| (p.monogram.clone(), p.brand_color.clone())).unwrap_or_default();
    let title = title(activity, activity.other_program.as_ref().map(|other| names.name(other)));
    let kind = i18n::activity_kind(activity.kind);
    let kind = (!title.ends_with(kind)).then(|| view! { <span class="entry-kind meta">{kind}</span> });
    let content = view! {
        <Monogram letters=letters color=color/>
        <b class="entry-text">{title}</b>
        <span class="entry-place meta">{names.name(&activity.program)}</span>
        <time class="entry-time meta" datetime=activity.at.to_string()>{i18n::time(activity.at)}</time>
        {kind}
        {amount(activity, program)}
    };
    let in_wallet = names.own.iter().any(|program| program.id == activity.program);
    let href = match (leads(activity, in_wallet), &activity.transfer, activity.reward) {
        (Leads::Transfer, Some(transfer), _) => Some(Route::TransferDetail(transfer.clone())),
        (Leads::Reward, _, Some(reward)) => Some(Route::Reward(reward)),
        (Leads::Program, ..) => Some(Route::Program(activity.membership.clone())),
        _ => None,
    };
    match href {
        Some(route) => view! { <li><a class="entry" href=route.path()>{content}</a></li> }.into_any(),
        None => view! { <li><div class="entry">{content}</div></li> }.into_any(),
    }
}

/// With a sign only where there is more or less than before.
fn amount(activity: &Activity, program: Option<&Program>) -> AnyView {
    let class = match activity.effect() {
        Effect::Gain => "entry-amount gain",
        Effect::Loss => "entry-amount",
        Effect::Neutral => "entry-amount same",
    };
    let unit = program.map(|program| i18n::unit(&program.unit, activity.amount.get())).unwrap_or_default();
    view! { <span class=class>{veiled(i18n::own(i18n::change(activity)))}<small>" "{unit}</small></span> }.into_any()
}

/// The partner's own words where there are some, else what kind of entry it is.
fn title(activity: &Activity, other: Option<String>) -> String {
    match (activity.kind, other) {
        (ActivityKind::TransferOut, Some(other)) => t::activity_transfer_to(&other),
        (ActivityKind::TransferIn, Some(other)) => t::activity_transfer_from(&other),
        (ActivityKind::TransferHold, Some(other)) => t::activity_hold_for(&other),
        (ActivityKind::TransferCancelled, Some(other)) => t::activity_released_from(&other),
        (ActivityKind::TransferReturned, Some(other)) => t::activity_returned_from(&other),
        (ActivityKind::EarnPending, _) if !activity.text.is_empty() => {
            [&activity.text, " · ", i18n::activity_kind(activity.kind)].concat()
        }
        (kind, _) if activity.text.is_empty() => i18n::activity_kind(kind).into(),
        _ => activity.text.clone(),
    }
}
