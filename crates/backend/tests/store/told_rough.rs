//! Partners that tell what happened late, too much of it, or what cannot be booked.

use crate::mirrors::{READ_MS, available, both, read_once};
use crate::partners::{MINUTE_MS, OPENING};
use crate::support::{check_on_both, earn};
use crate::told::{entry, is_sound, read, read_again};
use contract::connector::{EntryKind, Step};
use contract::limits::{
    CONNECTOR_ASK_MS, CONNECTOR_ENTRIES_AT_ONCE, CONNECTOR_ENTRIES_MOST, CONNECTOR_ENTRIES_POINTS, CONNECTOR_OPEN_LOTS,
};

/// Only what was not told counts, not what was not yet worth comparing.
#[test]
fn who_is_asked_too_early_has_not_failed_to_tell() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let partner = &setting.partners["fixed"];
        world.clock.advance_ms(READ_MS);
        // Booked at both, a moment ago: no balance is surely newer.
        earn(&world, &member, &at[0], 5).await;
        partner.change(Step::Credit, &number, 75);
        for pause in [6_000, 11_000, 21_000] {
            both(&setting).await;
            world.clock.advance_ms(pause);
        }
        assert_eq!(world.count("SELECT attempts FROM mirrors WHERE program_id = 'fixed'").await, 3);
        world.clock.advance_ms(MINUTE_MS);
        *partner.told.lock().unwrap() = Some(Err("an error".to_owned()));
        both(&setting).await;
        assert_eq!(available(&world, &member, &at[0]).await, OPENING + 5, "it is asked once more");
        assert_eq!(world.count("SELECT untold FROM mirrors WHERE program_id = 'fixed'").await, 1);
        world.clock.advance_ms(MINUTE_MS);
        let flight = entry("VN 213", EntryKind::Earn, true, 70, world.store.now());
        *partner.told.lock().unwrap() = Some(Ok(vec![flight]));
        both(&setting).await;
        assert_eq!(read(&world, &member, &at[0]).await, ["Earn +5 test", "Earn +70 VN 213"]);
        assert_eq!(world.count("SELECT MAX(untold) FROM mirrors").await, 0);
        is_sound(&world).await;
    });
}

#[test]
fn what_cannot_be_booked_is_asked_for_after_the_usual_pause() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        setting.partners["fixed"].happen(EntryKind::Earn, &number, 70, "VN 213");
        let lots = async |by: i64| {
            world.sql(&format!("UPDATE accounts SET lot_seq = lot_seq + {by} WHERE id = '{}'", at[0].0)).await;
        };
        // The new lot would have the number of one that there is.
        lots(-1).await;
        read_again(&world, &setting).await;
        let next = world.count("SELECT next_at FROM mirrors WHERE program_id = 'fixed'").await;
        assert_eq!(next, world.store.now().ms() + CONNECTOR_ASK_MS);
        lots(1).await;
        world.clock.advance_ms(CONNECTOR_ASK_MS);
        both(&setting).await;
        assert_eq!(read(&world, &member, &at[0]).await, ["Earn +70 VN 213"]);
        is_sound(&world).await;
    });
}

/// What was ever issued and redeemed is added up, and only grows.
#[test]
fn entries_that_move_more_than_a_ledger_should_are_not_told() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let partner = &setting.partners["fixed"];
        let half = CONNECTOR_ENTRIES_POINTS / 2;
        for (earned, spent) in [(half + 250, half - 250), (half + 251, half - 249)] {
            let now = world.store.now();
            let told = vec![
                entry("in", EntryKind::Earn, true, earned, now),
                entry("out", EntryKind::Redeem, false, spent, now),
            ];
            *partner.told.lock().unwrap() = Some(Ok(told));
            partner.change(Step::Credit, &number, 500);
            read_again(&world, &setting).await;
        }
        let wanted =
            [format!("Earn +{} in", half + 250), format!("Redeem -{} out", half - 250), "Adjust +500 Fixed".into()];
        assert_eq!(read(&world, &member, &at[0]).await, wanted);
        is_sound(&world).await;
    });
}

#[test]
fn entries_make_only_so_many_lots() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let partner = &setting.partners["fixed"];
        *partner.at_once.lock().unwrap() = CONNECTOR_ENTRIES_AT_ONCE;
        // With the lot that was there at first.
        for count in [CONNECTOR_ENTRIES_MOST, CONNECTOR_OPEN_LOTS - 1 - CONNECTOR_ENTRIES_MOST] {
            for _ in 0..count {
                partner.happen(EntryKind::Earn, &number, 1, "a coffee");
            }
            read_again(&world, &setting).await;
        }
        let told = "SELECT COUNT(*) FROM events WHERE text = 'a coffee'";
        assert_eq!(world.count(told).await, CONNECTOR_OPEN_LOTS as i64 - 1);
        for kind in [EntryKind::Earn, EntryKind::Redeem] {
            partner.happen(kind, &number, 1, "another coffee");
            read_again(&world, &setting).await;
        }
        // What is only spent is told.
        let told = read(&world, &member, &at[0]).await;
        assert_eq!(told[told.len() - 2..], ["Adjust +1 Fixed", "Redeem -1 another coffee"]);
        is_sound(&world).await;
    });
}
