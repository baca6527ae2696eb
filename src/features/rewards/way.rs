//! From where missing points could come: the member's programs that convert into the one that is short.

use contract::points::money::VndMilli;
use contract::points::{PairTerms, Points, Timestamp, quote};
use contract::{Membership, Pairs, ProgramId};

/// A transfer into the program that is short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way<'a> {
    /// The membership that gives.
    pub from: &'a Membership,
    /// The smallest amount that brings what is missing; `None` when all that it can send is less.
    pub amount: Option<Points>,
}

/// The best way: one that brings all that is missing for the least value given, else the one that brings the most.
pub fn way<'a>(missing: Points, to: &ProgramId, memberships: &'a [Membership], pairs: &Pairs) -> Option<Way<'a>> {
    let now = pairs.as_of;
    let ways = memberships.iter().filter_map(|from| {
        let leads = |pair: &&contract::Pair| pair.from == from.program.id && pair.to == *to && !pair.current.closed;
        let terms = &pairs.items.iter().find(leads)?.current.terms;
        let most = most(terms, from.balance.available)?;
        let amount = smallest(terms, missing, most, now);
        let given = amount.map(|amount| VndMilli::of(amount, from.program.point_value_vnd_milli));
        let brings = arrives(terms, most, now)?;
        // Ways that bring everything come first, the cheapest before the others.
        let order = (given.is_none(), given.unwrap_or_default(), std::cmp::Reverse(brings));
        Some((order, Way { from, amount }))
    });
    ways.min_by(|(a, _), (b, _)| a.cmp(b)).map(|(_, way)| way)
}

/// The smallest amount on the step that brings `missing`, if the most that can be sent does. More never brings less, so it is found
/// by halving.
fn smallest(terms: &PairTerms, missing: Points, most: Points, now: Timestamp) -> Option<Points> {
    let step = terms.step.max(1);
    let amount = |steps: u64| Points::new(steps * step).ok();
    let enough =
        |steps: u64| amount(steps).and_then(|amount| arrives(terms, amount, now)).is_some_and(|all| all >= missing);
    let (mut low, mut high) = (terms.min.get() / step, most.get() / step);
    if !enough(high) {
        return None;
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) { high = middle } else { low = middle + 1 }
    }
    amount(high)
}

/// The most that the balance and the maximum allow, on the step; nothing below the minimum.
fn most(terms: &PairTerms, available: Points) -> Option<Points> {
    let most = terms.max.map_or(available, |max| max.min(available));
    let on_step = Points::new(most.get() - most.get() % terms.step.max(1)).ok()?;
    (on_step >= terms.min && !on_step.is_zero()).then_some(on_step)
}

fn arrives(terms: &PairTerms, amount: Points, now: Timestamp) -> Option<Points> {
    quote(terms, amount, now).ok()?.total_received().ok()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{membership, points, program};
    use super::*;
    use contract::points::Bonus;
    use contract::{Pair, PairRow};

    fn pair(from: &str, terms: PairTerms, closed: bool) -> Pair {
        let (basis, as_of, source) = (String::new(), String::new(), String::new());
        let current = PairRow { valid_from: None, terms, closed, basis, as_of, source };
        Pair { from: ProgramId(from.into()), to: ProgramId("to".into()), current, next: None, observed: None }
    }

    fn terms(give: u64, get: u64, min: u64, step: u64) -> PairTerms {
        PairTerms { min: points(min), step, ..PairTerms::simple(give, get) }
    }

    #[test]
    fn the_smallest_amount_that_brings_enough() {
        let bonus = Bonus { num: 1, den: 4, until: Timestamp::from_ms(1) };
        let with_bonus = PairTerms { bonus: Some(bonus), ..terms(2, 1, 10, 10) };
        let up_to = |max| PairTerms { max: Some(points(max)), ..terms(2, 1, 100, 100) };
        let cases = [
            (terms(1, 1, 1, 1), 7, 100, Some(7)),
            (terms(2, 1, 1_000, 1_000), 7, 5_000, Some(1_000)),
            (terms(2, 1, 1_000, 1_000), 501, 5_000, Some(2_000)),
            (terms(3, 1, 1, 1), 5, 100, Some(15)),
            (with_bonus, 10, 100, Some(20)),
            (terms(2, 1, 1, 1), 51, 100, None),
            (up_to(300), 150, 10_000, Some(300)),
            (up_to(300), 151, 10_000, None),
        ];
        for (terms, missing, available, expected) in cases {
            let most = most(&terms, points(available)).unwrap();
            assert_eq!(smallest(&terms, points(missing), most, Timestamp::EPOCH), expected.map(points), "{terms:?}");
        }
        assert_eq!(most(&terms(1, 1, 100, 1), points(99)), None);
    }

    #[test]
    fn the_cheapest_way_that_brings_all_is_proposed_else_the_one_that_brings_most() {
        let (dear, cheap) = (program("dear", 500), program("cheap", 10));
        let all = [
            membership("dear", 1_000, Some(&dear)),
            membership("cheap", 1_000, Some(&cheap)),
            membership("to", 5, None),
        ];
        let pairs = |closed| Pairs {
            as_of: Timestamp::EPOCH,
            items: vec![
                pair("dear", terms(1, 1, 1, 1), false),
                pair("cheap", terms(4, 1, 1, 1), closed),
                pair("other", terms(1, 9, 1, 1), false),
            ],
        };
        let best = |missing, closed| {
            let (to, pairs) = (ProgramId("to".into()), pairs(closed));
            way(points(missing), &to, &all, &pairs)
                .map(|way| (way.from.program.id.0.clone(), way.amount.map(Points::get)))
        };
        assert_eq!(best(100, false), Some(("cheap".into(), Some(400))));
        assert_eq!(best(100, true), Some(("dear".into(), Some(100))));
        assert_eq!(best(300, false), Some(("dear".into(), Some(300))));
        assert_eq!(best(5_000, false), Some(("dear".into(), None)));
        assert_eq!(way(points(1), &ProgramId("none".into()), &all, &pairs(false)), None);
    }
}
