//! R17: balances rebuilt from the journal are equal, and a row that somebody altered is named.

use crate::support::{World, check_on_both, points, small_member, spent, transfer};
use contract::Language;
use gom_backend::seed::{self, EVERYDAY};
use gom_backend::store::Correction;
use gom_backend::{audit, jobs};

/// A world in which everything has happened once.
async fn busy(world: &World) {
    let (member, at) = small_member(world, 1_000).await;
    let credited = transfer(world, &member, (&at[0], &at[1]), 100).await;
    world.store.send_now(&member, &credited.id).await.unwrap();
    jobs::tick(&world.store).await.unwrap();
    let cancelled = transfer(world, &member, (&at[1], &at[0]), 10).await;
    world.store.cancel_transfer(&member, &cancelled.id).await.unwrap();
    transfer(world, &member, (&at[0], &at[2]), 200).await;
    world.store.redeem(&member, &at[3], spent(&world, 50)).await.unwrap();
    world.store.correct(&member, &at[3], Correction::TakeOff(points(1)), "counted twice").await.unwrap();
    seed::import(&world.store, &EVERYDAY).await.unwrap();
    world.store.create_demo_member(Language::En, None).await.unwrap();
}

#[test]
fn every_altered_row_is_named() {
    check_on_both(|world| async move {
        busy(&world).await;
        let report = audit::run(&world.store).await.unwrap();
        assert_eq!(report.findings, []);
        assert!(report.checked > 50, "{}", report.checked);
        let first = |table: &str, order: &str| format!("(SELECT {order} FROM {table} ORDER BY {order} LIMIT 1)");
        let account = first("accounts", "id");
        let held = "(SELECT account_id FROM lots WHERE held > 0)";
        let state = |state: &str| format!("state = '{state}'");
        // What is altered, the way back, and the tables in which the audit must find it.
        let alterations = [
            (
                format!("UPDATE accounts SET available = available + 1 WHERE id = {account}"),
                format!("UPDATE accounts SET available = available - 1 WHERE id = {account}"),
                "accounts",
            ),
            (
                format!("UPDATE lots SET available = available + 5 WHERE no = 1 AND account_id = {account}"),
                format!("UPDATE lots SET available = available - 5 WHERE no = 1 AND account_id = {account}"),
                "lots",
            ),
            (
                format!("UPDATE lots SET held = held - 1 WHERE held > 0 AND account_id = {held}"),
                format!("UPDATE lots SET held = held + 1 WHERE held > 0 AND account_id = {held}"),
                "lots",
            ),
            (
                format!(
                    "UPDATE postings SET amount = amount + 7 WHERE line = 0 AND seq = 1 AND account_id = {account}"
                ),
                format!(
                    "UPDATE postings SET amount = amount - 7 WHERE line = 0 AND seq = 1 AND account_id = {account}"
                ),
                "entries",
            ),
            (
                format!("UPDATE transfers SET received = received + 1 WHERE {}", state("credited")),
                format!("UPDATE transfers SET received = received - 1 WHERE {}", state("credited")),
                "transfers",
            ),
            (
                format!("UPDATE transfers SET state = 'returned' WHERE {}", state("credited")),
                format!("UPDATE transfers SET state = 'credited' WHERE {}", state("returned")),
                "transfers",
            ),
            (
                "UPDATE transfer_lots SET amount = amount + 1 WHERE amount = 200".to_owned(),
                "UPDATE transfer_lots SET amount = amount - 1 WHERE amount = 201".to_owned(),
                "transfers",
            ),
            (
                "UPDATE members SET event_seq = event_seq + 1".to_owned(),
                "UPDATE members SET event_seq = event_seq - 1".to_owned(),
                "members",
            ),
        ];
        for (alter, back, table) in alterations {
            world.sql(&alter).await;
            let report = audit::run(&world.store).await.unwrap();
            assert!(report.findings.iter().any(|finding| finding.table == table), "{alter}: {:?}", report.findings);
            assert!(report.findings.iter().all(|finding| !finding.key.is_empty() && finding.stored != finding.rebuilt));
            world.sql(&back).await;
            assert_eq!(audit::run(&world.store).await.unwrap().findings, [], "{back}");
        }
    });
}
