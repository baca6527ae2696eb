//! Rebuilds every balance from the journal and names each row that differs.
//!
//! Nothing here trusts a stored sum: accounts and lots are added up from postings, holds from the transfers that are open, and
//! each transfer is compared with what was booked for it.

use crate::store::tx::{Tx, TxError};
use crate::store::{Store, StoreError};
use sea_orm::{ConnectionTrait, Statement};

/// Differences of one kind that are named; more of the same help nobody.
const FINDINGS_MOST: usize = 1_000;

/// What the audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditReport {
    /// How many accounts, lots, entries and transfers were compared.
    pub checked: u64,
    /// The rows that differ; empty when all is well.
    pub findings: Vec<Finding>,
}

/// One row that differs from what the journal says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The table.
    pub table: String,
    /// The row's key, its parts separated by `/`.
    pub key: String,
    /// The column or rule.
    pub what: String,
    /// What is stored.
    pub stored: i64,
    /// What the journal says.
    pub rebuilt: i64,
}

impl core::fmt::Display for Finding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Finding { table, key, what, stored, rebuilt } = self;
        write!(f, "{table} {key}: {what} is {stored}, the journal says {rebuilt}")
    }
}

/// Compares everything, in one snapshot.
pub async fn run(store: &Store) -> Result<AuditReport, StoreError> {
    store
        .read(|tx| async move {
            let mut report = AuditReport::default();
            for table in ["accounts", "lots", "entries", "transfers"] {
                report.checked += count(&tx, table).await?;
            }
            for check in checks() {
                report.findings.extend(differences(&tx, &check).await?);
            }
            Ok(report)
        })
        .await
}

/// A comparison: `rows` yields key, stored and rebuilt for every row of `table`.
struct Check {
    table: &'static str,
    what: &'static str,
    rows: String,
}

fn checks() -> Vec<Check> {
    let mut checks = Vec::new();
    for what in ["available", "pending", "held"] {
        let sum = format!("CAST(COALESCE(SUM(CASE WHEN p.bucket = '{what}' THEN p.amount END), 0) AS BIGINT)");
        checks.push(Check {
            table: "accounts",
            what,
            rows: format!(
                "SELECT a.id AS key, a.{what} AS stored, {sum} AS rebuilt FROM accounts a
                 LEFT JOIN postings p ON p.account_id = a.id GROUP BY a.id, a.{what}"
            ),
        });
        checks.push(Check {
            table: "lots",
            what,
            rows: format!(
                "SELECT l.account_id || '/' || l.no AS key, l.{what} AS stored, {sum} AS rebuilt FROM lots l
                 LEFT JOIN postings p ON p.account_id = l.account_id AND p.lot_no = l.no
                 GROUP BY l.account_id, l.no, l.{what}"
            ),
        });
    }
    let fixed = [
        ("accounts", "seq", ACCOUNT_SEQ),
        ("entries", "the sum of its postings", ENTRY_SUM),
        ("programs", "the sum of its postings", PROGRAM_SUM),
        ("lots", "held by open transfers", LOT_HOLDS),
        ("transfers", "the sum of its lots", TRANSFER_LOTS),
        ("transfers", "exchange_out", TRANSFER_OUT),
        ("transfers", "exchange_in", TRANSFER_IN),
        ("transfers", "changes", TRANSFER_CHANGES),
        ("transfers", "mutations that made it", TRANSFER_MUTATION),
        ("members", "event_seq", MEMBER_SEQ),
    ];
    checks.extend(fixed.map(|(table, what, rows)| Check { table, what, rows: rows.to_owned() }));
    checks
}

const ACCOUNT_SEQ: &str = "SELECT a.id AS key, a.seq AS stored, COALESCE(MAX(e.seq), 0) AS rebuilt FROM accounts a
    LEFT JOIN entries e ON e.account_id = a.id GROUP BY a.id, a.seq";
const ENTRY_SUM: &str = "SELECT e.account_id || '/' || e.seq AS key,
    CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) AS stored, CAST(0 AS BIGINT) AS rebuilt FROM entries e
    LEFT JOIN postings p ON p.account_id = e.account_id AND p.seq = e.seq GROUP BY e.account_id, e.seq";
const PROGRAM_SUM: &str =
    "SELECT a.program_id AS key, CAST(SUM(p.amount) AS BIGINT) AS stored, CAST(0 AS BIGINT) AS rebuilt
    FROM postings p JOIN accounts a ON a.id = p.account_id GROUP BY a.program_id";
const LOT_HOLDS: &str = "SELECT l.account_id || '/' || l.no AS key, l.held AS stored,
    CAST(COALESCE(SUM(h.amount), 0) AS BIGINT) AS rebuilt FROM lots l
    LEFT JOIN (SELECT t.from_account, tl.lot_no, tl.amount FROM transfers t
        JOIN transfer_lots tl ON tl.member_id = t.member_id AND tl.transfer_id = t.id
        WHERE t.state IN ('waiting', 'debiting')) h
    ON h.from_account = l.account_id AND h.lot_no = l.no GROUP BY l.account_id, l.no, l.held";
const TRANSFER_LOTS: &str = "SELECT t.member_id || '/' || t.id AS key, t.amount AS stored,
    CAST(COALESCE(SUM(tl.amount), 0) AS BIGINT) AS rebuilt FROM transfers t
    LEFT JOIN transfer_lots tl ON tl.member_id = t.member_id AND tl.transfer_id = t.id
    GROUP BY t.member_id, t.id, t.amount";
const TRANSFER_OUT: &str = "SELECT t.member_id || '/' || t.id AS key,
    CASE WHEN t.debited AND t.state <> 'returned' THEN t.amount ELSE 0 END AS stored,
    CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) AS rebuilt FROM transfers t
    LEFT JOIN entries e ON e.transfer = t.server_id
    LEFT JOIN postings p ON p.account_id = e.account_id AND p.seq = e.seq AND p.bucket = 'exchange_out'
    GROUP BY t.member_id, t.id, t.debited, t.state, t.amount";
const TRANSFER_IN: &str = "SELECT t.member_id || '/' || t.id AS key,
    CASE WHEN t.state = 'credited' THEN t.received + t.bonus ELSE 0 END AS stored,
    CAST(COALESCE(-SUM(p.amount), 0) AS BIGINT) AS rebuilt FROM transfers t
    LEFT JOIN entries e ON e.transfer = t.server_id
    LEFT JOIN postings p ON p.account_id = e.account_id AND p.seq = e.seq AND p.bucket = 'exchange_in'
    GROUP BY t.member_id, t.id, t.state, t.received, t.bonus";
const TRANSFER_CHANGES: &str = "SELECT t.member_id || '/' || t.id AS key, t.changes AS stored, COUNT(e.no) AS rebuilt
    FROM transfers t LEFT JOIN transfer_events e ON e.member_id = t.member_id AND e.transfer_id = t.id
    GROUP BY t.member_id, t.id, t.changes";
const TRANSFER_MUTATION: &str =
    "SELECT t.member_id || '/' || t.id AS key, CAST(1 AS BIGINT) AS stored, COUNT(m.id) AS rebuilt
    FROM transfers t LEFT JOIN mutations m ON m.member_id = t.member_id AND m.kind = 'transfer' AND m.id = t.id
    GROUP BY t.member_id, t.id";
const MEMBER_SEQ: &str = "SELECT m.id AS key, m.event_seq AS stored, COALESCE(MAX(e.seq), 0) AS rebuilt FROM members m
    LEFT JOIN events e ON e.member_id = m.id GROUP BY m.id, m.event_seq";

async fn differences(tx: &Tx, check: &Check) -> Result<Vec<Finding>, TxError> {
    let sql = format!(
        "SELECT key, stored, rebuilt FROM ({}) AS compared WHERE stored <> rebuilt LIMIT {FINDINGS_MOST}",
        check.rows
    );
    let rows = tx.query_all_raw(Statement::from_string(tx.get_database_backend(), sql)).await?;
    let finding = |row: sea_orm::QueryResult| {
        Ok(Finding {
            table: check.table.to_owned(),
            key: row.try_get("", "key")?,
            what: check.what.to_owned(),
            stored: row.try_get("", "stored")?,
            rebuilt: row.try_get("", "rebuilt")?,
        })
    };
    rows.into_iter().map(finding).collect()
}

async fn count(tx: &Tx, table: &str) -> Result<u64, TxError> {
    let sql = format!("SELECT COUNT(*) AS n FROM {table}");
    let row = tx.query_one_raw(Statement::from_string(tx.get_database_backend(), sql)).await?;
    let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(n.unsigned_abs())
}
