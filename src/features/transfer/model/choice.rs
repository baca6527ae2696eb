//! Which programs can be chosen on either side. What cannot be chosen stays in the list with its reason.

use contract::{Membership, Pair, Pairs, Program};

/// Why a membership cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Nothing can be spent there.
    NoPoints,
    /// No open pair leads from it to another membership.
    NoWayOut,
    /// No pair leads there from the chosen source.
    NoWay,
    /// The pair from the chosen source is closed.
    Closed,
    /// It is the source itself.
    Same,
}

/// The pair from one membership's program to another's.
pub fn pair<'a>(pairs: &'a Pairs, from: &Membership, to: &Membership) -> Option<&'a Pair> {
    pairs.items.iter().find(|pair| pair.from == from.program.id && pair.to == to.program.id)
}

/// For each membership, whether it can give.
pub fn sources(memberships: &[Membership], pairs: &Pairs) -> Vec<Option<Blocked>> {
    let blocked = |from: &Membership| {
        let way_out = memberships.iter().any(|to| target(from, to, pairs).is_none());
        if !way_out {
            return Some(Blocked::NoWayOut);
        }
        from.balance.available.is_zero().then_some(Blocked::NoPoints)
    };
    memberships.iter().map(blocked).collect()
}

/// For each membership, whether it can receive from `from`.
pub fn targets(from: &Membership, memberships: &[Membership], pairs: &Pairs) -> Vec<Option<Blocked>> {
    memberships.iter().map(|to| target(from, to, pairs)).collect()
}

/// Where the page begins: what the address asks for as far as it can be chosen, else the first that can. An address names a
/// membership by its program or by its own id. `None`: nothing can be moved anywhere.
pub fn start(memberships: &[Membership], pairs: &Pairs, from: &str, to: &str) -> Option<(usize, usize)> {
    let named = |key: &str| named(memberships, key);
    let sources = sources(memberships, pairs);
    let has_minimum = |at: usize| {
        let from = &memberships[at];
        let least = |to: &Membership| pair(pairs, from, to).filter(|pair| !pair.current.closed);
        memberships.iter().filter_map(least).any(|pair| pair.current.terms.min <= from.balance.available)
    };
    let free = |at: &usize| sources[*at].is_none();
    let from = named(from)
        .filter(free)
        .or_else(|| (0..memberships.len()).filter(free).find(|at| has_minimum(*at)))
        .or_else(|| (0..memberships.len()).find(free))?;
    Some((from, target_for(memberships, pairs, from, named(to))?))
}

/// The programs that the address asks for and that the member has not linked.
pub fn unlinked<'a>(memberships: &[Membership], programs: &'a [Program], asked: [&str; 2]) -> Vec<&'a Program> {
    let find = |id: &str| programs.iter().find(|program| program.id.0 == id);
    let known = asked.into_iter().filter_map(find);
    let mut unlinked: Vec<&Program> = known.filter(|program| named(memberships, &program.id.0).is_none()).collect();
    unlinked.dedup_by(|a, b| a.id == b.id);
    unlinked
}

/// The membership that the address asks for and that the page does not begin with, and why; the source before the target.
pub fn missed(
    memberships: &[Membership],
    pairs: &Pairs,
    [from, to]: [&str; 2],
    start: (usize, usize),
) -> Option<(usize, Blocked)> {
    match (named(memberships, from), named(memberships, to)) {
        (Some(from), _) if from != start.0 => Some((from, sources(memberships, pairs)[from]?)),
        (_, Some(to)) if to != start.1 => Some((to, target(&memberships[start.0], &memberships[to], pairs)?)),
        _ => None,
    }
}

fn named(memberships: &[Membership], key: &str) -> Option<usize> {
    memberships.iter().position(|m| m.program.id.0 == key || m.id.0 == key)
}

/// The target to show for the source at `from`: the one wanted if it can receive, else the first that can.
pub fn target_for(memberships: &[Membership], pairs: &Pairs, from: usize, wanted: Option<usize>) -> Option<usize> {
    let targets = targets(memberships.get(from)?, memberships, pairs);
    let free = |at: &usize| targets.get(*at).is_some_and(Option::is_none);
    wanted.filter(free).or_else(|| (0..targets.len()).find(free))
}

fn target(from: &Membership, to: &Membership, pairs: &Pairs) -> Option<Blocked> {
    if from.id == to.id {
        return Some(Blocked::Same);
    }
    match pair(pairs, from, to) {
        None => Some(Blocked::NoWay),
        Some(pair) => pair.current.closed.then_some(Blocked::Closed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::points::expiry::ExpiryRule;
    use contract::points::{Money, PairTerms, Points, Timestamp};
    use contract::{Balance, MembershipId, Owner, PairRow, Program, ProgramId};

    fn membership(program: &str, available: u64) -> Membership {
        let (text, none) = (|text: &str| text.to_owned(), String::new);
        Membership {
            id: MembershipId(format!("id-{program}")),
            program: Program {
                id: ProgramId(text(program)),
                name: text(program),
                kind: none(),
                unit: text("points"),
                country: none(),
                time_zone: none(),
                owner: Owner::InHouse,
                point_value_vnd_milli: 1,
                value_basis: none(),
                expiry: ExpiryRule::Never,
                extension: None,
                tiers: Vec::new(),
                brand_color: none(),
                monogram: none(),
            },
            number: none(),
            tier: None,
            balance: Balance {
                available: Points::new(available).unwrap(),
                pending: Points::ZERO,
                held: Points::ZERO,
                as_of: Timestamp::EPOCH,
                owner: Owner::InHouse,
                source: none(),
            },
            value: Money { minor: 0, currency: text("VND") },
            lots: Vec::new(),
        }
    }

    fn pairs(list: &[(&str, &str, u64, bool)]) -> Pairs {
        let pair = |(from, to, min, closed): &(&str, &str, u64, bool)| {
            let terms = PairTerms { min: Points::new(*min).unwrap(), ..PairTerms::simple(1, 1) };
            let (basis, as_of, source) = (String::new(), String::new(), String::new());
            let current = PairRow { valid_from: None, terms, closed: *closed, basis, as_of, source };
            Pair { from: ProgramId((*from).into()), to: ProgramId((*to).into()), current, next: None, observed: None }
        };
        Pairs { as_of: Timestamp::EPOCH, items: list.iter().map(pair).collect() }
    }

    #[test]
    fn what_cannot_be_chosen_says_why() {
        let members = [membership("a", 100), membership("b", 0), membership("c", 50), membership("d", 5)];
        let pairs = pairs(&[("a", "b", 1, false), ("b", "a", 1, false), ("a", "d", 1, true), ("c", "x", 1, false)]);
        let why = sources(&members, &pairs);
        assert_eq!(why, [None, Some(Blocked::NoPoints), Some(Blocked::NoWayOut), Some(Blocked::NoWayOut)]);
        let why = targets(&members[0], &members, &pairs);
        assert_eq!(why, [Some(Blocked::Same), None, Some(Blocked::NoWay), Some(Blocked::Closed)]);
    }

    #[test]
    fn the_page_begins_where_the_address_says_if_it_can() {
        let members = [membership("poor", 10), membership("rich", 5_000), membership("target", 0)];
        let pairs =
            pairs(&[("poor", "target", 1_000, false), ("rich", "target", 1_000, false), ("rich", "poor", 1, false)]);
        let cases = [
            (("", ""), Some((1, 0))),
            (("poor", ""), Some((0, 2))),
            (("rich", "target"), Some((1, 2))),
            (("id-rich", "id-target"), Some((1, 2))),
            (("target", "poor"), Some((1, 0))),
            (("nowhere", "rich"), Some((1, 0))),
        ];
        for ((from, to), place) in cases {
            assert_eq!(start(&members, &pairs, from, to), place, "{from} to {to}");
        }
        assert_eq!(start(&members[..1], &pairs, "", ""), None);
    }

    #[test]
    fn what_the_address_asks_for_in_vain_is_known() {
        let members = [membership("rich", 5_000), membership("target", 0), membership("poor", 0)];
        let others = [membership("foreign", 0).program, membership("rich", 0).program, membership("other", 0).program];
        let names = |asked| unlinked(&members, &others, asked).iter().map(|p| p.name.as_str()).collect::<Vec<_>>();
        assert_eq!(names(["other", "foreign"]), ["other", "foreign"]);
        assert_eq!(names(["rich", "foreign"]), ["foreign"]);
        assert_eq!(names(["foreign", "foreign"]), ["foreign"]);
        assert_eq!(names(["rich", "target"]), [""; 0]);
        assert_eq!(names(["nowhere", ""]), [""; 0]);

        let pairs = pairs(&[("rich", "target", 1, false), ("poor", "rich", 1, false)]);
        let missed = |asked| missed(&members, &pairs, asked, start(&members, &pairs, asked[0], asked[1]).unwrap());
        assert_eq!(missed(["rich", "target"]), None);
        assert_eq!(missed(["", ""]), None);
        assert_eq!(missed(["id-poor", "rich"]), Some((2, Blocked::NoPoints)));
        assert_eq!(missed(["rich", "poor"]), Some((2, Blocked::NoWay)));
        assert_eq!(missed(["target", "rich"]), Some((1, Blocked::NoWayOut)));
    }
}
