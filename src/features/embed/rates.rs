//! The public rates of one program, as rows.

use crate::state::outlook::model::bonus_until;
use contract::points::Timestamp;
use contract::{Pair, PairRow, Pairs, Program, ProgramId};

/// Which way points go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Out of the program.
    Out,
    /// Into the program.
    Into,
}

/// A rate with everything that is known about its future.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The program on the other side.
    pub other: Program,
    /// What is given for `get`, in lowest terms.
    pub give: u64,
    /// What is received for `give`.
    pub get: u64,
    /// Per cent on top, and until when.
    pub bonus: Option<(u64, Timestamp)>,
    /// The announced change: from when, and the rate then; without one it ends.
    pub then: Option<(Timestamp, Option<(u64, u64)>)>,
}

/// The open pairs of a program in the order of the list. A pair with a program that the list of programs lacks has no name to show.
pub fn rates(pairs: &Pairs, programs: &[Program], of: &ProgramId, way: Way) -> Vec<Rate> {
    let ends = |pair: &'_ Pair| match way {
        Way::Out => (pair.from.clone(), pair.to.clone()),
        Way::Into => (pair.to.clone(), pair.from.clone()),
    };
    let open = pairs.items.iter().filter(|pair| !pair.current.closed);
    let named = open.filter_map(|pair| {
        let (own, other) = ends(pair);
        let other = programs.iter().find(|program| own == *of && program.id == other)?;
        Some(rate(pair, other.clone(), pairs.as_of))
    });
    named.collect()
}

fn rate(pair: &Pair, other: Program, now: Timestamp) -> Rate {
    let terms = &pair.current.terms;
    let (give, get) = terms.ratio();
    let bonus = terms.bonus.as_ref().filter(|bonus| now < bonus.until && bonus.den > 0);
    let bonus = bonus.map(|bonus| (bonus.num.saturating_mul(100) / bonus.den, bonus_until(pair, bonus, now)));
    let changes = |row: &PairRow| row.closed || row.terms.ratio() != (give, get);
    let then = pair.next.as_ref().filter(|row| changes(row));
    let then = then.and_then(|row| Some((row.valid_from?, (!row.closed).then(|| row.terms.ratio()))));
    Rate { other, give, get, bonus, then }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Owner;
    use contract::points::expiry::ExpiryRule;
    use contract::points::{Bonus, PairTerms, Points};

    const NOW: Timestamp = Timestamp::from_ms(1_000);
    const LATER: Timestamp = Timestamp::from_ms(2_000);

    fn id(id: &str) -> ProgramId {
        ProgramId(id.into())
    }

    fn program(name: &str) -> Program {
        Program {
            id: id(name),
            name: name.to_uppercase(),
            kind: String::new(),
            unit: "points".into(),
            country: String::new(),
            time_zone: String::new(),
            owner: Owner::InHouse,
            point_value_vnd_milli: 0,
            value_basis: String::new(),
            expiry: ExpiryRule::Never,
            extension: None,
            tiers: Vec::new(),
            brand_color: String::new(),
            monogram: String::new(),
        }
    }

    fn row(give: u64, get: u64, valid_from: Option<Timestamp>) -> PairRow {
        let terms = PairTerms {
            give,
            get,
            min: Points::ZERO,
            max: None,
            step: 1,
            fee: None,
            bonus: None,
            cancel_minutes: 0,
            usual_hours: None,
            latest_hours: None,
            tiers: vec![],
            countries: vec![],
        };
        PairRow { valid_from, terms, closed: false, basis: String::new(), as_of: String::new(), source: String::new() }
    }

    fn pair(from: &str, to: &str) -> Pair {
        Pair { from: id(from), to: id(to), current: row(4_000, 2_000, None), next: None, observed: None }
    }

    fn names(items: Vec<Pair>, way: Way) -> Vec<String> {
        let programs = ["a", "b", "c"].map(program);
        let rates = rates(&Pairs { as_of: NOW, items }, &programs, &id("a"), way);
        rates.into_iter().map(|rate| rate.other.name).collect()
    }

    fn only(pair: Pair) -> Rate {
        rates(&Pairs { as_of: NOW, items: vec![pair] }, &[program("b")], &id("a"), Way::Out).remove(0)
    }

    #[test]
    fn open_pairs_of_the_program_are_shown_each_way() {
        let closed = Pair { current: PairRow { closed: true, ..row(1, 1, None) }, ..pair("a", "c") };
        let items = vec![pair("a", "b"), closed, pair("b", "a"), pair("b", "c"), pair("c", "a"), pair("a", "unnamed")];
        assert_eq!(names(items.clone(), Way::Out), ["B"]);
        assert_eq!(names(items, Way::Into), ["B", "C"]);
    }

    #[test]
    fn a_rate_is_in_lowest_terms_and_its_bonus_counts_while_it_lasts() {
        let with_bonus = |until| {
            let mut pair = pair("a", "b");
            pair.current.terms.bonus = Some(Bonus { num: 10, den: 100, until });
            only(pair)
        };
        let rate = with_bonus(LATER);
        assert_eq!((rate.give, rate.get, rate.bonus), (2, 1, Some((10, LATER))));
        assert_eq!(with_bonus(NOW).bonus, None);
    }

    #[test]
    fn an_announced_change_is_told_when_it_changes_the_rate_or_ends_it() {
        let then = |next| only(Pair { next: Some(next), ..pair("a", "b") }).then;
        assert_eq!(then(row(4, 1, Some(LATER))), Some((LATER, Some((4, 1)))));
        assert_eq!(then(PairRow { closed: true, ..row(2, 1, Some(LATER)) }), Some((LATER, None)));
        assert_eq!(then(row(2, 1, Some(LATER))), None);
    }
}
