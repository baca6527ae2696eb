//! R17: balances rebuilt from the journal are equal, and a row that somebody altered is named.

use crate::support::{World, check_on_both, name_of, points, rounds, small_member, spent, transfer};
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
    world.store.redeem(&member, &at[3], spent(world, 50)).await.unwrap();
    world.store.correct(&member, &at[3], Correction::TakeOff(points(1)), "counted twice").await.unwrap();
    seed::import(&world.store, &EVERYDAY).await.unwrap();
    for _ in 0..rounds(1, 50) {
        world.store.create_demo_member(Language::En, None).await.unwrap();
    }
}

/// What is altered, the way back, and the table in which the audit must find it.
type Alteration = (String, String, &'static str);

/// A column that is set to another value and back, in the rows that `rows` chooses.
fn shift(table: &'static str, column: &str, by: i64, rows: &str) -> Alteration {
    let set = |by: i64| format!("UPDATE {table} SET {column} = {column} + {by} WHERE {rows}");
    (set(by), set(-by), table)
}

/// A column that is one word and becomes another, in the rows that `rows` chooses before and after.
fn rename(table: &'static str, column: &str, (is, becomes): (&str, &str), rows: &str) -> Alteration {
    let set =
        |from: &str, to: &str| format!("UPDATE {table} SET {column} = '{to}' WHERE {column} = '{from}' AND {rows}");
    (set(is, becomes), set(becomes, is), table)
}

/// A piece of a text that becomes another.
fn replace(table: &'static str, column: &str, (is, becomes): (&str, &str)) -> Alteration {
    let set = |from: &str, to: &str| format!("UPDATE {table} SET {column} = REPLACE({column}, '{from}', '{to}')");
    (set(is, becomes), set(becomes, is), table)
}

fn alterations() -> Vec<Alteration> {
    let account = "(SELECT id FROM accounts ORDER BY id LIMIT 1)";
    let lot = format!("no = 1 AND account_id = {account}");
    let line = |line: i64| format!("line = {line} AND seq = 1 AND account_id = {account}");
    let closed = |to: &str, from: &str| format!("UPDATE lots SET is_open = {to} WHERE is_open = {from} AND {lot}");
    let stray = |to: i64, from: i64| {
        format!("UPDATE postings SET lot_no = {to} WHERE lot_no = {from} AND account_id = {account}")
    };
    let left = |by: i64| format!("UPDATE transfers SET left_at = left_at + {by} WHERE state = 'credited'");
    vec![
        shift("accounts", "available", 1, &format!("id = {account}")),
        shift("accounts", "held", 1, &format!("id = {account}")),
        shift("accounts", "seq", 1, &format!("id = {account}")),
        shift("accounts", "lot_seq", 1, &format!("id = {account}")),
        shift("lots", "available", 5, &lot),
        shift("lots", "held", -1, "held > 0"),
        shift("lots", "expires_at", 1, &lot),
        (closed("FALSE", "TRUE"), closed("TRUE", "FALSE"), "lots"),
        (
            format!("UPDATE lot_ends SET expires_at = expires_at + 1 WHERE {lot}"),
            format!("UPDATE lot_ends SET expires_at = expires_at - 1 WHERE {lot}"),
            "lots",
        ),
        (shift("postings", "amount", 7, &line(0)).0, shift("postings", "amount", -7, &line(0)).0, "entries"),
        (shift("postings", "amount", 7, &line(1)).0, shift("postings", "amount", -7, &line(1)).0, "lots"),
        (stray(99, 1), stray(1, 99), "postings"),
        rename("entries", "kind", ("debit", "release"), "transfer IS NOT NULL"),
        rename("entries", "program_id", ("fixed", "never"), "kind = 'debit'"),
        replace("entries", "transfer", ("-", "_")),
        shift("events", "amount", 1, "kind = 'transfer_out'"),
        shift("members", "event_seq", 1, "event_seq > 0"),
        shift("transfers", "received", 1, "state = 'credited'"),
        shift("transfers", "changes", 1, "state = 'credited'"),
        rename("transfers", "state", ("credited", "returned"), "debited"),
        rename("transfers", "state", ("waiting", "cancelled"), "amount = 200"),
        rename("transfers", "to_program", ("idle", "never"), "state = 'credited'"),
        (left(1), left(-1), "transfers"),
        (
            "UPDATE transfers SET is_open = TRUE WHERE state = 'credited'".to_owned(),
            "UPDATE transfers SET is_open = FALSE WHERE state = 'credited'".to_owned(),
            "transfers",
        ),
        (
            "UPDATE transfers SET due_at = NULL WHERE state = 'waiting'".to_owned(),
            "UPDATE transfers SET due_at = cancel_until WHERE state = 'waiting'".to_owned(),
            "transfers",
        ),
        (
            format!("UPDATE lots SET due_at = NULL WHERE {lot}"),
            format!("UPDATE lots SET due_at = expires_at WHERE {lot}"),
            "lots",
        ),
        shift("transfer_lots", "amount", 1, "lot_no = 1"),
        rename("transfer_events", "state", ("debiting", "unresolved"), "no = 2"),
        rename("transfer_events", "state", ("waiting", "debited"), "no = 1"),
        (
            "UPDATE transfer_events SET seq = seq + 1000 WHERE no = 2".to_owned(),
            "UPDATE transfer_events SET seq = seq - 1000 WHERE no = 2".to_owned(),
            "members",
        ),
        shift("mutations", "at", 1, "kind = 'transfer'"),
        replace("mutations", "answer", ("\"amount\":100,", "\"amount\":101,")),
        replace("mutations", "answer", ("\"received\":", "\"recieved\":")),
        replace("mutations", "body_hash", ("a", "Z")),
        shift("quotes", "expires_at", 1, "used_by IS NOT NULL"),
        replace("quotes", "body", ("\"received\":100,", "\"received\":101,")),
        replace("quotes", "used_by", ("-", "_")),
    ]
}

#[test]
fn every_altered_row_is_named() {
    check_on_both(|world| async move {
        busy(&world).await;
        let report = audit::run(&world.store).await.unwrap();
        assert_eq!(report.findings, []);
        assert!(report.checked > 50, "{}", report.checked);
        let alterations = alterations();
        let tried = alterations.len();
        for (alter, back, table) in alterations {
            world.sql(&alter).await;
            let report = audit::run(&world.store).await.unwrap();
            assert!(report.findings.iter().any(|finding| finding.table == table), "{alter}: {:?}", report.findings);
            assert!(report.findings.iter().all(|finding| !finding.key.is_empty() && finding.stored != finding.rebuilt));
            world.sql(&back).await;
            assert_eq!(audit::run(&world.store).await.unwrap().findings, [], "{back}");
        }
        println!(
            "R17 on {}: {} rows rebuilt, 0 differ; {tried} of {tried} altered rows named",
            name_of(&world.url),
            report.checked
        );
    });
}
