//! Partners that tell what happened late, too much of it, or what cannot be booked.

use crate::mirrors::{READ_MS, available, both, read_once};
use crate::partners::{MINUTE_MS, OPENING};
use crate::support::{check_on_both, earn};
use crate::told::{entry, is_sound, read, read_again};
use contract::connector::{EntryKind, Step};
use contract::limits::CONNECTOR_ASK_MS;

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
