//! The history as a drawing and as a table. The table says everything, so the drawing is for the eye only.

use super::model::{SIZE, chart};
use crate::i18n::{self, pages as t};
use contract::points::Timestamp;
use contract::{PairRow, Program};
use leptos::prelude::*;

/// The steps of the rate: what was in ink, what stays in dashes, what is announced in amber, now as a line. One rate is no drawing.
pub fn drawing(history: &[PairRow], now: Timestamp) -> AnyView {
    let (chart, [_, _, ..]) = (chart(history, now), history) else { return ().into_any() };
    let number = |n: i64| n.to_string();
    let line = |from: i64, height: i64, changes: &[(i64, i64)], to: i64| {
        let mut path = ["M", &number(from), " ", &number(height)].concat();
        for (x, y) in changes {
            path.push_str(&["H", &number(*x), "V", &number(*y)].concat());
        }
        path + "H" + &number(to)
    };
    let (past, announced) = chart.changes.split_at(chart.come);
    let past = line(0, chart.start, past, chart.now);
    // What stays as it is until the next change, and from that on.
    let until = chart.next.as_ref().map_or(SIZE.0, |next| next.x);
    let stays = line(chart.now, chart.height, &[], until);
    let announced = chart.next.as_ref().map(|_| line(until, chart.height, announced, SIZE.0));
    let ground = line(0, SIZE.1, &[], SIZE.0);
    let here = ["M", &number(chart.now), " 0V", &number(SIZE.1), &ground].concat();
    let view_box = ["0 0 ", &number(SIZE.0), " ", &number(SIZE.1)].concat();
    // Words keep their size where the lines are stretched.
    let place = |x: i64| number(x * 100 / SIZE.0) + "%";
    let word = |class: &'static str, x: String, y: i64, text: String| {
        view! { <text class=class x=x y=number(y)>{text}</text> }.into_any()
    };
    let next = chart.next.map(|next| {
        let row = &history[next.row];
        let date = row.valid_from.map(|from| i18n::date(from, now)).unwrap_or_default();
        let edge = || "100%".to_owned();
        // A date that begins far to the right would be cut off.
        let (class, x) = if next.x * 10 > SIZE.0 * 6 { ("end", edge()) } else { ("then", place(next.x)) };
        let below = word(class, x, SIZE.1 + WORDS, date);
        view! { {word("end", edge(), next.y - 6, ratio(row))}{below} }.into_any()
    });
    // What would begin outside stands on the other side of the line.
    let side = if chart.now * 3 < SIZE.0 { "early" } else { "now" };
    let current = history.iter().rfind(|row| row.valid_from.is_none_or(|from| from <= now));
    // The rate before all changes, and the day of the last that came: below its line, where nothing else is written.
    let first = history.first().filter(|row| row.valid_from.is_none() && chart.come > 0).map(|row| {
        let rises = chart.changes.first().is_some_and(|(_, y)| *y < chart.start);
        word("early", "0".into(), if rises { below(chart.start) } else { chart.start - 6 }, ratio(row))
    });
    let came = chart.come.checked_sub(1).and_then(|last| chart.changes.get(last)).filter(|(x, _)| chart.now - x > ROOM);
    let came = came
        .zip(current.and_then(|row| row.valid_from))
        .map(|((x, y), from)| word("early", place(*x), below(*y), i18n::date(from, now)));
    view! {
        <svg class="rates-chart" aria-hidden="true">
            <svg viewBox=view_box height=number(SIZE.1) preserveAspectRatio="none">
                <path class="here" d=here/>
                <path d=past/>
                <path class="stays" d=stays/>
                <path class="next" d=announced/>
            </svg>
            {first}
            {came}
            {word(side, place(chart.now), chart.height - 6, current.map(ratio).unwrap_or_default())}
            {word(side, place(chart.now), SIZE.1 + WORDS, t::rates_today().into())}
            {next}
        </svg>
    }
    .into_any()
}

/// How far below the drawing its words stand.
const WORDS: i64 = 18;
/// How far a change must be from now for its day to be written beside it.
const ROOM: i64 = 150;

/// Where a word stands below a line at this height; above it where the ground is near.
fn below(height: i64) -> i64 {
    if height + 2 * WORDS > SIZE.1 { height - 6 } else { height + WORDS }
}

fn ratio(row: &PairRow) -> String {
    let (give, get) = row.terms.ratio();
    match row.closed {
        true => t::membership_rate_closed().into(),
        false => [&i18n::number(give), " → ", &i18n::number(get)].concat(),
    }
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
