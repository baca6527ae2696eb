//! Gaining cycles: pairs in a row that would give a member more than they started with.

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
/// Every simple cycle is walked exactly, in integers: products are compared as reduced fractions, and one that no longer fits
/// 128 bits is reported too, for it cannot be shown to be harmless.
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
    let mut starts: Vec<&str> = edges.iter().map(|edge| edge.from.as_str()).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.iter().find_map(|start| walk(edges, &mut vec![start], (1, 1)))
}

/// Goes on from the end of `path`. Only programs that sort after the start are entered: each cycle is walked once.
fn walk<'a>(edges: &'a [Edge], path: &mut Vec<&'a str>, gained: (u128, u128)) -> Option<GainingCycle> {
    let (start, here) = (path[0], path[path.len() - 1]);
    for edge in edges.iter().filter(|edge| edge.from == here && edge.to.as_str() >= start) {
        let next = times(gained, edge);
        let closes = edge.to == start;
        let gains = next.is_none_or(|(get, give)| get > give);
        if closes && gains {
            let programs = path.iter().copied().chain([start]).map(str::to_owned).collect();
            return Some(GainingCycle { programs });
        }
        if closes || path.contains(&edge.to.as_str()) {
            continue;
        }
        path.push(&edge.to);
        let found = walk(edges, path, next.unwrap_or((u128::MAX, 1)));
        path.pop();
        if found.is_some() {
            return found;
        }
    }
    None
}

/// `gained × rate × (1 + bonus)` as a reduced fraction, or `None` when it does not fit.
fn times(gained: (u128, u128), edge: &Edge) -> Option<(u128, u128)> {
    let (num, den) = (u128::from(edge.bonus.0), u128::from(edge.bonus.1));
    let get = reduce(u128::from(edge.get), den)?;
    let rate = reduce(get.0.checked_mul(den.checked_add(num)?)?, u128::from(edge.give).checked_mul(get.1)?)?;
    let left = reduce(gained.0, rate.1)?;
    let right = reduce(rate.0, gained.1)?;
    reduce(left.0.checked_mul(right.0)?, left.1.checked_mul(right.1)?)
}

fn reduce(a: u128, b: u128) -> Option<(u128, u128)> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    Some((a.checked_div(x)?, b.checked_div(x)?))
}
