//! Lots as segments and rows, and the pairs that lead from and to a program.

use contract::limits::EXPIRY_WARN_DAYS;
use contract::points::{Points, Timestamp};
use contract::{Lot, Pair, Pairs, ProgramId};

/// Days after which a segment is drawn pale.
const YEAR_DAYS: i64 = 365;

/// How soon a lot ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Inside the warning time; so many whole days are left, 0 on the last day.
    Soon(u64),
    /// Within a year.
    ThisYear,
    /// Later, or never.
    Later,
    /// It has, as far as is known: what is shown is older than its end.
    Over,
}

/// How soon a lot ends, seen from `now`.
pub fn ends(lot: &Lot, now: Timestamp) -> Ends {
    let Some(at) = lot.expires_at else { return Ends::Later };
    if at <= now {
        return Ends::Over;
    }
    if at <= now.plus_days(EXPIRY_WARN_DAYS) {
        const DAY_MS: i64 = 86_400_000;
        return Ends::Soon(u64::try_from(at.since_ms(now)).unwrap_or(0).div_ceil(DAY_MS as u64).saturating_sub(1));
    }
    if at <= now.plus_days(YEAR_DAYS) { Ends::ThisYear } else { Ends::Later }
}

/// Lots that end on the same day count as one, in the order they are spent.
pub fn by_day(lots: &[Lot]) -> Vec<Lot> {
    let mut days: Vec<Lot> = Vec::new();
    for lot in lots {
        match days.last_mut() {
            Some(last) if last.last_valid_day == lot.last_valid_day => {
                // Parts of one balance, so their sum fits.
                last.amount = last.amount.checked_add(lot.amount).unwrap_or(last.amount);
            }
            _ => days.push(lot.clone()),
        }
    }
    days
}

/// Everything in the lots.
pub fn total(lots: &[Lot]) -> Points {
    lots.iter().fold(Points::ZERO, |sum, lot| sum.checked_add(lot.amount).unwrap_or(sum))
}

/// Pairs that lead from a program to others of the member, and from those to it.
pub fn pairs_of<'a>(pairs: &'a Pairs, program: &ProgramId, others: &[ProgramId]) -> (Vec<&'a Pair>, Vec<&'a Pair>) {
    let has = |id: &ProgramId| id != program && others.contains(id);
    let out = pairs.items.iter().filter(|pair| pair.from == *program && has(&pair.to));
    let into = pairs.items.iter().filter(|pair| pair.to == *program && has(&pair.from));
    (out.collect(), into.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::PairRow;
    use contract::points::{Date, PairTerms};

    fn lot(amount: u64, end_ms: Option<i64>) -> Lot {
        Lot {
            amount: Points::new(amount).unwrap(),
            earned_at: Timestamp::EPOCH,
            expires_at: end_ms.map(Timestamp::from_ms),
            last_valid_day: end_ms.map(|ms| Timestamp::from_ms(ms - 1).utc_date()),
        }
    }

    #[test]
    fn a_lot_is_soon_inside_thirty_days_and_its_last_day_is_zero() {
        const DAY: i64 = 86_400_000;
        let cases = [
            (Some(0), Ends::Over),
            (Some(1), Ends::Soon(0)),
            (Some(DAY), Ends::Soon(0)),
            (Some(DAY + 1), Ends::Soon(1)),
            (Some(30 * DAY), Ends::Soon(29)),
            (Some(30 * DAY + 1), Ends::ThisYear),
            (Some(366 * DAY), Ends::Later),
            (None, Ends::Later),
        ];
        for (end, expected) in cases {
            assert_eq!(ends(&lot(1, end), Timestamp::EPOCH), expected, "{end:?}");
        }
    }

    #[test]
    fn lots_of_one_day_count_as_one() {
        let lots = [lot(1, Some(100)), lot(2, Some(90)), lot(4, Some(90_000_000)), lot(8, None), lot(16, None)];
        let days: Vec<u64> = by_day(&lots).iter().map(|lot| lot.amount.get()).collect();
        assert_eq!((days, total(&lots).get()), (vec![3, 4, 24], 31));
        assert_eq!(by_day(&lots)[0].last_valid_day, Date::parse("1970-01-01").ok());
    }

    #[test]
    fn only_pairs_between_the_members_programs_are_shown() {
        let id = |name: &str| ProgramId(name.into());
        let pair = |(from, to): (&str, &str)| {
            let (basis, as_of, source) = (String::new(), String::new(), String::new());
            let current =
                PairRow { valid_from: None, terms: PairTerms::simple(1, 1), closed: false, basis, as_of, source };
            Pair { from: id(from), to: id(to), current, next: None, observed: None }
        };
        let items = [("a", "b"), ("b", "a"), ("a", "x"), ("c", "a"), ("b", "c")].map(pair);
        let pairs = Pairs { as_of: Timestamp::EPOCH, items: items.into() };
        let (out, into) = pairs_of(&pairs, &id("a"), &[id("a"), id("b"), id("c")]);
        assert_eq!(out.iter().map(|p| p.to.0.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!(into.iter().map(|p| p.from.0.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    }
}
