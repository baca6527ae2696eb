//! The lots as one drawn bar and as a list, and what is still waiting.

use super::model::{Ends, by_day, ends, total};
use crate::i18n::{self, pages as t};
use crate::ui::{LotSegment, LotsBar, Urgency, veiled};
use contract::points::Timestamp;
use contract::{Lot, Membership};
use leptos::prelude::*;

/// The section.
pub fn lots(membership: &Membership, pending: &[Lot], now: Timestamp) -> AnyView {
    let days = by_day(&membership.lots);
    let body = if days.is_empty() {
        view! { <p class="meta">{t::membership_lots_empty()}</p> }.into_any()
    } else {
        let segments: Vec<LotSegment> = days.iter().map(|lot| segment(lot, now)).collect();
        let rows = days.iter().map(|lot| row(lot, &membership.program.unit, now)).collect_view();
        view! { <LotsBar segments=segments/><ul class="lot-list">{rows}</ul><p class="meta">{t::membership_lots_hint()}</p> }.into_any()
    };
    view! {
        <section>
            <h2>{t::membership_lots()}</h2>
            {body}
        </section>
        {waiting(pending, &membership.program.unit, now)}
    }
    .into_any()
}

/// Labels stand in the list below, so the bar has none.
fn segment(lot: &Lot, now: Timestamp) -> LotSegment {
    let urgency = match ends(lot, now) {
        Ends::Soon(_) | Ends::Over => Urgency::Soon,
        Ends::ThisYear => Urgency::Next,
        Ends::Later => Urgency::Later,
    };
    LotSegment { share: lot.amount.get(), urgency, label: String::new() }
}

fn row(lot: &Lot, unit: &str, now: Timestamp) -> AnyView {
    let until = match lot.last_valid_day {
        Some(day) => t::membership_lot_until(&i18n::day(day, now)),
        None => t::membership_lot_never().into(),
    };
    let (soon, left) = match ends(lot, now) {
        Ends::Soon(0) => (true, t::membership_lot_today().to_owned()),
        Ends::Soon(days) => (true, t::membership_lot_soon(&i18n::days(days))),
        Ends::ThisYear | Ends::Later | Ends::Over => (false, String::new()),
    };
    let left = (!left.is_empty()).then(|| [" · ", &left].concat());
    view! {
        <li class:warn=soon><span>{until}{left}</span><b>{veiled(i18n::own(i18n::points(lot.amount)))}<small>" "{i18n::unit(unit, lot.amount.get())}</small></b></li>
    }
    .into_any()
}

/// Earned and not usable yet; the time of release stands in the place of earning.
fn waiting(pending: &[Lot], unit: &str, now: Timestamp) -> AnyView {
    if total(pending).is_zero() {
        return ().into_any();
    }
    let rows = pending.iter().map(|lot| {
        let from = t::membership_pending_from(&i18n::date_time(lot.earned_at, now));
        let unit = i18n::unit(unit, lot.amount.get());
        view! { <li><span>{from}</span><b>"+"{veiled(i18n::own(i18n::points(lot.amount)))}<small>" "{unit}</small></b></li> }
    });
    view! { <section><h2>{t::membership_pending_title()}</h2><ul class="lot-list">{rows.collect_view()}</ul></section> }
        .into_any()
}
