//! R14: what the numbers promise for every amount and every rate. Integers only; the expected values are stated as
//! inequalities over 128-bit products and hardly ever by the formula under test.
//!
//! About 2,000 cases for each property in the ordinary run, a million with `GOM_CAMPAIGN=1`.

mod support;

use points::amount::MAX_POINTS;
use points::cycle::{Edge, find_gaining_cycle};
use points::lot::{RETURN_GRACE_DAYS, Spendable, allocate, expiry_after_return};
use points::money::VndMilli;
use points::quote::{QUOTE_LIFE_MS, quote_end};
use points::{Bonus, Currency, Fee, Money, Outcome, Overflow, PairTerms, Points, Refusal, Timestamp, quote};
use proptest::prelude::*;
use support::{amount, bonus_of, cases, count, delay, edges, gains, instant, lots, names_a_gain, number, ring, terms};

/// Whether the terms take this amount.
fn allows(terms: &PairTerms, amount: Points) -> bool {
    let in_limits = amount >= terms.min && terms.max.is_none_or(|max| amount <= max);
    in_limits && amount.get().is_multiple_of(terms.step)
}

/// The product of two numbers, in 128 bits.
fn by(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_round_trip_gains_where_the_rates_do_not(
        sent in amount(), give in count(), get in count(), get_back in count(), spare in 0..3_u64,
    ) {
        let fair = by(get, get_back).div_ceil(u128::from(give)) + u128::from(spare);
        let reject = || TestCaseError::reject("no way there, or none back");
        let give_back = u64::try_from(fair).map_err(|_| reject())?;
        prop_assert!(by(give, give_back) >= by(get, get_back));
        let (out, home) = (PairTerms::simple(give, get), PairTerms::simple(give_back, get_back));
        let there = quote(&out, sent, Timestamp::EPOCH).map_err(|_| reject())?;
        let back = quote(&home, there.received, Timestamp::EPOCH).map_err(|_| reject())?;
        prop_assert!(back.received <= sent, "{} became {}", sent.get(), back.received.get());
    }

    #[test]
    fn a_quote_is_exact_or_refused_and_never_wraps(terms in terms(), amount in amount(), now in instant()) {
        let (a, most) = (amount.get(), u128::from(MAX_POINTS));
        match quote(&terms, amount, now) {
            Ok(Outcome { amount: taken, received, bonus, fee, rounded }) => {
                let (r, give) = (received.get(), terms.give);
                prop_assert_eq!(taken, amount);
                prop_assert!(by(r, give) <= by(a, terms.get) && by(a, terms.get) < by(r, give) + u128::from(give));
                prop_assert_eq!(rounded, by(r, give) != by(a, terms.get));
                let (num, den) = bonus_of(&terms, now);
                prop_assert!(by(bonus.get(), den) <= by(r, num) && by(r, num) < by(bonus.get(), den) + u128::from(den));
                prop_assert!(r + bonus.get() <= MAX_POINTS && fee.is_none_or(|fee| fee.minor <= MAX_POINTS));
            }
            Err(Refusal::Overflow) => {
                let received = by(a, terms.get) / u128::from(terms.give);
                let (num, den) = bonus_of(&terms, now);
                let total = received.saturating_add(received.saturating_mul(u128::from(num)) / u128::from(den));
                let fee = terms.fee.as_ref().is_some_and(|fee| {
                    let is_capped = fee.cap_minor.is_some_and(|cap| cap <= MAX_POINTS);
                    by(a, fee.minor) > most * u128::from(fee.per_points) && !is_capped
                });
                prop_assert!(total > most || fee, "a result that fits was refused");
            }
            Err(_) => prop_assert!(!allows(&terms, amount)),
        }
    }

    #[test]
    fn what_arrives_and_what_rounding_leaves_are_the_whole(sent in amount(), give in count(), get in count()) {
        let terms = PairTerms::simple(give, get);
        let Ok(outcome) = quote(&terms, sent, Timestamp::EPOCH) else { return Ok(()) };
        let left = terms.left_over(sent);
        prop_assert_eq!(left.is_some(), outcome.rounded);
        let (above, below) = left.unwrap_or((0, 1));
        prop_assert!(above < below && give % below == 0);
        prop_assert_eq!(by(sent.get(), get), by(outcome.received.get(), give) + by(above, give / below));
    }

    #[test]
    fn no_amount_that_can_be_sent_is_nearer_than_the_nearest(terms in terms(), amount in amount()) {
        // The step above the largest number can be no amount.
        let Some(nearest) = terms.nearest(amount) else { return Ok(()) };
        prop_assert!(allows(&terms, nearest));
        prop_assert!(!allows(&terms, amount) || nearest == amount);
        let (away, step) = (nearest.get().abs_diff(amount.get()), terms.step);
        let beside = [nearest.get().checked_sub(step), nearest.get().checked_add(step)];
        for other in beside.into_iter().flatten().filter_map(|other| Points::new(other).ok()) {
            let nearer = other.get().abs_diff(amount.get()) < away;
            prop_assert!(!(nearer && allows(&terms, other)), "{} is nearer", other.get());
        }
    }

    #[test]
    fn an_amount_is_refused_for_the_reason_that_is_true(terms in terms(), amount in amount()) {
        let (a, min) = (amount.get(), terms.min.get());
        match quote(&terms, amount, Timestamp::EPOCH) {
            Ok(_) | Err(Refusal::Overflow) => prop_assert!(allows(&terms, amount)),
            Err(Refusal::Zero { .. }) => prop_assert_eq!(a, 0),
            Err(Refusal::Unknown) => return Err(TestCaseError::fail("a reason that only a newer server gives")),
            Err(Refusal::UnderMinimum { min: said }) => prop_assert!(said == terms.min && 0 < a && a < min),
            Err(Refusal::OverMaximum { max }) => prop_assert!(Some(max) == terms.max && amount > max),
            Err(Refusal::OffStep { step, below }) => {
                let next = by(below.get(), 1) + u128::from(step);
                prop_assert!(step == terms.step && below < amount && u128::from(a) < next);
                prop_assert!(below.get().is_multiple_of(step) && below >= terms.min, "the amount offered instead is no better");
            }
        }
    }

    #[test]
    fn a_fee_rounds_up_and_stops_at_its_cap(
        sent in amount(), minor in count(), per in count(), cap in proptest::option::of(number()),
    ) {
        let mut terms = PairTerms::simple(1, 1);
        terms.fee = Some(Fee { minor, currency: "VND".into(), per_points: per, cap_minor: cap });
        let Ok(Outcome { fee: Some(Money { minor: fee, currency }), .. }) = quote(&terms, sent, Timestamp::EPOCH) else {
            let uncapped = by(sent.get(), minor) > by(MAX_POINTS, per) && cap.is_none_or(|cap| cap > MAX_POINTS);
            prop_assert!(sent.is_zero() || uncapped);
            return Ok(());
        };
        let exact = by(sent.get(), minor);
        let covers = by(fee, per) >= exact && (fee == 0 || by(fee - 1, per) < exact);
        let is_capped = cap == Some(fee) && by(fee, per) <= exact;
        prop_assert!(covers || is_capped, "{fee} for {exact}/{per}");
        prop_assert!(cap.is_none_or(|cap| fee <= cap));
        prop_assert_eq!(currency, "VND");
    }

    #[test]
    fn a_bonus_ends_with_its_instant_and_leaves_the_rest_alone(
        sent in amount(), num in 0..50_u64, den in 1..50_u64, until in instant(),
    ) {
        let plain = PairTerms::simple(3, 2);
        let mut extra = plain.clone();
        extra.bonus = Some(Bonus { num, den, until });
        let Ok(expected) = quote(&plain, sent, until) else { return Ok(()) };
        prop_assert_eq!(quote(&extra, sent, until), Ok(expected.clone()));
        if let Ok(outcome) = quote(&extra, sent, until.plus_ms(-1)) {
            let exact = by(expected.received.get(), num);
            prop_assert_eq!(u128::from(outcome.bonus.get()), exact / u128::from(den));
            prop_assert_eq!(Outcome { bonus: Points::ZERO, ..outcome }, expected);
        }
    }

    #[test]
    fn a_gain_is_found_exactly_where_there_is_one(edges in edges()) {
        let found = find_gaining_cycle(&edges);
        prop_assert_eq!(found.is_some(), gains(&edges), "{:?}", found);
        if let Some(cycle) = found {
            prop_assert!(names_a_gain(&edges, &cycle.programs), "{cycle} gains nothing");
        }
    }

    #[test]
    fn the_smallest_gain_in_a_long_ring_is_found_and_named(
        values in proptest::collection::vec(1..1_000_000_u64, 2..9), at in any::<prop::sample::Index>(),
    ) {
        let fair = ring(&values);
        prop_assert_eq!(find_gaining_cycle(&fair), None);
        let mut gift = fair;
        at.get_mut(&mut gift).get += 1;
        let Some(cycle) = find_gaining_cycle(&gift) else {
            return Err(TestCaseError::fail("the gain was not seen"));
        };
        prop_assert_eq!(cycle.programs.len(), values.len() + 1);
        prop_assert!(names_a_gain(&gift, &cycle.programs));
        prop_assert!(cycle.to_string().contains(" -> "));
    }

    #[test]
    fn lots_give_exactly_the_amount_in_spending_order(lots in lots(), sent in amount(), now in instant()) {
        let is_live = |lot: &&Spendable<u8>| lot.expires_at.is_none_or(|at| at > now) && !lot.available.is_zero();
        let mut live: Vec<_> = lots.iter().filter(is_live).collect();
        live.sort_by_key(|lot| (lot.expires_at.is_none(), lot.expires_at.map(Timestamp::ms), lot.earned_at.ms(), lot.id));
        let held: u64 = live.iter().map(|lot| lot.available.get()).sum();
        match allocate(lots.clone(), sent, now) {
            Err(short) => prop_assert!(held < sent.get() && short.available.get() == held),
            Ok(takes) => {
                prop_assert_eq!(takes.iter().map(|take| take.amount.get()).sum::<u64>(), sent.get());
                for (index, take) in takes.iter().enumerate() {
                    let (lot, is_last) = (live[index], index + 1 == takes.len());
                    prop_assert!(take.id == lot.id && !take.amount.is_zero() && take.amount <= lot.available);
                    prop_assert!(is_last || take.amount == lot.available, "a later lot was used too early");
                }
            }
        }
    }

    #[test]
    fn points_that_come_back_live(expires in proptest::option::of(instant()), now in instant()) {
        let back = expiry_after_return(expires, now);
        prop_assert_eq!(back.is_none(), expires.is_none());
        let (Some(before), Some(after)) = (expires, back) else { return Ok(()) };
        let expected = if before > now { before } else { now.plus_days(RETURN_GRACE_DAYS) };
        prop_assert_eq!(after, expected);
        prop_assert!(after > now);
    }

    #[test]
    fn a_quote_ends_at_the_first_change_or_after_five_minutes(
        now in instant(),
        next in delay(),
        bonus in delay(),
    ) {
        let end = quote_end(now, next.map(|ms| now.plus_ms(ms)), bonus.map(|ms| now.plus_ms(ms)));
        let ahead: Vec<i64> = [next, bonus].into_iter().flatten().filter(|d| *d > 0).collect();
        let left = end.since_ms(now);
        prop_assert!(0 < left && left <= QUOTE_LIFE_MS && ahead.iter().all(|d| left <= *d));
        prop_assert!(left == QUOTE_LIFE_MS || ahead.contains(&left));
    }

    #[test]
    fn every_amount_survives_json_both_ways(value in number(), terms in terms(), sent in amount(), now in instant()) {
        let text = value.to_string();
        let read = serde_json::from_str::<Points>(&text);
        prop_assert_eq!(read.is_ok(), value <= MAX_POINTS, "{}", text);
        if let Ok(points) = read {
            prop_assert_eq!(serde_json::to_string(&points).ok(), Some(text));
            prop_assert_eq!((Points::try_from(points.as_i64()), points.get()), (Ok(points), value));
        }
        let terms_again = serde_json::to_string(&terms).and_then(|text| serde_json::from_str::<PairTerms>(&text));
        prop_assert_eq!(terms_again.ok(), Some(terms.clone()));
        if let Ok(outcome) = quote(&terms, sent, now) {
            let again = serde_json::to_string(&outcome).and_then(|text| serde_json::from_str::<Outcome>(&text));
            prop_assert_eq!(again.ok(), Some(outcome));
        }
    }

    #[test]
    fn a_value_in_money_is_rounded_down_once_or_refused(
        parts in proptest::collection::vec((amount(), number()), 0..5), exponent in 0..5_u8, rate in number(),
    ) {
        let currency = Currency { code: "USD".into(), exponent, vnd_rate_milli: rate, basis: "sample".into() };
        let mut values = parts.iter().map(|(points, each)| VndMilli::of(*points, *each));
        let Ok(sum) = values.try_fold(VndMilli::default(), VndMilli::checked_add) else {
            return Err(TestCaseError::fail("five products of 117 bits fit 128"));
        };
        let Some(scaled) = sum.get().checked_mul(10_u128.pow(u32::from(exponent))) else {
            prop_assert_eq!(sum.in_currency(&currency), Err(Overflow));
            return Ok(());
        };
        match sum.in_currency(&currency) {
            Ok(money) => {
                let floor = by(money.minor, rate);
                prop_assert!(floor <= scaled && scaled < floor + u128::from(rate) && money.minor <= MAX_POINTS);
            }
            Err(Overflow) => prop_assert!(rate == 0 || scaled / u128::from(rate) > u128::from(MAX_POINTS)),
        }
    }
}

#[test]
fn edges_of_a_cycle_may_be_as_large_as_they_like() {
    let edge = |from: &str, to: &str, give, get| Edge { from: from.into(), to: to.into(), give, get, bonus: (0, 1) };
    let fair = [edge("a", "b", u64::MAX, u64::MAX - 1), edge("b", "a", u64::MAX - 1, u64::MAX)];
    assert_eq!(find_gaining_cycle(&fair), None);
    let gift = [edge("a", "b", u64::MAX - 1, u64::MAX), edge("b", "a", u64::MAX - 1, u64::MAX)];
    assert!(find_gaining_cycle(&gift).is_some());
}

#[test]
fn a_value_that_would_wrap_to_nothing_is_refused() {
    let currency = Currency { code: "XAU".into(), exponent: 20, vnd_rate_milli: 1, basis: "sample".into() };
    let points = Points::new(1 << 50).unwrap();
    assert_eq!(VndMilli::of(points, 1 << 58).in_currency(&currency), Err(Overflow));
}
