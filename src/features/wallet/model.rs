//! What the wallet says about a membership, in words.

use crate::i18n::{self, t};
use contract::points::Points;
use contract::points::Timestamp;
use contract::points::expiry::ExpiryRule;
use contract::{Activity, ActivityKind, Expiring, Membership, Wallet};

/// Level, progress, and what is not available yet, one after the other: `Titan · còn 4.200 dặm tới Gold · đang chờ +1.200`.
pub fn facts(membership: &Membership) -> String {
    let tier = membership.tier.as_ref().map(|tier| tier.name.clone()).unwrap_or_default();
    join(vec![tier, progress(membership), waiting(membership)])
}

/// What is missing to the next level.
fn progress(membership: &Membership) -> String {
    let tier = membership.tier.as_ref();
    let missing = tier.and_then(|tier| Some((tier.next.as_ref()?, tier.missing?)));
    missing
        .map(|(next, missing)| t::wallet_tier_missing(&amount(missing, &membership.program.unit), next))
        .unwrap_or_default()
}

/// What is not available: earned and not usable yet, and set aside.
pub fn waiting(membership: &Membership) -> String {
    let balance = &membership.balance;
    let part = |points: Points, words: fn(&str) -> String| {
        if points.is_zero() { String::new() } else { words(&i18n::own(i18n::points(points))) }
    };
    join(vec![part(balance.pending, t::wallet_pending), part(balance.held, t::wallet_held)])
}

/// An amount with its unit: `12.300 dặm`.
pub fn amount(points: Points, unit: &str) -> String {
    [&i18n::own(i18n::points(points)), "\u{a0}", &i18n::unit(unit, points.get())].concat()
}

/// The sentence of a rule of inactivity, under which all lots end together; `None` for other rules and empty accounts.
pub fn inactivity(membership: &Membership, now: Timestamp) -> Option<String> {
    let ExpiryRule::Inactivity { .. } = membership.program.expiry else { return None };
    Some(t::wallet_inactivity(&i18n::day(membership.lots.first()?.last_valid_day?, now)))
}

/// What ends first, in few words; and whether it ends soon.
pub fn nearest_end(membership: &Membership, now: Timestamp) -> (String, bool) {
    let Some(lot) = membership.lots.first() else { return (String::new(), false) };
    let (Some(expires_at), Some(last_day)) = (lot.expires_at, lot.last_valid_day) else {
        return (t::wallet_never().into(), false);
    };
    let soon = super::lots::ends_soon(expires_at, now);
    let day = i18n::day(last_day, now);
    match membership.program.expiry {
        ExpiryRule::Inactivity { .. } => (t::wallet_end_inactive(&day), soon),
        _ => {
            let amount = super::lots::groups(&membership.lots).first().map_or(lot.amount, |group| group.amount);
            ([&i18n::own(i18n::points(amount)), " · ", &day].concat(), soon)
        }
    }
}

/// The sentence of the warning, with `*` around what matters. Days are counted from now: the answer may be days old.
pub fn warning(expiring: &Expiring, wallet: &Wallet, now: Timestamp) -> Option<String> {
    let left = u64::try_from(expiring.expires_at.days_since(now)).ok()?;
    let membership = wallet.memberships.iter().find(|m| m.id == expiring.membership)?;
    let (points, name) = (amount(expiring.amount, &membership.program.unit), membership.program.name.as_str());
    Some(match left {
        0 => t::wallet_expiring_today(&points, name),
        days => t::wallet_expiring(&points, name, &i18n::days(days)),
    })
}

/// The line under the total: `4 chương trình · 143.260 điểm và dặm`.
pub fn summary(wallet: &Wallet) -> String {
    let programs = t::wallet_programs(wallet.memberships.len() as u64);
    // Their number tells about the member as little as it needs to; how many points there are is the member's own.
    let points = i18n::own(t::wallet_points(wallet.total_points.get()));
    // What has left counts until it has arrived, and stands in no program meanwhile.
    let moving = if wallet.under_way.is_empty() { "" } else { t::wallet_moving() };
    if points == i18n::DOTS { programs } else { [&programs, " · ", &points, moving].concat() }
}

/// What an entry of activity was: its own text, or what kind it is and between whom.
pub fn entry(activity: &Activity, wallet: &Wallet) -> String {
    let own = program_name(wallet, &activity.program.0);
    // Setting aside is told by its own words: with the same arrow it would read as a second transfer.
    let has_moved = matches!(activity.kind, ActivityKind::TransferOut | ActivityKind::TransferIn);
    if let Some(other) = activity.other_program.as_ref().filter(|_| has_moved) {
        let other = program_name(wallet, &other.0);
        return if activity.incoming { [other, " → ", own].concat() } else { [own, " → ", other].concat() };
    }
    // Points of one flight are pending first and released later: its name alone would tell of two earnings.
    let is_half = matches!(activity.kind, ActivityKind::EarnPending | ActivityKind::Release);
    let kind = if is_half || activity.text.is_empty() { i18n::activity_kind(activity.kind) } else { "" };
    join(vec![kind.into(), activity.text.clone(), own.into()])
}

/// The name of a program of this wallet, or its id when the member has left it.
pub fn program_name<'w>(wallet: &'w Wallet, program: &'w str) -> &'w str {
    let membership = wallet.memberships.iter().find(|m| m.program.id.0 == program);
    membership.map_or(program, |m| m.program.name.as_str())
}

fn join(mut facts: Vec<String>) -> String {
    facts.retain(|fact| !fact.is_empty());
    facts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::super::lots::tests::membership;
    use super::*;
    use contract::{Owner, Tier};

    fn empty() -> Wallet {
        Wallet {
            as_of: Timestamp::EPOCH,
            total: membership(&[]).value,
            total_points: Points::ZERO,
            memberships: vec![],
            expiring: None,
            under_way: vec![],
            recent: vec![],
        }
    }

    #[test]
    fn facts_name_level_progress_and_what_is_not_available() {
        let mut membership = membership(&[(500, Some(40))]);
        assert_eq!(facts(&membership), "");
        let missing = Points::new(4_200).ok();
        membership.tier = Some(Tier { name: "Titan".into(), next: Some("Gold".into()), missing });
        membership.balance.pending = Points::new(1_200).unwrap();
        membership.balance.held = Points::new(30).unwrap();
        membership.balance.owner = Owner::External;
        assert_eq!(facts(&membership), "Titan · còn 4200\u{a0}dặm tới Gold · đang chờ +1200 · đang giữ 30");
    }

    #[test]
    fn the_warning_counts_from_now_and_ends_with_the_points() {
        let membership = membership(&[]);
        let (id, program) = (membership.id.clone(), membership.program.id.clone());
        let wallet = Wallet { memberships: vec![membership], ..empty() };
        let ends = Timestamp::EPOCH.plus_days(10);
        let expiring = Expiring {
            membership: id,
            program,
            amount: Points::new(300).unwrap(),
            expires_at: ends,
            last_valid_day: ends.plus_days(-1).utc_date(),
            days_left: 9,
        };
        let said = |now: Timestamp| warning(&expiring, &wallet, now);
        assert!(said(ends.plus_days(-10)).unwrap().contains("10"));
        assert!(said(ends.plus_days(-5).plus_ms(-1)).unwrap().contains("5"));
        assert!(said(ends.plus_days(-5).plus_ms(1)).unwrap().contains("4"));
        assert!(said(ends.plus_ms(-1)).unwrap().contains("hết hôm nay"));
        assert_eq!(said(ends.plus_ms(1)), None);
    }

    #[test]
    fn an_entry_says_what_it_was_and_pending_points_that_they_are() {
        let wallet = Wallet { memberships: vec![membership(&[])], ..empty() };
        let said = |kind: &str, text: &str| {
            let written = r#"{"seq":1,"at":"2026-11-25T00:00:00Z","membership":"m","program":"lotusmiles","amount":40,"incoming":true,"transfer":null,"other_program":null"#;
            let written = [written, ",\"kind\":\"", kind, "\",\"text\":\"", text, "\"}"].concat();
            entry(&serde_json::from_str(&written).unwrap(), &wallet)
        };
        assert_eq!(said("earn", ""), "Tích điểm · Lotusmiles");
        assert_eq!(said("earn", "VJ123"), "VJ123 · Lotusmiles");
        assert_eq!(said("earn_pending", "VJ123"), "Tích điểm, đang chờ · VJ123 · Lotusmiles");
        assert_eq!(said("release", "VJ123"), "Điểm chờ đã dùng được · VJ123 · Lotusmiles");
    }

    #[test]
    fn the_nearest_end_is_the_first_lot_or_the_whole_balance() {
        let now = Timestamp::EPOCH;
        let mut membership = membership(&[(300, Some(9)), (200, Some(9)), (100, None)]);
        assert_eq!(nearest_end(&membership, now), ("500 · 1970-01-09".into(), true));
        membership.program.expiry = ExpiryRule::Inactivity { months: 12, activity_kinds: vec![] };
        assert_eq!(nearest_end(&membership, now), ("1970-01-09, nếu không phát sinh giao dịch".into(), true));
        assert_eq!(inactivity(&membership, now).unwrap(), "hết hạn sau 1970-01-09 nếu không phát sinh giao dịch");
        membership.lots.drain(..2);
        assert_eq!(nearest_end(&membership, now), ("không hết hạn".into(), false));
        membership.lots.clear();
        assert_eq!(nearest_end(&membership, now), (String::new(), false));
    }
}
