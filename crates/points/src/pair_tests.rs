//! Tables for the check of terms, and for the numbers in which they travel.

use super::*;

fn points(amount: u64) -> Points {
    Points::new(amount).unwrap()
}

/// Terms that hold, changed by `change`.
fn terms(change: impl Fn(&mut PairTerms)) -> PairTerms {
    let fee = Fee { minor: 600, currency: "USD".into(), per_points: 10_000, cap_minor: Some(9_900) };
    let bonus = Bonus { num: 10, den: 100, until: Timestamp::EPOCH };
    let mut terms = PairTerms {
        min: points(1_000),
        max: Some(points(50_000)),
        step: 100,
        fee: Some(fee),
        bonus: Some(bonus),
        usual_hours: Some(1),
        latest_hours: Some(48),
        ..PairTerms::simple(20, 1)
    };
    change(&mut terms);
    terms
}

fn fee(change: impl Fn(&mut Fee)) -> PairTerms {
    terms(|terms| terms.fee.iter_mut().for_each(&change))
}

fn bonus(change: impl Fn(&mut Bonus)) -> PairTerms {
    terms(|terms| terms.bonus.iter_mut().for_each(&change))
}

#[test]
fn terms_that_cannot_be_used_say_what_to_correct() {
    const OVER: u64 = MAX_POINTS + 1;
    assert_eq!(terms(|_| {}).check(), Ok(()));
    let cases = [
        (terms(|t| t.give = 0), BadTerms::Zero("give")),
        (terms(|t| t.get = 0), BadTerms::Zero("get")),
        (terms(|t| t.step = 0), BadTerms::Zero("step")),
        (fee(|f| f.per_points = 0), BadTerms::Zero("fee_per_points")),
        (bonus(|b| b.den = 0), BadTerms::Zero("bonus_den")),
        (terms(|t| t.give = OVER), BadTerms::Large("give")),
        (terms(|t| t.get = OVER), BadTerms::Large("get")),
        (terms(|t| t.step = OVER), BadTerms::Large("step")),
        (fee(|f| f.minor = OVER), BadTerms::Large("fee_minor")),
        (fee(|f| f.per_points = OVER), BadTerms::Large("fee_per_points")),
        (fee(|f| f.cap_minor = Some(OVER)), BadTerms::Large("fee_cap_minor")),
        (bonus(|b| b.num = OVER), BadTerms::Large("bonus_num")),
        (bonus(|b| b.den = OVER), BadTerms::Large("bonus_den")),
        (fee(|f| f.currency = "usd".into()), BadTerms::Currency),
        (terms(|t| t.countries = vec!["VN".into(), "vn".into()]), BadTerms::Country),
        (terms(|t| t.countries = vec!["VNM".into()]), BadTerms::Country),
        (terms(|t| t.min = Points::ZERO), BadTerms::Minimum),
        (terms(|t| t.min = points(1_050)), BadTerms::Minimum),
        (terms(|t| t.max = Some(points(900))), BadTerms::Minimum),
        (terms(|t| t.max = Some(points(1_050))), BadTerms::Maximum),
        (terms(|t| (t.give, t.get) = (1_001, 1)), BadTerms::Nothing),
        (terms(|t| t.get = MAX_POINTS), BadTerms::Everything),
        (bonus(|b| (b.num, b.den) = (MAX_POINTS, 10)), BadTerms::Everything),
        (terms(|t| t.cancel_minutes = CANCEL_MINUTES_MOST + 1), BadTerms::Long("cancel_minutes")),
        (terms(|t| t.usual_hours = Some(ARRIVAL_HOURS_MOST + 1)), BadTerms::Long("usual_hours")),
        (terms(|t| t.latest_hours = Some(ARRIVAL_HOURS_MOST + 1)), BadTerms::Long("latest_hours")),
        (terms(|t| t.usual_hours = Some(49)), BadTerms::Arrival),
    ];
    for (terms, expected) in cases {
        assert_eq!(terms.check(), Err(expected), "{expected}");
    }
    // The bounds themselves are fine.
    assert_eq!(terms(|t| (t.give, t.get) = (1_000, 1)).check(), Ok(()));
    assert_eq!(terms(|t| (t.give, t.get, t.bonus) = (1_000, MAX_POINTS, None)).check(), Ok(()));
}

#[test]
fn no_number_beyond_the_limit_is_read() {
    let text = serde_json::to_string(&terms(|_| {})).unwrap();
    assert!(serde_json::from_str::<PairTerms>(&text).is_ok());
    let numbers = [
        r#""give":20"#,
        r#""get":1"#,
        r#""min":1000"#,
        r#""max":50000"#,
        r#""step":100"#,
        r#""minor":600"#,
        r#""per_points":10000"#,
        r#""cap_minor":9900"#,
        r#""num":10"#,
        r#""den":100"#,
    ];
    for number in numbers {
        let (name, _) = number.split_once(':').unwrap();
        let read = |value: &str| {
            let changed = text.replacen(&format!("{number},"), &format!("{name}:{value},"), 1);
            let changed = changed.replacen(&format!("{number}}}"), &format!("{name}:{value}}}"), 1);
            assert_ne!(changed, text, "{number}");
            serde_json::from_str::<PairTerms>(&changed)
        };
        assert!(read("9007199254740991").is_ok(), "{name}");
        for bad in ["9007199254740992", "18446744073709551615", "-1", "1.5"] {
            assert!(read(bad).is_err(), "{name} {bad}");
        }
    }
}
