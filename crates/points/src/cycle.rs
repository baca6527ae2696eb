//! Gaining cycles: pairs in a row that would give a member more than they started with.

use crate::fraction::Fraction;
use std::collections::BTreeMap;

/// One directed pair for the search, its best bonus included: `give` points become `get`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Source program.
    pub from: String,
    /// Target program.
    pub to: String,
    /// Left side of the rate.
    pub give: u64,
    /// Right side of the rate.
    pub get: u64,
    /// Best bonus as a fraction on top, `(0, 1)` for none.
    pub bonus: (u64, u64),
}

/// A row of pairs that leads back to its start with more than was given. The seed or import that has it is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GainingCycle {
    /// The programs in order; the first stands at the end again.
    pub programs: Vec<String>,
}

impl core::fmt::Display for GainingCycle {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "these pairs give more than they take, correct one of their rates: {}", self.programs.join(" -> "))
    }
}

impl std::error::Error for GainingCycle {}

/// Finds a cycle whose product of rates exceeds 1, if there is one.
///
/// It is the search for a negative cycle of Bellman and Ford, with products for sums: every program begins with one point, and
/// each pass lets every pair raise its target to what it gives for the source's. Where no cycle gains, that ends after at most as
/// many passes as there are programs; where one does, the pairs that raised each other soon form it. Fractions are exact, so a
/// cycle that gives back precisely what it took is never mistaken for a gain, nor the smallest gain for none.
///
/// ```
/// use points::cycle::{Edge, find_gaining_cycle};
/// let edge = |from: &str, to: &str, give, get| Edge { from: from.into(), to: to.into(), give, get, bonus: (0, 1) };
/// let fair = [edge("a", "b", 1, 9), edge("b", "a", 10, 1)];
/// assert_eq!(find_gaining_cycle(&fair), None);
/// let gift = [edge("a", "b", 1, 9), edge("b", "a", 8, 1)];
/// assert_eq!(find_gaining_cycle(&gift).unwrap().programs, ["a", "b", "a"]);
/// ```
pub fn find_gaining_cycle(edges: &[Edge]) -> Option<GainingCycle> {
    let mut numbers: BTreeMap<&str, usize> =
        edges.iter().flat_map(|edge| [&edge.from, &edge.to]).map(|id| (id.as_str(), 0)).collect();
    numbers.values_mut().zip(0..).for_each(|(number, at)| *number = at);
    // A pair that gives nothing ends every row.
    let rates: Vec<Rate> = edges.iter().filter(|edge| edge.get > 0).map(|edge| Rate::of(edge, &numbers)).collect();
    let mut best = vec![Fraction::one(); numbers.len()];
    let mut raised_by: Vec<Option<usize>> = vec![None; numbers.len()];
    let mut fresh = vec![true; numbers.len()];
    while fresh.contains(&true) {
        let mut raised = vec![false; numbers.len()];
        for rate in rates.iter().filter(|rate| fresh[rate.from]) {
            let given = rate.apply(&best[rate.from]);
            if given > best[rate.to] {
                best[rate.to] = given;
                (raised_by[rate.to], raised[rate.to]) = (Some(rate.from), true);
            }
        }
        if let Some(cycle) = closed(&raised_by) {
            let names: Vec<&str> = numbers.keys().copied().collect();
            return Some(GainingCycle { programs: cycle.into_iter().map(|at| names[at].to_owned()).collect() });
        }
        fresh = raised;
    }
    None
}

/// A pair with numbers for its programs, its rate as two factors: that of the pair and that of its bonus.
struct Rate {
    from: usize,
    to: usize,
    factors: [(u64, u64); 2],
}

impl Rate {
    /// Terms that are checked have neither zeros below nor sums beyond 64 bits; here such a pair only looks generous.
    fn of(edge: &Edge, numbers: &BTreeMap<&str, usize>) -> Rate {
        let number = |id: &str| numbers.get(id).copied().unwrap_or_default();
        let (num, den) = (edge.bonus.0, edge.bonus.1.max(1));
        let bonus = den.checked_add(num).map_or((u64::MAX, 1), |sum| (sum, den));
        let factors = [(edge.get, edge.give.max(1)), bonus];
        Rate { from: number(&edge.from), to: number(&edge.to), factors }
    }

    fn apply(&self, points: &Fraction) -> Fraction {
        self.factors.into_iter().fold(points.clone(), |points, (top, bottom)| points.times(top, bottom))
    }
}

/// The first row that leads back to its own start, walked from where each program was raised from. It gains: every program in it
/// holds at most what the one before it gives now, and the one that closed it held less.
fn closed(raised_by: &[Option<usize>]) -> Option<Vec<usize>> {
    // By which walk each program was reached, so that all walks together take one step for each.
    let mut reached = vec![None; raised_by.len()];
    for start in 0..raised_by.len() {
        let mut here = Some(start);
        while let Some(at) = here.filter(|at| reached[*at].is_none()) {
            reached[at] = Some(start);
            here = raised_by[at];
        }
        let Some(meeting) = here.filter(|at| reached[*at] == Some(start)) else { continue };
        let back = |at: &usize| raised_by[*at].filter(|before| *before != meeting);
        let mut cycle: Vec<usize> = std::iter::successors(Some(meeting), back).collect();
        cycle.reverse();
        let least = (0..cycle.len()).min_by_key(|place| cycle[*place]).unwrap_or_default();
        cycle.rotate_left(least);
        cycle.extend(cycle.first().copied());
        return Some(cycle);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAMS: usize = 500;

    fn name(program: usize) -> String {
        format!("p{:03}", program % PROGRAMS)
    }

    fn edge(from: usize, to: usize, give: u64, get: u64) -> Edge {
        Edge { from: name(from), to: name(to), give, get, bonus: (0, 1) }
    }

    /// A point of each program is worth something; nobody gains where every rate follows that.
    fn worth(program: usize) -> u64 {
        1 + (program % PROGRAMS) as u64 * 7_919 % 1_009
    }

    /// 500 programs with four pairs each: more simple cycles than could ever be walked.
    fn dense() -> Vec<Edge> {
        let pair = |from: usize, ahead: usize| edge(from, from + ahead, worth(from + ahead), worth(from));
        (0..PROGRAMS).flat_map(|from| [1, 7, 450, 499].map(|ahead| pair(from, ahead))).collect()
    }

    #[test]
    fn a_dense_graph_of_fair_rates_has_no_gain_and_the_least_gift_in_it_is_found() {
        let fair = dense();
        assert_eq!(find_gaining_cycle(&fair), None);
        for gift in [0, 777, 1_999] {
            let mut pairs = fair.clone();
            pairs[gift].bonus = (1, u64::MAX >> 11);
            let cycle = find_gaining_cycle(&pairs).unwrap();
            let (from, to) = (&pairs[gift].from, &pairs[gift].to);
            assert!(cycle.programs.windows(2).any(|step| step == [from.clone(), to.clone()]), "{cycle}");
            assert_eq!(cycle.programs.first(), cycle.programs.last());
        }
    }

    #[test]
    fn a_ring_of_long_fractions_is_compared_to_the_last_digit() {
        // 499 factors just above one, whose product has 26,000 bits; the last pair takes all of it back, or one part too little.
        let give = |from: usize| (1 << 52) - from as u64 * 3;
        let mut ring: Vec<Edge> =
            (0..PROGRAMS - 1).map(|from| edge(from, from + 1, give(from), give(from) + 1)).collect();
        let back = |get: u64| edge(PROGRAMS - 1, 0, (1 << 53) - 1, get);
        // About 499/2^52 is gained on the way: 998 of 2^53 parts, and a little more.
        for (get, gains) in [((1 << 53) - 1_000, false), ((1 << 53) - 999, true)] {
            ring.push(back(get));
            let found = find_gaining_cycle(&ring);
            assert_eq!(found.is_some(), gains, "{get}");
            assert!(found.is_none_or(|cycle| cycle.programs.len() == PROGRAMS + 1));
            ring.pop();
        }
    }

    #[test]
    fn zeros_and_overflows_end_the_search_too() {
        let odd = |give, get, bonus| vec![Edge { bonus, ..edge(0, 1, give, get) }, edge(1, 0, 1, 1)];
        assert_eq!(find_gaining_cycle(&odd(1, 0, (0, 1))), None);
        assert!(find_gaining_cycle(&odd(0, 2, (0, 0))).is_some());
        assert!(find_gaining_cycle(&odd(1, 1, (u64::MAX, u64::MAX))).is_some());
        assert_eq!(find_gaining_cycle(&[edge(3, 3, 1, 2)]).unwrap().programs, ["p003", "p003"]);
        assert_eq!(find_gaining_cycle(&[]), None);
    }
}
