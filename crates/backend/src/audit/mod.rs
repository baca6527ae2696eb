//! Rebuilds every balance from the journal and names each row that differs.
//!
//! Nothing here trusts a stored sum: accounts and lots are added up from postings, the ends of lots are those the journal set,
//! holds are those of the transfers that are open, and each transfer is compared with what was booked for it, with its changes
//! of state, with the quote it accepted and with the answer that was given.

mod answers;
mod ledger;
mod transfers;

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
            for check in ledger::checks().into_iter().chain(transfers::checks()) {
                report.findings.extend(differences(&tx, &check).await?);
            }
            report.findings.extend(answers::differences(&tx).await?);
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

impl Check {
    fn new(table: &'static str, what: &'static str, rows: impl Into<String>) -> Check {
        Check { table, what, rows: rows.into() }
    }
}

/// Words as a list for SQL's `IN`.
fn list(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}

async fn differences(tx: &Tx, check: &Check) -> Result<Vec<Finding>, TxError> {
    let sql = format!(
        "SELECT key, CAST(stored AS BIGINT) AS stored, CAST(rebuilt AS BIGINT) AS rebuilt FROM ({}) AS compared
         WHERE stored <> rebuilt LIMIT {FINDINGS_MOST}",
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
