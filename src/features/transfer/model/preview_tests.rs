//! Tables for the preview: what it shows, what it refuses and what it offers instead.

use super::*;
use contract::ProgramId;

fn points(value: u64) -> Points {
    Points::new(value).unwrap()
}

fn row(give: u64, get: u64, min: u64, step: u64) -> PairRow {
    let terms = PairTerms { min: points(min), step, ..PairTerms::simple(give, get) };
    PairRow {
        valid_from: None,
        terms,
        closed: false,
        basis: "invented".into(),
        as_of: String::new(),
        source: String::new(),
    }
}

fn pair(from: &str, to: &str, current: PairRow) -> Pair {
    Pair { from: ProgramId(from.into()), to: ProgramId(to.into()), current, next: None, observed: None }
}

/// Accor ALL to Lotusmiles as the sample data has it, with 9,430 points.
fn accor() -> Ask {
    let vnd = Currency { code: "VND".into(), exponent: 0, vnd_rate_milli: 1_000, basis: "exact".into() };
    Ask {
        pair: pair("accor-all", "lotusmiles", row(4_000, 2_000, 4_000, 4_000)),
        reverse: Some(pair("lotusmiles", "accor-all", row(4_000, 1_000, 4_000, 4_000))),
        available: points(9_430),
        from_value: 544_000,
        to_value: 150_000,
        currency: Some(vnd),
    }
}

const NOW: Timestamp = Timestamp::from_ms(1_000_000);

#[test]
fn the_preview_shows_both_values_and_the_way_back() {
    let small = accor().preview(points(4_000), NOW).unwrap();
    assert_eq!((small.total.get(), small.change), (2_000, Some(-86)));
    assert_eq!((small.given.unwrap().minor, small.received.unwrap().minor), (2_176_000, 300_000));
    assert_eq!(small.back, Back::UnderMinimum(points(4_000)));
    let large = accor().preview(points(8_000), NOW).unwrap();
    assert_eq!(large.back, Back::Gives(points(1_000), Some(-87)));
    let mut one_way = accor();
    one_way.reverse = None;
    assert_eq!(one_way.preview(points(4_000), NOW).unwrap().back, Back::NoWay);
}

#[test]
fn refusals_offer_amounts_that_can_be_sent() {
    let cases = [
        (0, Problem::Zero(points(4_000)), vec![4_000]),
        (10, Problem::UnderMinimum(points(4_000)), vec![4_000]),
        (5_000, Problem::OffStep(4_000, Some(points(4_000)), Some(points(8_000))), vec![4_000, 8_000]),
        (9_000, Problem::OffStep(4_000, Some(points(8_000)), None), vec![8_000]),
        (12_000, Problem::OverBalance(points(9_430), Some(points(8_000))), vec![8_000]),
    ];
    for (amount, problem, offers) in cases {
        let refused = accor().preview(points(amount), NOW).unwrap_err();
        assert_eq!(refused, problem, "{amount}");
        assert_eq!(refused.offers().into_iter().map(Points::get).collect::<Vec<_>>(), offers, "{amount}");
    }
    let mut poor = accor();
    poor.available = points(300);
    assert_eq!(poor.preview(points(4_000), NOW), Err(Problem::OverBalance(points(300), None)));
    poor.pair.current.closed = true;
    assert_eq!(poor.preview(points(4_000), NOW), Err(Problem::Closed));
}

#[test]
fn a_maximum_is_a_limit_of_its_own() {
    let mut limited = accor();
    limited.pair.current.terms.max = Some(points(4_000));
    assert_eq!(limited.preview(points(8_000), NOW), Err(Problem::OverMaximum(points(4_000))));
    assert_eq!(limited.chips(NOW), [points(4_000)]);
}

#[test]
fn chips_stay_within_what_can_be_sent() {
    let chips = |available| {
        let mut ask = accor();
        ask.available = points(available);
        ask.chips(NOW).into_iter().map(Points::get).collect::<Vec<_>>()
    };
    assert_eq!(chips(0), [4_000]);
    assert_eq!(chips(4_000), [4_000]);
    assert_eq!(chips(9_430), [4_000, 8_000]);
    assert_eq!(chips(86_200), [4_000, 8_000, 20_000, 84_000]);
}

#[test]
fn an_announced_change_is_applied_once_it_has_come() {
    let change = NOW.plus_days(10);
    let mut ask = accor();
    let mut next = row(25, 1, 2_500, 250);
    next.valid_from = Some(change);
    ask.pair.next = Some(next);
    let before = ask.preview(points(8_000), NOW).unwrap();
    assert_eq!(before.total.get(), 4_000);
    assert_eq!(ask.preview(points(8_000), change).unwrap().total.get(), 320);
    assert_eq!(ask.preview(points(2_750), change).unwrap().total.get(), 110);
}

#[test]
fn a_preview_without_currency_still_counts_points() {
    let mut ask = accor();
    ask.currency = None;
    let preview = ask.preview(points(4_000), NOW).unwrap();
    assert_eq!((preview.given, preview.total.get()), (None, 2_000));
}
