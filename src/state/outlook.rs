//! What is known of a pair's future, for one amount: as stages, and in words.

use crate::i18n::{self, pages as t};
use contract::points::{Bonus, Fee, Money, Outcome, Points, Timestamp, quote};
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

/// Until when a bonus counts: to its own end, or to the announced row that brings another or none; one that goes on does so to its new end.
pub fn bonus_until(pair: &Pair, bonus: &Bonus, now: Timestamp) -> Timestamp {
    let next = pair.next.as_ref().and_then(|row| Some((row, row.valid_from?)));
    let Some((row, from)) = next.filter(|(_, from)| now < *from && *from <= bonus.until) else { return bonus.until };
    let same = |next: &&Bonus| !row.closed && (next.num, next.den) == (bonus.num, bonus.den);
    row.terms.bonus.as_ref().filter(same).map_or(from, |next| next.until)
}

/// The changes to come, each with its time and what it means for the amount. `names` are the source's, its unit, and the target's unit.
pub fn told(pair: &Pair, amount: Points, names: [&str; 3], now: Timestamp) -> Vec<(Timestamp, String)> {
    let stages = stages(pair, amount, now);
    let changes = stages.iter().zip(stages.iter().skip(1)).map(|(before, after)| {
        let date = i18n::date(after.from, now);
        (after.from, words(before, after, before.from == now, &date, names))
    });
    changes.filter(|(_, words)| !words.is_empty()).collect()
}

fn words(before: &Stage, after: &Stage, is_first: bool, date: &str, names: [&str; 3]) -> String {
    let Some(then) = &after.outcome else {
        return before.outcome.as_ref().map(|_| t::transfer_announced_none(date)).unwrap_or_default();
    };
    let [_, from, to] = names;
    let arrives = |outcome: &Outcome| with_unit(total(outcome), to);
    let news = news(before, after, then, names).join("; ");
    let received = match &before.outcome {
        Some(now) if now.amount == then.amount && total(now) == total(then) => {
            return if news.is_empty() { news } else { t::rates_new_from(date, &news) };
        }
        Some(now) if is_first && now.amount != then.amount => {
            t::transfer_announced_amount(&arrives(now), date, &with_unit(then.amount, from), &arrives(then))
        }
        Some(now) if is_first && total(then) < total(now) => t::transfer_announced(&arrives(now), date, &arrives(then)),
        Some(now) if is_first => t::transfer_announced_more(&arrives(now), date, &arrives(then)),
        _ => t::transfer_announced_then(date, &with_unit(then.amount, from), &arrives(then)),
    };
    if news.is_empty() { received } else { [&received, " ", &t::rates_new(&news)].concat() }
}

/// What else is new: rate and step, fee, smallest and largest amount, for whom, and how long it can be cancelled.
fn news(before: &Stage, after: &Stage, then: &Outcome, [name, unit, _]: [&str; 3]) -> Vec<String> {
    let (old, new) = (&before.row.terms, &after.row.terms);
    let mut parts = Vec::new();
    if (old.ratio(), old.step) != (new.ratio(), new.step) {
        let (give, get) = new.ratio();
        let rate = t::transfer_rate_step(&i18n::number(give), &i18n::number(get), &i18n::number(new.step));
        parts.push(t::rates_new_rate(&rate));
    }
    let free = |old: &Fee| Money { minor: 0, currency: old.currency.clone() };
    if let Some(fee) = then.fee.clone().or(old.fee.as_ref().map(free)).filter(|_| old.fee != new.fee) {
        parts.push(t::rates_new_fee(&i18n::money(&fee)));
    }
    if old.min != new.min {
        parts.push(t::rates_new_min(&with_unit(new.min, unit)));
    }
    if old.max != new.max {
        parts.push(new.max.map_or_else(|| t::rates_new_no_max().into(), |max| t::rates_new_max(&with_unit(max, unit))));
    }
    if (&old.tiers, &old.countries) != (&new.tiers, &new.countries) {
        parts.push(i18n::open_to(&new.tiers, &new.countries, name));
    }
    if old.cancel_minutes != new.cancel_minutes {
        parts.push(match u64::from(new.cancel_minutes) * 60 {
            0 => t::rates_new_no_cancel().into(),
            seconds => t::rates_new_cancel(&i18n::length(seconds)),
        });
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
