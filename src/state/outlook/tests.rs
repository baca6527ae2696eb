use super::model::{bonus_until, in_force};
use super::*;
use contract::points::{Bonus, PairTerms};
use contract::{PairRow, ProgramId};

const NOW: Timestamp = Timestamp::from_ms(0);
const NAMES: [&str; 3] = ["LynkiD", "km", "Avios"];

fn points(n: u64) -> Points {
    Points::new(n).unwrap()
}

fn day(day: i64) -> Timestamp {
    NOW.plus_days(day)
}

fn row(give: u64, min: u64, step: u64, from: Option<Timestamp>) -> PairRow {
    let terms = PairTerms { min: points(min), step, ..PairTerms::simple(give, 1) };
    let (basis, as_of, source) = (String::new(), String::new(), String::new());
    PairRow { valid_from: from, terms, closed: false, basis, as_of, source }
}

fn pair(current: PairRow, next: Option<PairRow>) -> Pair {
    let id = |id: &str| ProgramId(id.into());
    Pair { from: id("a"), to: id("b"), current, next, observed: None }
}

/// LynkiD to Lotusmiles as the sample data has it: other amounts can be sent after the change.
fn lynkid() -> Pair {
    pair(row(20, 2_000, 200, None), Some(row(25, 2_500, 250, Some(day(10)))))
}

fn seen(pair: &Pair, amount: u64) -> Vec<(Timestamp, Option<(u64, u64)>)> {
    let outcome = |stage: Stage| (stage.from, stage.outcome.map(|of| (of.amount.get(), total(&of).get())));
    stages(pair, points(amount), NOW).into_iter().map(outcome).collect()
}

#[test]
fn an_amount_off_the_later_steps_is_compared_by_the_nearest_on_them() {
    for (amount, now, then) in [
        (10_000, 500, (10_000, 400)),
        (8_800, 440, (8_750, 350)),
        (2_000, 100, (2_500, 100)),
        (2_400, 120, (2_500, 100)),
        (4_200, 210, (4_250, 170)),
    ] {
        assert_eq!(seen(&lynkid(), amount), [(NOW, Some((amount, now))), (day(10), Some(then))]);
    }
}

#[test]
fn only_a_pair_that_closes_takes_nothing() {
    let mut closes = lynkid();
    closes.next.iter_mut().for_each(|row| row.closed = true);
    assert_eq!(seen(&closes, 8_800), [(NOW, Some((8_800, 440))), (day(10), None)]);
    let words = t::transfer_announced_none(&i18n::date(day(10), NOW));
    assert_eq!(told(&closes, points(8_800), NAMES, NOW), [(day(10), words)]);
    let mut opens = lynkid();
    opens.current.closed = true;
    assert_eq!(seen(&opens, 2_500), [(NOW, None), (day(10), Some((2_500, 100)))]);
}

#[test]
fn a_change_that_came_is_now() {
    let pair = lynkid();
    let stages = stages(&pair, points(5_000), day(10));
    assert_eq!((stages.len(), in_force(&pair, day(10)).terms.give), (1, 25));
    assert_eq!(in_force(&pair, day(10).plus_ms(-1)).terms.give, 20);
}

#[test]
fn the_end_of_a_bonus_is_a_change_while_it_counts() {
    let with = |num, until| {
        let mut pair = lynkid();
        pair.current.terms.bonus = Some(Bonus { num, den: 100, until });
        seen(&pair, 10_000).into_iter().map(|(from, of)| (from, of.unwrap().1)).collect::<Vec<_>>()
    };
    assert_eq!(with(10, day(5)), [(NOW, 550), (day(5), 500), (day(10), 400)]);
    assert_eq!(with(10, day(10)), [(NOW, 550), (day(10), 400)], "it ends with the rate");
    assert_eq!(with(10, day(20)), [(NOW, 550), (day(10), 400)], "it ends before its time");
    assert_eq!(with(0, day(5)), [(NOW, 500), (day(10), 400)], "it brings nothing");
    assert_eq!(with(10, NOW), [(NOW, 500), (day(10), 400)], "it is over");
}

#[test]
fn a_bonus_ends_with_its_row_unless_the_next_has_it_too() {
    let bonus = |num| Bonus { num, den: 100, until: day(20) };
    let with = |next: Option<Bonus>| {
        let mut pair = lynkid();
        pair.next.iter_mut().for_each(|row| row.terms.bonus.clone_from(&next));
        pair
    };
    let until = |pair: &Pair, now| bonus_until(pair, &bonus(10), now);
    assert_eq!(until(&with(None), NOW), day(10));
    assert_eq!(until(&with(Some(bonus(5))), NOW), day(10));
    assert_eq!(until(&with(Some(bonus(10))), NOW), day(20));
    let longer = Bonus { until: day(30), ..bonus(10) };
    assert_eq!(until(&with(Some(longer)), NOW), day(30), "it goes on");
    let sooner = Bonus { until: day(5), ..bonus(10) };
    assert_eq!(bonus_until(&with(None), &sooner, NOW), day(5));
    let mut closes = with(Some(bonus(10)));
    closes.next.iter_mut().for_each(|row| row.closed = true);
    assert_eq!(until(&closes, NOW), day(10));
    assert_eq!(until(&with(None), day(10)), day(20), "a change that has come says nothing of what is to come");
}

fn told_of(change: impl Fn(&mut PairTerms)) -> Vec<String> {
    let mut next = row(20, 2_000, 200, Some(day(10)));
    change(&mut next.terms);
    let pair = pair(row(20, 2_000, 200, None), Some(next));
    told(&pair, points(10_000), NAMES, NOW).into_iter().map(|(_, words)| words).collect()
}

#[test]
fn only_another_amount_is_told_as_what_arrives_and_what_else_is_new_is_named() {
    let fee = Fee { minor: 600, currency: "USD".into(), per_points: 10_000, cap_minor: None };
    let date = i18n::date(day(10), NOW);
    let also = |words: &str| [t::rates_new_from(&date, words)];
    assert_eq!(told_of(|_| {}), [""; 0]);
    assert_eq!(told_of(|terms| (terms.give, terms.get) = (40, 2)), [""; 0]);
    assert_eq!(told_of(|terms| terms.fee = Some(fee.clone())), also("phí 600 USD"));
    assert_eq!(told_of(|terms| terms.step = 100), also("tỉ lệ 20\u{a0}:\u{a0}1 · bội số 100"));
    assert_eq!(told_of(|terms| terms.min = points(4_000)), also("mỗi lần chuyển ít nhất 4000\u{a0}km"));
    assert_eq!(told_of(|terms| terms.max = Some(points(20_000))), also("mỗi lần chuyển nhiều nhất 20000\u{a0}km"));
    let less = t::transfer_announced("500\u{a0}Avios", &date, "400\u{a0}Avios");
    assert_eq!(
        told_of(|terms| terms.give = 25),
        [[&less, " Điều khoản mới: tỉ lệ 25\u{a0}:\u{a0}1 · bội số 200."].concat()]
    );
    let other = t::transfer_announced_amount("500\u{a0}Avios", &date, "9000\u{a0}km", "450\u{a0}Avios");
    assert_eq!(
        told_of(|terms| terms.step = 3_000),
        [[&other, " Điều khoản mới: tỉ lệ 20\u{a0}:\u{a0}1 · bội số 3000."].concat()]
    );
}

#[test]
fn for_whom_a_pair_will_be_is_news_and_so_are_a_lifted_limit_and_the_time_to_cancel() {
    let date = i18n::date(day(10), NOW);
    let also = |words: &str| [t::rates_new_from(&date, words)];
    let gold = |terms: &mut PairTerms| terms.tiers = vec!["Gold".into()];
    assert_eq!(told_of(gold), also("chỉ dành cho hội viên LynkiD hạng Gold"));
    assert_eq!(told_of(|terms| terms.countries = vec!["VN".into()]), also(&t::rates_new_countries("VN")));
    assert_eq!(told_of(|terms| terms.cancel_minutes = 60), also(&t::rates_new_cancel(&i18n::length(3_600))));
    let mut now = row(20, 2_000, 200, None);
    gold(&mut now.terms);
    (now.terms.max, now.terms.cancel_minutes) = (Some(points(20_000)), 60);
    let mut next = row(20, 2_000, 200, Some(day(10)));
    next.terms.cancel_minutes = 0;
    let words = told(&pair(now, Some(next)), points(10_000), NAMES, NOW).into_iter().map(|(_, words)| words);
    let parts = [t::rates_new_no_max(), t::rates_new_everybody(), t::rates_new_no_cancel()].join("; ");
    assert_eq!(words.collect::<Vec<_>>(), also(&parts));
}
