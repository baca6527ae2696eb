//! pgbench with the statements of a transfer: what the server alone makes of them, without Gom.

use super::Outcome;
use super::recording::{self, mark};
use super::world::{World, fresh_database};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// Entries of the log begin with it; `cargo xtask bench` starts the server so.
const PREFIX: &str = "gom>";
/// How many statements are told.
const TOLD: usize = 8;

pub struct Pgbench {
    program: String,
    database: String,
    script: PathBuf,
    /// What a commit waits for.
    pub durability: String,
    _folder: tempfile::TempDir,
}

impl Pgbench {
    /// Records transfers in a database of its own, in which pgbench then goes on.
    pub async fn prepare(server: &str, members: usize) -> Outcome<Pgbench> {
        let (program, log) = (std::env::var("GOM_BENCH_PGBENCH")?, std::env::var("GOM_BENCH_POSTGRES_LOG")?);
        let database = fresh_database(server).await?;
        let world = World::open(&database, members).await?;
        let beside = Database::connect(&database).await?;
        let mut durability = Vec::new();
        for name in ["fsync", "synchronous_commit", "wal_sync_method", "server_version"] {
            durability.push(format!("{name} = {}", setting(&beside, name).await?));
        }
        for member in &world.members {
            member.transfer(&world.store).await?;
        }
        log_statements(&beside, "all", &log).await?;
        for (number, member) in world.members.iter().enumerate() {
            for transfer in 0..2 {
                beside.execute_unprepared(&mark(number, transfer)).await?;
                member.transfer(&world.store).await?;
            }
        }
        beside.execute_unprepared(&mark(members, 0)).await?;
        log_statements(&beside, "none", &log).await?;
        world.store.close().await;
        beside.close().await?;
        let folder = tempfile::tempdir()?;
        let script = folder.path().join("transfer.sql");
        let recorded = recording::read(&std::fs::read_to_string(&log)?, PREFIX, members)?;
        std::fs::write(&script, recording::script(&recorded)?)?;
        Ok(Pgbench { program, database, script, durability: durability.join(", "), _folder: folder })
    }

    /// Transfers per second with so many clients. Each run has numbers of its own.
    pub fn run(&self, clients: usize, number: usize, length: Duration) -> Outcome<f64> {
        let told = self.start(clients, clients * 10 + number, length, &[])?;
        let rate = told.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        Ok(rate.ok_or_else(|| format!("pgbench tells no rate:\n{told}"))?)
    }

    /// The statements that take longest, with their milliseconds.
    pub fn slowest(&self, length: Duration) -> Outcome<String> {
        let told = self.start(1, 1_000, length, &["-r"])?;
        let statement = |line: &str| {
            let (ms, rest) = line.trim().split_once(' ')?;
            let (_, sql) = rest.trim().split_once(' ')?;
            Some((ms.parse::<f64>().ok()?, sql.trim().chars().take(90).collect::<String>()))
        };
        let mut all: Vec<(f64, String)> = told.lines().filter_map(statement).collect();
        all.sort_by(|one, other| other.0.total_cmp(&one.0));
        let lines = all.iter().take(TOLD).map(|(ms, sql)| format!("  {ms:>7.3}  {sql}"));
        Ok(lines.collect::<Vec<_>>().join("\n"))
    }

    fn start(&self, clients: usize, number: usize, length: Duration, more: &[&str]) -> Outcome<String> {
        let threads = clients.min(std::thread::available_parallelism().map_or(1, usize::from));
        let mut pgbench = Command::new(&self.program);
        pgbench.args([
            "-n",
            "-M",
            "prepared",
            "--max-tries=12",
            "-c",
            &clients.to_string(),
            "-j",
            &threads.to_string(),
        ]);
        pgbench.args(["-T", &length.as_secs().to_string(), "-D", &format!("n={}", number * 100_000 + 1)]);
        pgbench.args(more).arg("-f").arg(&self.script).arg(&self.database);
        let output = pgbench.output()?;
        let (told, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if !output.status.success() || wrong.contains("ERROR") {
            return Err(format!("pgbench failed:\n{wrong}").into());
        }
        Ok(told.into_owned())
    }
}

async fn setting(database: &DatabaseConnection, name: &str) -> Outcome<String> {
    let query = Statement::from_string(database.get_database_backend(), format!("SHOW {name}"));
    let row = database.query_one_raw(query).await?.ok_or("the server has no such setting")?;
    Ok(row.try_get_by_index(0)?)
}

/// Changes what the server logs, and waits until it does. Sessions take it over before their next statement.
async fn log_statements(database: &DatabaseConnection, what: &str, log: &str) -> Outcome<()> {
    database.execute_unprepared(&format!("ALTER SYSTEM SET log_statement = '{what}'")).await?;
    database.execute_unprepared("SELECT pg_reload_conf()").await?;
    while setting(database, "log_statement").await? != what {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    if std::fs::metadata(log)?.len() == 0 {
        return Err("the server does not log into that file".into());
    }
    Ok(())
}
