//! Amounts, terms, lots and graphs to try, and the plain oracle for gaining cycles.

use points::amount::MAX_POINTS;
use points::cycle::Edge;
use points::lot::Spendable;
use points::{Bonus, Fee, PairTerms, Points, Timestamp};
use proptest::prelude::*;
use proptest::sample::subsequence;

pub fn cases() -> ProptestConfig {
    let cases = if std::env::var("GOM_CAMPAIGN").is_ok_and(|value| value == "1") { 1_000_000 } else { 2_000 };
    println!("R14: a property is tried on {cases} cases");
    let max_global_rejects = 4 * cases;
    ProptestConfig { cases, max_global_rejects, failure_persistence: None, ..ProptestConfig::default() }
}

/// Small numbers, large ones, and those around the limit.
pub fn number() -> impl Strategy<Value = u64> {
    prop_oneof![0..1_000_u64, 0..=MAX_POINTS, MAX_POINTS - 3..MAX_POINTS + 4, any::<u64>()]
}

/// A side of a rate: at least 1.
pub fn count() -> impl Strategy<Value = u64> {
    prop_oneof![4 => 1..30_u64, 4 => 1..1_000_000_u64, 1 => 1..=MAX_POINTS, 1 => 1..=u64::MAX]
}

pub fn amount() -> impl Strategy<Value = Points> {
    let value = prop_oneof![0..100_u64, 0..1_000_000_u64, 0..=MAX_POINTS, MAX_POINTS - 9..=MAX_POINTS];
    value.prop_filter_map("beyond the limit", |value| Points::new(value).ok())
}

/// Around the epoch, where instants meet, and anywhere in the years that can be written.
pub fn instant() -> impl Strategy<Value = Timestamp> {
    prop_oneof![4 => -5..5_i64, 1 => -62_135_596_800_000..253_402_300_800_000_i64].prop_map(Timestamp::from_ms)
}

/// Milliseconds to the next change, if there is one: past, now, or around the life of a quote.
pub fn delay() -> impl Strategy<Value = Option<i64>> {
    proptest::option::of(prop_oneof![-2..3_i64, -400_000..400_000_i64])
}

/// Terms that pass their own check: the minimum and the maximum on step.
pub fn terms() -> impl Strategy<Value = PairTerms> {
    let step = prop_oneof![Just(1_u64), 1..20_u64, 1..10_000_u64];
    let limits = (step, 1..9_u64, proptest::option::of(0..1_000_u64));
    let fee = (count(), count(), proptest::option::of(number()));
    let fee =
        fee.prop_map(|(minor, per_points, cap_minor)| Fee { minor, currency: "VND".into(), per_points, cap_minor });
    let bonus = (number(), count(), instant()).prop_map(|(num, den, until)| Bonus { num, den, until });
    let parts = (count(), count(), limits, proptest::option::of(fee), proptest::option::of(bonus));
    parts.prop_filter_map("terms that fail their check", |(give, get, (step, low, above), fee, bonus)| {
        let min = Points::new(low * step).ok()?;
        let max = above.map(|above| Points::new((low + above) * step)).transpose().ok()?;
        let terms = PairTerms { min, max, step, fee, bonus, ..PairTerms::simple(give, get) };
        terms.check().ok().map(|()| terms)
    })
}

/// The bonus in force at `now`, or none.
pub fn bonus_of(terms: &PairTerms, now: Timestamp) -> (u64, u64) {
    let lasting = terms.bonus.as_ref().filter(|bonus| now < bonus.until);
    lasting.map_or((0, 1), |bonus| (bonus.num, bonus.den))
}

/// Up to nine lots in any order, many of them alike in all but their id.
pub fn lots() -> impl Strategy<Value = Vec<Spendable<u8>>> {
    let lot = (proptest::option::of(instant()), -2..2_i64, amount());
    let lot = lot.prop_map(|(expires_at, earned, available)| Spendable {
        id: 0,
        earned_at: Timestamp::from_ms(earned),
        expires_at,
        available,
    });
    (proptest::collection::vec(lot, 0..9), Just((0..9).collect::<Vec<u8>>()).prop_shuffle())
        .prop_map(|(lots, ids)| lots.into_iter().zip(ids).map(|(lot, id)| Spendable { id, ..lot }).collect())
}

/// Pairs that follow one value for each program: a ring of them leads back to exactly what was given.
pub fn ring(values: &[u64]) -> Vec<Edge> {
    let next = |at: usize| (at + 1) % values.len();
    (0..values.len()).map(|at| edge(at, next(at), values[next(at)], values[at], (0, 1))).collect()
}

/// Graphs of up to five programs: fair ones, fair ones with one generous pair, and wild ones.
pub fn edges() -> impl Strategy<Value = Vec<Edge>> {
    let all: Vec<(usize, usize)> =
        (0..5).flat_map(|from| (0..5).map(move |to| (from, to))).filter(|(a, b)| a != b).collect();
    let fair =
        (proptest::collection::vec(1..40_u64, 5), subsequence(all.clone(), 0..14)).prop_map(|(values, chosen)| {
            chosen.into_iter().map(|(from, to)| edge(from, to, values[to], values[from], (0, 1))).collect::<Vec<Edge>>()
        });
    let generous =
        (fair.clone(), any::<prop::sample::Index>(), 0..3_u64, 0..2_u64).prop_map(|(mut edges, at, more, bonus)| {
            if !edges.is_empty() {
                let edge = at.get_mut(&mut edges);
                (edge.get, edge.bonus) = (edge.get + more, (bonus, 20));
            }
            edges
        });
    let rate = (1..12_u64, 1..12_u64, prop_oneof![3 => Just((0, 1)), 1 => (0..3_u64, 1..9_u64)]);
    let wild = proptest::collection::vec((proptest::sample::select(all), rate), 0..6).prop_map(|pairs| {
        pairs
            .into_iter()
            .map(|((from, to), (give, get, bonus))| edge(from, to, give, get, bonus))
            .collect::<Vec<Edge>>()
    });
    prop_oneof![fair, generous, wild]
}

/// The oracle: tries every order of every choice of programs, with the best pair between each two.
pub fn gains(edges: &[Edge]) -> bool {
    let mut open: Vec<Vec<String>> = (0..5).map(|program| vec![name(program)]).collect();
    while let Some(path) = open.pop() {
        let closed: Vec<String> = path.iter().chain(path.first()).cloned().collect();
        if path.len() > 1 && names_a_gain(edges, &closed) {
            return true;
        }
        let others = (0..5).map(name).filter(|program| !path.contains(program));
        open.extend(others.map(|program| [path.clone(), vec![program]].concat()));
    }
    false
}

/// Whether this closed row of programs leads back to more than was given.
pub fn names_a_gain(edges: &[Edge], programs: &[String]) -> bool {
    let mut product = (1_u128, 1_u128);
    for step in programs.windows(2) {
        let rates = edges.iter().filter(|edge| edge.from == step[0] && edge.to == step[1]).map(rate);
        let Some((get, give)) = rates.max_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1))) else { return false };
        let common = common_factor(product.0 * get, product.1 * give);
        product = (product.0 * get / common, product.1 * give / common);
    }
    programs.first() == programs.last() && product.0 > product.1
}

fn rate(edge: &Edge) -> (u128, u128) {
    let (num, den) = edge.bonus;
    (u128::from(edge.get) * u128::from(den + num), u128::from(edge.give) * u128::from(den))
}

fn common_factor(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { common_factor(b, a % b) }
}

fn edge(from: usize, to: usize, give: u64, get: u64, bonus: (u64, u64)) -> Edge {
    Edge { from: name(from), to: name(to), give, get, bonus }
}

fn name(program: usize) -> String {
    ["lynkid", "skyjoy", "lotusmiles", "accor", "avios", "krisflyer", "asia", "bonvoy"]
        .get(program)
        .map_or("other".into(), |n| (*n).into())
}
