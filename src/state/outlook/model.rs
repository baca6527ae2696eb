//! The stages of a pair's future, as far as they are known, for one amount.

use contract::points::{Bonus, Outcome, Points, Timestamp, quote};
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

/// What arrives; a sum beyond the limit is no outcome.
pub fn total(outcome: &Outcome) -> Points {
    outcome.total_received().unwrap_or(outcome.received)
}
