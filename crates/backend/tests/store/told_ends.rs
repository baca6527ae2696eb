//! When points end that a partner tells of: what happened there moves it as it would here.

use crate::mirrors::{CORRECTIONS, available, both, read_once};
use crate::partners::{MINUTE_MS, OPENING};
use crate::support::{check_on_both, points};
use crate::told::{entry, is_sound, read, read_again};
use contract::connector::{BalanceLot, EntryKind, Step};
use gom_backend::jobs;
use points::Timestamp;

const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

#[test]
fn what_ended_here_already_does_not_end_again() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let (store, partner) = (&setting.stores[0], &setting.partners["fixed"]);
        // Everything ends here after a month, and at the partner a moment later. Then something is earned there.
        world.clock.advance_ms(33 * DAY_MS);
        jobs::tick(store).await.unwrap();
        let now = world.store.now();
        partner.change(Step::Debit, &number, OPENING);
        partner.happen(EntryKind::Earn, &number, 90, "VN 213");
        let ended = entry("old", EntryKind::Expire, false, OPENING, now);
        *partner.told.lock().unwrap() = Some(Ok(vec![ended, entry("VN 213", EntryKind::Earn, true, 90, now)]));
        world.clock.advance_ms(DAY_MS);
        both(&setting).await;
        let wanted = [format!("Expire -{OPENING} "), "Earn +90 VN 213".to_owned()];
        assert_eq!(read(&world, &member, &at[0]).await, wanted);
        // What only ended there does so here too.
        partner.change(Step::Debit, &number, 40);
        *partner.told.lock().unwrap() = Some(Ok(vec![entry("gone", EntryKind::Expire, false, 40, now)]));
        read_again(&world, &setting).await;
        assert_eq!(read(&world, &member, &at[0]).await[2..], ["Expire -40 gone"]);
        let of_it = [CORRECTIONS, " AND program_id = 'fixed'"].concat();
        assert_eq!((available(&world, &member, &at[0]).await, world.count(&of_it).await), (50, 0));
        is_sound(&world).await;
    });
}

#[test]
fn ends_are_those_that_the_partner_tells_also_of_what_happened() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let partner = &setting.partners["fixed"];
        let end = |text: &str| Some(Timestamp::parse(text).unwrap());
        let tell = |lots: &[(u64, Option<Timestamp>)]| {
            let lot = |(amount, expires_at): &(u64, _)| BalanceLot { amount: points(*amount), expires_at: *expires_at };
            *partner.lots.lock().unwrap() = Some(lots.iter().map(lot).collect());
        };
        let lots = async || {
            let shown = world.store.membership(&member, &at[0]).await.unwrap().membership;
            let lot = |lot: &contract::Lot| (lot.amount.get(), lot.last_valid_day.map(|day| day.to_string()));
            shown.lots.iter().map(lot).collect::<Vec<_>>()
        };
        let day = |text: &str| Some(text.to_owned());
        partner.happen(EntryKind::Earn, &number, 500, "VN 213");
        partner.happen(EntryKind::Redeem, &number, 200, "tea");
        tell(&[(500, end("2028-03-31T17:00:00Z")), (OPENING - 200, None)]);
        read_again(&world, &setting).await;
        assert_eq!(lots().await, [(500, day("2028-03-31")), (OPENING - 200, None)]);
        assert_eq!(read(&world, &member, &at[0]).await, ["Earn +500 VN 213", "Redeem -200 tea"]);
        // Not the difference: what is told of the lots counts alone.
        partner.change(Step::Debit, &number, 100);
        *partner.told.lock().unwrap() = Some(Ok(vec![entry("a", EntryKind::Redeem, false, 90, world.store.now())]));
        tell(&[(400, end("2028-03-31T17:00:00Z")), (OPENING - 200, None)]);
        read_again(&world, &setting).await;
        assert_eq!(lots().await, [(400, day("2028-03-31")), (OPENING - 200, None)]);
        assert_eq!(read(&world, &member, &at[0]).await[2..], ["Adjust -100 Fixed"]);
        is_sound(&world).await;
    });
}

/// In "idle" everything ends a month after points were earned or transferred.
#[test]
fn an_activity_at_a_partner_keeps_points_alive_from_when_it_was() {
    check_on_both(|world| async move {
        let (setting, member, at, _) = read_once(&world).await;
        let partner = &setting.partners["idle"];
        let wallet = world.store.wallet(&member).await.unwrap();
        let number = wallet.memberships.iter().find(|one| one.id == at[1]).unwrap().number.clone();
        let days = async || {
            let shown = world.store.membership(&member, &at[1]).await.unwrap().membership;
            shown.lots.iter().map(|lot| lot.last_valid_day.unwrap().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(days().await, ["2026-12-21"]);
        // Spending is not of the kinds that count.
        world.clock.set(Timestamp::parse("2026-11-30T10:00:00Z").unwrap());
        partner.happen(EntryKind::Redeem, &number, 5, "tea");
        both(&setting).await;
        assert_eq!(days().await, ["2026-12-21"]);
        partner.happen(EntryKind::Earn, &number, 5, "a night");
        world.clock.set(Timestamp::parse("2026-12-02T10:00:00Z").unwrap());
        both(&setting).await;
        assert_eq!(days().await, ["2026-12-29"; 2], "a month from the last of November, of both");
        // One of long ago keeps nothing else alive, and has not ended by that; one of a clock that is ahead is of now.
        let told = |text: &str| entry(text, EntryKind::Earn, true, 5, Timestamp::parse(text).unwrap());
        for (when, at, wanted) in [
            ("2026-12-03T10:00:00Z", "2020-01-01T00:00:00Z", &["2026-12-29", "2026-12-29", "2027-01-02"][..]),
            ("2026-12-04T10:00:00Z", "2030-01-01T00:00:00Z", &["2027-01-03"; 4]),
        ] {
            partner.change(Step::Credit, &number, 5);
            *partner.told.lock().unwrap() = Some(Ok(vec![told(at)]));
            world.clock.set(Timestamp::parse(when).unwrap());
            both(&setting).await;
            assert_eq!(days().await, wanted);
        }
        // One that is heard of late lives as long as the others.
        partner.change(Step::Credit, &number, 5);
        *partner.told.lock().unwrap() = Some(Ok(vec![told("2026-12-01T10:00:00Z")]));
        world.clock.set(Timestamp::parse("2026-12-05T10:00:00Z").unwrap());
        both(&setting).await;
        assert_eq!(days().await, ["2027-01-03"; 5]);
        assert_eq!(world.count(CORRECTIONS).await, 0);
        is_sound(&world).await;
    });
}

#[test]
fn a_transfer_at_a_partner_keeps_points_alive_from_when_it_was() {
    check_on_both(|world| async move {
        let (setting, member, at, _) = read_once(&world).await;
        let partner = &setting.partners["idle"];
        let wallet = world.store.wallet(&member).await.unwrap();
        let number = wallet.memberships.iter().find(|one| one.id == at[1]).unwrap().number.clone();
        for (when, step, incoming, at_last, wanted) in [
            ("2026-12-02T10:00:00Z", Step::Credit, true, "2026-11-30T10:00:00Z", ["2026-12-29", "2027-01-01"]),
            ("2026-12-04T10:00:00Z", Step::Debit, false, "2026-12-03T10:00:00Z", ["2027-01-02"; 2]),
        ] {
            let told = entry(when, EntryKind::Transfer, incoming, 5, Timestamp::parse(at_last).unwrap());
            partner.change(step, &number, 5);
            *partner.told.lock().unwrap() = Some(Ok(vec![told]));
            world.clock.set(Timestamp::parse(when).unwrap());
            both(&setting).await;
            let shown = world.store.membership(&member, &at[1]).await.unwrap().membership;
            let days = shown.lots.iter().map(|lot| lot.last_valid_day.unwrap().to_string());
            assert_eq!(days.collect::<Vec<_>>(), wanted);
        }
        let told = read(&world, &member, &at[1]).await;
        assert_eq!(told, ["Adjust +5 2026-12-02T10:00:00Z", "Adjust -5 2026-12-04T10:00:00Z"]);
        is_sound(&world).await;
    });
}

#[test]
fn of_what_ended_there_only_the_first_may_have_ended_here() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let (store, partner) = (&setting.stores[0], &setting.partners["fixed"]);
        world.clock.advance_ms(10 * DAY_MS);
        partner.happen(EntryKind::Earn, &number, 300, "VN 213");
        both(&setting).await;
        // What was there at first ends at both. At the partner so does the rest, before something is earned.
        world.clock.advance_ms(23 * DAY_MS);
        jobs::tick(store).await.unwrap();
        partner.change(Step::Debit, &number, OPENING + 300);
        partner.change(Step::Credit, &number, 90);
        let now = world.store.now();
        *partner.told.lock().unwrap() = Some(Ok(vec![
            entry("first", EntryKind::Expire, false, OPENING, now),
            entry("second", EntryKind::Expire, false, 300, now),
            entry("VN 214", EntryKind::Earn, true, 90, now),
        ]));
        world.clock.advance_ms(DAY_MS);
        both(&setting).await;
        let wanted = ["Earn +300 VN 213", &format!("Expire -{OPENING} "), "Expire -300 second", "Earn +90 VN 214"];
        assert_eq!(read(&world, &member, &at[0]).await, wanted);
        is_sound(&world).await;
    });
}
