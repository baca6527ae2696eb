//! What a rate was, is and will be: as steps in time, as places on a chart, and for one amount.

use contract::PairRow;
use contract::points::{PairTerms, Points, Timestamp, quote};

/// Width and height of the chart in its own units.
pub const SIZE: (i64, i64) = (600, 160);
/// The line of "nothing arrives", and how far above it the best rate stands.
const FLOOR: i64 = 150;
const RISE: i64 = 130;
/// Days around a history that has one instant or none.
const AROUND_DAYS: i64 = 180;

/// A line of the chart, from left to right: it goes to `x` on the height before, then up or down to `y`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The height at the left edge.
    pub start: i64,
    /// Each change of the rate, those to come last.
    pub changes: Vec<(i64, i64)>,
    /// How many of them have come.
    pub come: usize,
    /// Where now is.
    pub now: i64,
    /// The height there.
    pub height: i64,
    /// The next change.
    pub next: Option<Next>,
}

/// The first change after now, as far as the chart names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its place in the history.
    pub row: usize,
    /// Where it is.
    pub x: i64,
    /// The height after it.
    pub y: i64,
}

/// The chart of a history, oldest first.
pub fn chart(history: &[PairRow], now: Timestamp) -> Chart {
    let starts = || history.iter().filter_map(|row| row.valid_from);
    let first = starts().fold(now, Timestamp::min).ms();
    let last = starts().fold(now, Timestamp::max).ms();
    let around = ((last - first) / 4).max(AROUND_DAYS * 86_400_000);
    let (left, span) = (first - around, (last - first) + 2 * around);
    let x = |at: i64| ((i128::from(at) - i128::from(left)) * i128::from(SIZE.0) / i128::from(span)) as i64;
    let best = history.iter().map(rate).max().unwrap_or_default().max(1);
    let y = |row: &PairRow| FLOOR - (rate(row) * RISE as u128 / best) as i64;
    let start = history.first().map_or(FLOOR, |row| if row.valid_from.is_none() { y(row) } else { FLOOR });
    let changes: Vec<(i64, i64)> = history.iter().filter_map(|row| Some((x(row.valid_from?.ms()), y(row)))).collect();
    let come = starts().filter(|from| *from <= now).count();
    let height = come.checked_sub(1).and_then(|last| changes.get(last)).map_or(start, |(_, y)| *y);
    let coming = |(_, row): &(usize, &PairRow)| row.valid_from.is_some_and(|from| from > now);
    let next = history.iter().enumerate().find(coming);
    let next = next.and_then(|(place, row)| Some(Next { row: place, x: x(row.valid_from?.ms()), y: y(row) }));
    Chart { start, changes, come, now: x(now.ms()), height, next }
}

/// What arrives for a million points; a closed pair gives nothing.
fn rate(row: &PairRow) -> u128 {
    let terms = &row.terms;
    if row.closed { 0 } else { (u128::from(terms.get) * 1_000_000).checked_div(terms.give.into()).unwrap_or_default() }
}

/// The amount to compare by: what is asked for if it fits, else the most that the member can send, else the least there is.
pub fn amount(terms: &PairTerms, asked: Option<Points>, available: Option<Points>) -> Points {
    let fits = |amount: &Points| quote(terms, *amount, Timestamp::EPOCH).is_ok();
    let most = available.and_then(|available| {
        let have = terms.max.map_or(available, |max| max.min(available)).get();
        Points::new(have - have.checked_rem(terms.step)?).ok()
    });
    asked.filter(fits).or(most.filter(fits)).unwrap_or(terms.min)
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
