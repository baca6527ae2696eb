use super::*;

const DAY_MS: i64 = 86_400_000;

fn day(day: i64) -> Timestamp {
    Timestamp::from_ms(day * DAY_MS)
}

fn points(n: u64) -> Points {
    Points::new(n).unwrap()
}

fn row(give: u64, get: u64, from: Option<i64>) -> PairRow {
    let terms = PairTerms { min: points(100), step: 100, ..PairTerms::simple(give, get) };
    let (basis, as_of, source) = (String::new(), String::new(), String::new());
    PairRow { valid_from: from.map(day), terms, closed: false, basis, as_of, source }
}

#[test]
fn a_chart_steps_at_each_change_and_knows_where_now_is() {
    let closed = PairRow { closed: true, ..row(1, 1, Some(720)) };
    let history = [row(1, 1, None), row(2, 1, Some(360)), closed];
    // 0 is the beginning of time here: 180 days to the left of the first change, 540 days to the right of it.
    let chart = chart(&history, day(450));
    let next = Some(Next { row: 2, x: 450, y: 150 });
    assert_eq!(chart, Chart { start: 20, changes: vec![(150, 85), (450, 150)], come: 1, now: 225, height: 85, next });
}

#[test]
fn a_rate_that_never_changed_is_one_line_and_a_new_pair_begins_at_nothing() {
    let now = day(1_000);
    let without =
        |start, changes: Vec<_>, height| Chart { start, come: changes.len(), changes, now: 300, height, next: None };
    assert_eq!(chart(&[row(4, 2, None)], now), without(20, vec![], 20));
    assert_eq!(chart(&[row(4, 2, Some(1_000))], now), without(150, vec![(300, 20)], 20));
    assert_eq!(chart(&[], now), without(150, vec![], 150));
}

#[test]
fn the_amount_is_the_one_asked_for_or_the_members_own() {
    let terms = PairTerms { max: Some(points(1_000)), ..row(1, 1, None).terms };
    let cases = [
        (Some(500), Some(900), 500),
        (Some(550), Some(950), 900),
        (None, Some(5_000), 1_000),
        (None, Some(99), 100),
        (None, None, 100),
    ];
    for (asked, available, wanted) in cases {
        assert_eq!(amount(&terms, asked.map(points), available.map(points)), points(wanted), "{asked:?} {available:?}");
    }
}
