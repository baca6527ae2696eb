//! Transactions: one helper for writing, one for reading from a consistent snapshot.

use super::Store;
use super::error::{Refused, StoreError};
use sea_orm::sqlx;
use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel, RuntimeErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

/// How often a transaction is tried before the caller hears "unavailable".
const ATTEMPTS: u32 = 12;
/// After so many collisions with others a transaction is run alone in this process, so that only another instance can still be
/// in its way.
const ALONE_AFTER: u32 = 2;
/// The pause after the first collision; it doubles up to [`PAUSE_MOST_MS`].
const PAUSE_MS: i64 = 2;
const PAUSE_MOST_MS: i64 = 100;

/// A transaction that is under way. Dropping the last one without a commit rolls back.
#[derive(Clone)]
pub struct Tx(Arc<DatabaseTransaction>);

impl Deref for Tx {
    type Target = DatabaseTransaction;
    fn deref(&self) -> &DatabaseTransaction {
        &self.0
    }
}

/// What ends a transaction early.
#[derive(Debug)]
pub enum TxError {
    /// The rules say no, or a broken invariant.
    Store(StoreError),
    /// The database says no; some of these are worth another try.
    Database(DbErr),
}

impl TxError {
    /// An invariant is broken; the words are for the log.
    pub fn broken(why: impl Into<String>) -> TxError {
        TxError::Store(StoreError::Internal(why.into()))
    }
}

macro_rules! store_errors {
    ($($error:ty),*) => {$(
        impl From<$error> for TxError {
            fn from(error: $error) -> TxError {
                TxError::Store(error.into())
            }
        }
    )*};
}
store_errors!(StoreError, Refused, points::Overflow, serde_json::Error);

impl From<DbErr> for TxError {
    fn from(error: DbErr) -> TxError {
        TxError::Database(error)
    }
}

impl From<TxError> for StoreError {
    fn from(error: TxError) -> StoreError {
        match error {
            TxError::Store(error) => error,
            TxError::Database(error) => from_database(&error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> StoreError {
        StoreError::Internal(format!("a stored value cannot be read or written: {error}"))
    }
}

impl Store {
    /// Runs `work` in a transaction that writes and commits what it did. Where the database asks for another try, the whole
    /// transaction is run again, so `work` must not change anything but the database. An error rolls back.
    ///
    /// Writers with the same `lane` (a member) queue inside this process, and one that collided again has the process to itself:
    /// PostgreSQL sees collisions by pages of indexes, which members share, so under load those of others would never end.
    pub(crate) async fn write<T, F, Fut>(&self, lane: &str, work: F) -> Result<T, StoreError>
    where
        F: Fn(Tx) -> Fut,
        Fut: Future<Output = Result<T, TxError>>,
    {
        let _turn = self.queues.wait(lane).await;
        let mut pause = PAUSE_MS;
        for attempt in 1.. {
            let pass = self.queues.pass(attempt > ALONE_AFTER).await;
            let result = run(&self.pools.writer, write_options(self.backend), &work).await;
            drop(pass);
            match result {
                Ok(value) => return Ok(value),
                Err(TxError::Database(error)) if is_collision(&error) && attempt < ATTEMPTS => {
                    tracing::debug!(attempt, %error, "a transaction collided and is run again");
                    tokio::time::sleep(Duration::from_millis(spread(pause).unsigned_abs())).await;
                    pause = (pause * 2).min(PAUSE_MOST_MS);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Unavailable("too many collisions".to_owned()))
    }

    /// Runs `work` in a transaction that sees one instant of the database.
    pub(crate) async fn read<T, F, Fut>(&self, work: F) -> Result<T, StoreError>
    where
        F: Fn(Tx) -> Fut,
        Fut: Future<Output = Result<T, TxError>>,
    {
        run(&self.pools.reader, read_options(self.backend), &work).await.map_err(StoreError::from)
    }
}

/// Between half of the pause and the whole, so that those who are to come back do not all come at one instant.
pub(super) fn spread(pause_ms: i64) -> i64 {
    let part = i64::from(getrandom::u32().unwrap_or_default() % 1_000);
    pause_ms - pause_ms * part / 2_000
}

async fn run<T, F, Fut>(pool: &DatabaseConnection, options: TransactionOptions, work: &F) -> Result<T, TxError>
where
    F: Fn(Tx) -> Fut,
    Fut: Future<Output = Result<T, TxError>>,
{
    let tx = Tx(Arc::new(pool.begin_with_options(options).await?));
    let result = work(tx.clone()).await;
    let tx = Arc::try_unwrap(tx.0).map_err(|_| TxError::broken("a transaction outlived its work"))?;
    match result {
        Ok(value) => tx.commit().await.map(|()| value).map_err(TxError::from),
        Err(error) => {
            // A transaction that the database has ended already cannot be rolled back; the first error says more.
            if let Err(rollback) = tx.rollback().await {
                tracing::debug!(%rollback, "a rollback failed");
            }
            Err(error)
        }
    }
}

fn write_options(backend: DbBackend) -> TransactionOptions {
    match backend {
        DbBackend::Postgres => {
            TransactionOptions { isolation_level: Some(IsolationLevel::Serializable), ..TransactionOptions::default() }
        }
        _ => TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        },
    }
}

fn read_options(backend: DbBackend) -> TransactionOptions {
    match backend {
        DbBackend::Postgres => TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        },
        // In WAL mode the first read fixes what the transaction sees.
        _ => TransactionOptions::default(),
    }
}

/// The database's own code of an error: SQLSTATE, or SQLite's extended result code.
pub fn database_code(error: &DbErr) -> Option<String> {
    match sqlx_error(error)? {
        sqlx::Error::Database(error) => error.code().map(|code| code.into_owned()),
        _ => None,
    }
}

fn sqlx_error(error: &DbErr) -> Option<&sqlx::Error> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(e))
        | DbErr::Exec(RuntimeErr::SqlxError(e))
        | DbErr::Query(RuntimeErr::SqlxError(e)) => Some(e),
        _ => None,
    }
}

/// Whether another try may succeed: another writer was in the way. A duplicate key counts, for the next try sees the other's row.
fn is_collision(error: &DbErr) -> bool {
    let Some(sqlx::Error::Database(database)) = sqlx_error(error) else { return false };
    let code = database.code().unwrap_or_default();
    let sqlite_busy_or_locked = code.parse::<u32>().is_ok_and(|code| code < 10_000 && matches!(code & 0xff, 5 | 6));
    matches!(&*code, "40001" | "40P01") || sqlite_busy_or_locked || database.is_unique_violation()
}

/// Sorts errors of the database into "not now" and "our fault".
fn from_database(error: &DbErr) -> StoreError {
    let unavailable = match error {
        DbErr::ConnectionAcquire(_) => true,
        other => match sqlx_error(other) {
            Some(
                sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed,
            ) => true,
            Some(sqlx::Error::Database(database)) => {
                let code = database.code().unwrap_or_default();
                // Classes 08, 53, 57 and 58: connection, resources, operator, system. In SQLite: BUSY, LOCKED, NOMEM,
                // READONLY, IOERR, FULL, CANTOPEN.
                let postgres =
                    code.len() == 5 && ["08", "53", "57", "58", "40"].iter().any(|class| code.starts_with(class));
                let sqlite = code.len() < 5
                    && code.parse::<u32>().is_ok_and(|c| matches!(c & 0xff, 5 | 6 | 7 | 8 | 10 | 13 | 14));
                postgres || sqlite
            }
            _ => false,
        },
    };
    if unavailable { StoreError::Unavailable(error.to_string()) } else { StoreError::Internal(error.to_string()) }
}

/// Used where a row must be there for the rules to make sense.
pub fn found<T>(row: Option<T>) -> Result<T, Refused> {
    row.ok_or(Refused::NotFound)
}
