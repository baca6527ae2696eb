//! The history as a drawing and as a table. The table says everything, so the drawing is for the eye only.

use super::model::{SIZE, chart};
use crate::i18n::{self, pages as t};
use contract::points::Timestamp;
use contract::{PairRow, Program};
use leptos::prelude::*;

/// The steps of the rate: what was in ink, what is announced in amber, now as a line.
pub fn drawing(history: &[PairRow], now: Timestamp) -> AnyView {
    let chart = chart(history, now);
    let number = |n: i64| n.to_string();
    let line = |from: i64, height: i64, changes: &[(i64, i64)], to: i64| {
        let mut path = ["M", &number(from), " ", &number(height)].concat();
        for (x, y) in changes {
            path.push_str(&["H", &number(*x), "V", &number(*y)].concat());
        }
        path + "H" + &number(to)
    };
    let come = chart.changes.partition_point(|(x, _)| *x <= chart.now);
    let (past, announced) = chart.changes.split_at(come);
    let past = line(0, chart.start, past, chart.now);
    let announced = line(chart.now, chart.height, announced, SIZE.0);
    let here = ["M", &number(chart.now), " 0V", &number(SIZE.1)].concat();
    let view_box = ["0 0 ", &number(SIZE.0), " ", &number(SIZE.1)].concat();
    view! {
        <svg class="rates-chart" viewBox=view_box preserveAspectRatio="none" aria-hidden="true">
            <path class="here" d=here/>
            <path d=past/>
            <path class="next" d=announced/>
        </svg>
    }
    .into_any()
}

/// Every rate with the day from which it counts, the latest first.
pub fn table(history: &[PairRow], from: &Program, to: &Program, now: Timestamp) -> AnyView {
    let side = |n: u64, unit: &str| [&i18n::number(n), "\u{a0}", &i18n::unit(unit, n)].concat();
    let row = |row: &PairRow| {
        let since = row.valid_from.map_or_else(|| t::rates_always().into(), |from| i18n::date(from, now));
        let (give, get) = row.terms.ratio();
        let rate = match row.closed {
            true => t::membership_rate_closed().into(),
            false => [&side(give, &from.unit), " → ", &side(get, &to.unit)].concat(),
        };
        let announced = row.valid_from.is_some_and(|from| from > now);
        view! { <tr class:warn=announced><th scope="row">{since}</th><td>{rate}</td></tr> }.into_any()
    };
    view! {
        <table class="rates-table">
            <caption class="visually-hidden">{t::rates_title()}</caption>
            <thead><tr><th scope="col">{t::rates_since()}</th><th scope="col">{t::transfer_rate()}</th></tr></thead>
            <tbody>{history.iter().rev().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
