//! Sentences of the transfer slice: why an amount or a choice is not possible.

use super::model::amount::NotAmount;
use super::model::choice::Blocked;
use super::model::preview::Problem;
use crate::i18n::{self, pages as t};
use contract::points::{Observed, Points, Timestamp};

/// Why an amount cannot be sent, and what could be.
pub fn problem(problem: &Problem, min: Points, unit: &str) -> String {
    let with_unit = |points| i18n::amount(points, unit);
    match *problem {
        Problem::Typed(NotAmount::Empty) => t::transfer_bad_empty().into(),
        Problem::Typed(NotAmount::NotANumber) => t::transfer_bad_number(&i18n::points(min)),
        Problem::Typed(NotAmount::NotWhole) => t::transfer_bad_fraction().into(),
        Problem::Typed(NotAmount::Negative) => t::transfer_bad_negative().into(),
        Problem::Typed(NotAmount::TooLarge) | Problem::Overflow => t::transfer_bad_large().into(),
        Problem::Zero(_) => t::transfer_bad_negative().into(),
        Problem::UnderMinimum(min) => t::transfer_bad_minimum(&with_unit(min)),
        Problem::OverMaximum(max) => t::transfer_bad_maximum(&with_unit(max)),
        Problem::OffStep(step, ..) => t::transfer_bad_step(&i18n::number(step)),
        Problem::OverBalance(available, Some(_)) => t::transfer_bad_balance(&with_unit(available)),
        Problem::OverBalance(available, None) => {
            t::transfer_bad_balance_minimum(&with_unit(available), &with_unit(min))
        }
        Problem::Closed => t::transfer_bad_closed().into(),
    }
}

/// The text of a choice: the name, with the reason where it cannot be chosen.
pub fn choice(name: &str, blocked: Option<Blocked>) -> String {
    let reason = match blocked {
        None => return name.into(),
        Some(Blocked::NoPoints) => t::transfer_blocked_no_points(),
        Some(Blocked::NoWayOut) => t::transfer_blocked_no_way_out(),
        Some(Blocked::NoWay) => t::transfer_blocked_no_way(),
        Some(Blocked::Closed) => t::transfer_blocked_closed(),
        Some(Blocked::Same) => t::transfer_blocked_same(),
    };
    t::transfer_blocked(name, reason)
}

/// How long it takes: usually and at the latest, each said to be unknown where it is.
pub fn arrival(usual_hours: Option<u32>, latest_hours: Option<u32>) -> String {
    let time = |hours: Option<u32>| match hours {
        None => t::transfer_arrival_unknown().to_owned(),
        Some(0) => t::transfer_arrival_at_once().to_owned(),
        Some(hours) => i18n::duration_hours(hours),
    };
    match (usual_hours, latest_hours) {
        (None, None) => time(None),
        _ => t::transfer_arrival_times(&time(usual_hours), &time(latest_hours)),
    }
}

/// How long it took before; unknown is said.
pub fn observed(observed: Option<Observed>) -> String {
    match observed {
        None => t::transfer_arrival_unknown().into(),
        Some(Observed { median_seconds, most_seconds, count }) => t::transfer_observed(
            &i18n::length(median_seconds.max(1)),
            &i18n::length(most_seconds.max(1)),
            &i18n::number(count),
        ),
    }
}

/// A point in time as the member reads it, the day left out when it is today.
pub fn when(at: Timestamp, now: Timestamp) -> String {
    i18n::date_time(at, now)
}
