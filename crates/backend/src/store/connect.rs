//! Opening a database: the address, the safety settings, the check of a file that is there already.

use super::error::OpenError;
use crate::migration::Migrator;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use sea_orm_migration::MigratorTrait;
use std::fs::File;
use std::io::Read;
use std::time::Duration;

/// How long a statement waits for another process that writes to the same file.
const BUSY: Duration = Duration::from_secs(5);
/// How long a caller waits for a connection before it hears "unavailable".
const ACQUIRE: Duration = Duration::from_secs(10);
/// Readers of an SQLite file go on beside the writer.
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;
/// The first bytes of every SQLite file.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Two pools on one database. SQLite has one writing connection, so writers queue in order instead of fighting for the lock.
pub struct Pools {
    /// For transactions that write.
    pub writer: DatabaseConnection,
    /// For everything else.
    pub reader: DatabaseConnection,
}

/// Connects and brings the schema up to date.
pub async fn open(url: &str) -> Result<Pools, OpenError> {
    let pools = if let Some(rest) = url.strip_prefix("sqlite:") {
        let path = rest.strip_prefix("//").unwrap_or(rest);
        let file = path.split_once('?').map_or(path, |(file, _)| file);
        check_file(file).await?;
        open_sqlite(file).await.map_err(|error| sqlite_error(file, error))?
    } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        let pool = connect(postgres_options(url)).await.map_err(|error| failed(&without_password(url), &error))?;
        Pools { writer: pool.clone(), reader: pool }
    } else {
        return Err(OpenError::Url(without_password(url)));
    };
    let place = || url.strip_prefix("sqlite:").map_or_else(|| without_password(url), str::to_owned);
    Migrator::up(&pools.writer, None).await.map_err(|error| failed(&place(), &error))?;
    Ok(pools)
}

async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    Database::connect(options).await
}

async fn open_sqlite(file: &str) -> Result<Pools, DbErr> {
    let writer = connect(sqlite_options(file, 1, false)).await?;
    let reader = connect(sqlite_options(file, SQLITE_READERS, false)).await?;
    Ok(Pools { writer, reader })
}

fn sqlite_options(file: &str, connections: u32, look_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new("sqlite:gom");
    let file = file.to_owned();
    options.max_connections(connections).acquire_timeout(ACQUIRE).sqlx_logging(false).map_sqlx_sqlite_opts(
        move |sqlite| {
            let sqlite = sqlite.filename(&file).busy_timeout(BUSY);
            if look_only {
                return sqlite.read_only(true).create_if_missing(false);
            }
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
        },
    );
    options
}

fn postgres_options(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(POSTGRES_CONNECTIONS).acquire_timeout(ACQUIRE).sqlx_logging(false);
    options
}

/// Looks at a file that is there already, without writing to it.
async fn check_file(file: &str) -> Result<(), OpenError> {
    let Ok(mut opened) = File::open(file) else { return Ok(()) };
    let mut head = Vec::with_capacity(MAGIC.len());
    let read = opened.by_ref().take(MAGIC.len() as u64).read_to_end(&mut head);
    read.map_err(|error| OpenError::Failed { place: file.to_owned(), why: error.to_string() })?;
    if head.is_empty() {
        return Ok(());
    }
    if head != MAGIC {
        return Err(corrupt(file, "it does not begin like an SQLite database"));
    }
    let database = connect(sqlite_options(file, 1, true)).await.map_err(|error| sqlite_error(file, error))?;
    let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check(1)");
    let row = database.query_one_raw(check).await.map_err(|error| sqlite_error(file, error))?;
    let finding: String = match row {
        Some(row) => row.try_get_by_index(0).map_err(|error| sqlite_error(file, error))?,
        None => "the check gave no answer".to_owned(),
    };
    database.close().await.map_err(|error| sqlite_error(file, error))?;
    if finding == "ok" { Ok(()) } else { Err(corrupt(file, &finding)) }
}

fn sqlite_error(file: &str, error: DbErr) -> OpenError {
    // SQLITE_CORRUPT and SQLITE_NOTADB, whatever their extended code.
    match super::tx::database_code(&error).and_then(|code| code.parse::<u32>().ok()) {
        Some(code) if matches!(code & 0xff, 11 | 26) => corrupt(file, &error.to_string()),
        _ => failed(file, &error),
    }
}

fn corrupt(file: &str, finding: &str) -> OpenError {
    OpenError::Corrupt { file: file.to_owned(), finding: finding.to_owned() }
}

fn failed(place: &str, error: &DbErr) -> OpenError {
    OpenError::Failed { place: place.to_owned(), why: error.to_string() }
}

/// The address with the part before `@` left out, for logs and messages.
fn without_password(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://…@{rest}"),
        _ => url.to_owned(),
    }
}
