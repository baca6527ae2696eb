//! What is known of a pair's future, for one amount: as stages, and in words.

use crate::i18n::{self, pages as t};
use contract::points::{Fee, Money, Outcome, Points, Timestamp, quote};
use contract::{Pair, PairRow};

/// What an amount becomes from an instant on.
pub struct Stage<'a> {
    /// From when.
    pub from: Timestamp,
    /// The row in force.
    pub row: &'a PairRow,
    /// What comes of the amount, or of the nearest that these terms take; `None` while the pair is closed.
    pub outcome: Option<Outcome>,
}

/// The row of `pair` in force at `now`. The pair can be older than an announced change that has come since.
pub fn in_force(pair: &Pair, now: Timestamp) -> &PairRow {
    let come = |row: &&PairRow| row.valid_from.is_some_and(|from| from <= now);
    pair.next.as_ref().filter(come).unwrap_or(&pair.current)
}

/// Now, and every later stage that is known: an announced change, and the end of a bonus.
pub fn stages(pair: &Pair, amount: Points, now: Timestamp) -> Vec<Stage<'_>> {
    let bonus = |row: &PairRow| row.terms.bonus.as_ref().map(|bonus| bonus.until);
    let next = pair.next.as_ref();
    let times = [next.and_then(|row| row.valid_from), bonus(&pair.current), next.and_then(bonus)];
    let mut stages: Vec<Stage> = Vec::new();
    let mut from = now;
    loop {
        let row = in_force(pair, from);
        let nearest = row.terms.nearest(amount).filter(|_| !row.closed);
        let outcome = nearest.and_then(|amount| quote(&row.terms, amount, from).ok());
        // A bonus may end with its row, or be too small to count.
        if stages.last().is_none_or(|last| !core::ptr::eq(last.row, row) || last.outcome != outcome) {
            stages.push(Stage { from, row, outcome });
        }
        let Some(then) = times.into_iter().flatten().filter(|at| *at > from).min() else { return stages };
        from = then;
    }
}

/// The changes to come, each with its time and what it means for the amount. `units` are those of the source and of the target.
pub fn told(pair: &Pair, amount: Points, units: [&str; 2], now: Timestamp) -> Vec<(Timestamp, String)> {
    let stages = stages(pair, amount, now);
    let changes = stages.iter().zip(stages.iter().skip(1)).map(|(before, after)| {
        let date = i18n::date(after.from, now);
        (after.from, words(before, after, before.from == now, &date, units))
    });
    changes.filter(|(_, words)| !words.is_empty()).collect()
}

fn words(before: &Stage, after: &Stage, is_first: bool, date: &str, [from, to]: [&str; 2]) -> String {
    let Some(then) = &after.outcome else {
        return before.outcome.as_ref().map(|_| t::transfer_announced_none(date)).unwrap_or_default();
    };
    let arrives = |outcome: &Outcome| with_unit(total(outcome), to);
    let terms = news(before, after, then, from).join(" ");
    let received = match &before.outcome {
        Some(now) if now.amount == then.amount && total(now) == total(then) => {
            return if terms.is_empty() { terms } else { t::embed_then(date, &terms) };
        }
        Some(now) if is_first && now.amount != then.amount => {
            t::transfer_announced_amount(&arrives(now), date, &with_unit(then.amount, from), &arrives(then))
        }
        Some(now) if is_first && total(then) < total(now) => t::transfer_announced(&arrives(now), date, &arrives(then)),
        Some(now) if is_first => t::transfer_announced_more(&arrives(now), date, &arrives(then)),
        _ => [date, ": ", &t::rates_gives(&with_unit(then.amount, from)), " ", &arrives(then), "."].concat(),
    };
    if terms.is_empty() { received } else { [&received, " ", &terms].concat() }
}

/// What else is new: rate and step, fee, smallest and largest amount.
fn news(before: &Stage, after: &Stage, then: &Outcome, unit: &str) -> Vec<String> {
    let (old, new) = (&before.row.terms, &after.row.terms);
    let fact = |name: &str, value: &str| [name, " ", value, "."].concat();
    let mut parts = Vec::new();
    if (old.ratio(), old.step) != (new.ratio(), new.step) {
        let (give, get) = new.ratio();
        let rate = t::transfer_rate_step(&i18n::number(give), &i18n::number(get), &i18n::number(new.step));
        parts.push(fact(t::transfer_rate(), &rate));
    }
    let free = |old: &Fee| Money { minor: 0, currency: old.currency.clone() };
    if let Some(fee) = then.fee.clone().or(old.fee.as_ref().map(free)).filter(|_| old.fee != new.fee) {
        parts.push(fact(t::transfer_fee(), &i18n::money(&fee)));
    }
    if old.min != new.min {
        parts.push(t::transfer_bad_minimum(&with_unit(new.min, unit)));
    }
    if let Some(max) = new.max.filter(|_| old.max != new.max) {
        parts.push(t::transfer_bad_maximum(&with_unit(max, unit)));
    }
    parts
}

/// An amount with its unit: `4.000 điểm`.
pub fn with_unit(points: Points, unit: &str) -> String {
    [&i18n::points(points), "\u{a0}", &i18n::unit(unit, points.get())].concat()
}

/// What arrives; a sum beyond the limit is no outcome.
pub fn total(outcome: &Outcome) -> Points {
    outcome.total_received().unwrap_or(outcome.received)
}

#[cfg(test)]
#[path = "outlook_tests.rs"]
mod tests;
