//! The lots of a membership as segments of a bar.

use crate::i18n::{self, t};
use crate::ui::{LotSegment, Urgency};
use contract::limits::EXPIRY_WARN_DAYS;
use contract::points::{Date, Points, Timestamp};
use contract::{Lot, Membership};

/// Segments at most; what comes after is drawn as one.
const SEGMENTS_MOST: usize = 4;
/// Labels at most: three fit under the bar of a phone.
const LABELS_MOST: usize = 3;
const NEXT_DAYS: i64 = 365;

/// Lots that end on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their points.
    pub amount: Points,
    /// When they end.
    pub expires_at: Option<Timestamp>,
    /// The last day they can be used.
    pub last_day: Option<Date>,
}

/// Lots put together by their last day, in the order they came, which is the order they are spent.
pub fn groups(lots: &[Lot]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for lot in lots {
        let next = Group { amount: lot.amount, expires_at: lot.expires_at, last_day: lot.last_valid_day };
        match groups.last_mut() {
            Some(last) if last.last_day == next.last_day => last.amount = sum(last.amount, next.amount),
            _ => groups.push(next),
        }
    }
    groups
}

/// Whether a lot ends within the time in which the wallet warns.
pub fn ends_soon(expires_at: Timestamp, now: Timestamp) -> bool {
    expires_at <= now.plus_days(EXPIRY_WARN_DAYS)
}

/// The bar of a membership. `now` is the server's time of the answer.
pub fn segments(membership: &Membership, now: Timestamp) -> Vec<LotSegment> {
    let mut groups = groups(&membership.lots);
    let mut rest = Points::ZERO;
    if groups.len() > SEGMENTS_MOST {
        let tail = groups.split_off(SEGMENTS_MOST - 1);
        rest = tail.iter().fold(Points::ZERO, |total, group| sum(total, group.amount));
    }
    let labels = if rest.is_zero() && groups.len() <= LABELS_MOST { LABELS_MOST } else { LABELS_MOST - 1 };
    let mut segments: Vec<LotSegment> = groups
        .iter()
        .enumerate()
        .map(|(index, group)| LotSegment {
            share: group.amount.get(),
            urgency: urgency(group.expires_at, now),
            label: if index < labels { label(group, now) } else { String::new() },
        })
        .collect();
    if !rest.is_zero() {
        segments.push(LotSegment { share: rest.get(), urgency: Urgency::Later, label: String::new() });
    }
    let unlabelled = segments.iter().filter(|s| s.label.is_empty()).fold(0, |total, s| total + s.share);
    if let Some(last) = segments.last_mut().filter(|_| unlabelled > 0) {
        last.label = t::wallet_lots_later(&i18n::own(i18n::number(unlabelled)));
    }
    segments
}

fn urgency(expires_at: Option<Timestamp>, now: Timestamp) -> Urgency {
    match expires_at {
        Some(at) if ends_soon(at, now) => Urgency::Soon,
        Some(at) if at <= now.plus_days(NEXT_DAYS) => Urgency::Next,
        _ => Urgency::Later,
    }
}

/// Days count when time is short; otherwise the month says enough.
fn label(group: &Group, now: Timestamp) -> String {
    let until = match (group.last_day, group.expires_at) {
        (Some(day), Some(at)) if ends_soon(at, now) => i18n::day(day, now),
        (Some(day), _) => i18n::month(day, now),
        (None, _) => t::wallet_never().into(),
    };
    [&i18n::own(i18n::points(group.amount)), " · ", &until].concat()
}

/// The sum of lots is a balance, which fits.
fn sum(a: Points, b: Points) -> Points {
    a.checked_add(b).unwrap_or(a)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use contract::points::Money;
    use contract::points::expiry::ExpiryRule;
    use contract::{Balance, MembershipId, Owner, Program, ProgramId};

    /// A membership at 1970-01-01 with lots of (amount, days until the end).
    pub fn membership(lots: &[(u64, Option<i64>)]) -> Membership {
        let lot = |(amount, days): &(u64, Option<i64>)| Lot {
            amount: Points::new(*amount).unwrap(),
            earned_at: Timestamp::EPOCH,
            expires_at: days.map(|days| Timestamp::EPOCH.plus_days(days)),
            last_valid_day: days.map(|days| Date::from_days(days - 1)),
        };
        let program = Program {
            id: ProgramId("lotusmiles".into()),
            name: "Lotusmiles".into(),
            kind: "airline".into(),
            unit: "miles".into(),
            country: "VN".into(),
            time_zone: "Asia/Ho_Chi_Minh".into(),
            owner: Owner::External,
            point_value_vnd_milli: 150_000,
            value_basis: "sample".into(),
            expiry: ExpiryRule::Fixed { months: 36 },
            extension: None,
            tiers: vec![],
            brand_color: "#00627a".into(),
            monogram: "LM".into(),
        };
        let balance = Balance {
            available: Points::ZERO,
            pending: Points::ZERO,
            held: Points::ZERO,
            as_of: Timestamp::EPOCH,
            owner: Owner::InHouse,
            source: String::new(),
        };
        Membership {
            id: MembershipId("m".into()),
            program,
            number: "1".into(),
            tier: None,
            balance,
            value: Money { minor: 0, currency: "VND".into() },
            lots: lots.iter().map(lot).collect(),
        }
    }

    fn bar(lots: &[(u64, Option<i64>)]) -> Vec<(u64, Urgency, String)> {
        let segments = segments(&membership(lots), Timestamp::EPOCH);
        segments.into_iter().map(|s| (s.share, s.urgency, s.label)).collect()
    }

    #[test]
    fn a_segment_is_amber_inside_thirty_days_and_pale_after_a_year() {
        let drawn = bar(&[(12_300, Some(30)), (8_900, Some(31)), (17_550, Some(400))]);
        let urgencies: Vec<Urgency> = drawn.iter().map(|(_, urgency, _)| *urgency).collect();
        assert_eq!(urgencies, [Urgency::Soon, Urgency::Next, Urgency::Later]);
        assert_eq!(drawn[0].2, "12300 · 1970-01-30");
        assert_eq!(bar(&[(5, None)]), [(5, Urgency::Later, "5 · không hết hạn".into())]);
        assert_eq!(bar(&[]), []);
    }

    #[test]
    fn lots_of_one_day_are_one_segment_and_many_lots_are_drawn_as_four() {
        assert_eq!(bar(&[(1, Some(9)), (2, Some(9))]).len(), 1);
        let many: Vec<(u64, Option<i64>)> = (1..=9).map(|n| (n, Some(n as i64 * 50))).collect();
        let drawn = bar(&many);
        assert_eq!(drawn.iter().map(|(share, ..)| *share).collect::<Vec<_>>(), [1, 2, 3, 39]);
        let labels: Vec<&str> = drawn.iter().map(|(.., label)| label.as_str()).collect();
        assert_eq!(labels, ["1 · 1970-02-19", "2 · 1970-04-10", "", "42 · về sau"]);
    }
}
