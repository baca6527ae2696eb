//! Transfers per second, for `cargo xtask bench transfers`: a quote and its acceptance, each in a durable transaction of its own, on
//! SQLite and on PostgreSQL, there beside pgbench with the same statements in the same minute.
//!
//! Each client is a member of its own and sends the next transfer when the one before is answered. A figure is the median of
//! [`RUNS`] runs. Nothing is asserted: how fast a machine is decides no test.

mod pgbench;
mod recording;
mod world;

use gom_backend::jobs;
use gom_backend::store::StoreError;
use pgbench::Pgbench;
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use world::{Mover, Took, World, fresh_database};

pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const CLIENTS: [usize; 3] = [1, 8, 64];
const MEMBERS: usize = 64;
const RUNS: usize = 5;
/// The length of one run.
const RUN: Duration = Duration::from_secs(3);

#[tokio::main]
async fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let sqlite = format!("sqlite://{}", folder.path().join("bench.sqlite3").display());
    println!("SQLite: WAL, synchronous = FULL: a commit waits for the disk");
    of_gom(&sqlite).await?;
    match std::env::var("GOM_BENCH_POSTGRES") {
        Ok(server) => beside_pgbench(&server).await,
        Err(_) => {
            println!("PostgreSQL: not measured; `cargo xtask bench transfers` starts a server");
            Ok(())
        }
    }
}

async fn of_gom(url: &str) -> Outcome<()> {
    let world = Arc::new(World::open(url, MEMBERS).await?);
    for clients in CLIENTS {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            runs.push(run(&world, clients).await?);
        }
        println!("{}", Run::median(runs).line(clients));
    }
    carry_out(&world).await
}

async fn beside_pgbench(server: &str) -> Outcome<()> {
    let world = Arc::new(World::open(&fresh_database(server).await?, MEMBERS).await?);
    let bench = Pgbench::prepare(server, MEMBERS).await?;
    println!("PostgreSQL: {}", bench.durability);
    for clients in CLIENTS {
        let (mut runs, mut floor) = (Vec::new(), Vec::new());
        for number in 0..RUNS {
            runs.push(run(&world, clients).await?);
            floor.push(bench.run(clients, number, RUN)?);
        }
        let (gom, floor) = (Run::median(runs), median(floor, |rate| *rate));
        println!("{}; pgbench {floor:.0}/s, ratio {:.2}", gom.line(clients), gom.rate / floor);
    }
    println!("where pgbench spends the time of one transfer with 1 client, in ms:\n{}", bench.slowest(RUN)?);
    carry_out(&world).await
}

/// One run with some clients.
struct Run {
    rate: f64,
    quote: Duration,
    accept: Duration,
    slow: Duration,
    /// Answers that nothing was done because other transactions were in the way too often; the client asks again.
    turned_away: usize,
}

/// What one client saw.
#[derive(Default)]
struct Seen {
    took: Vec<Took>,
    turned_away: usize,
}

impl Run {
    fn of(seen: &[Seen], elapsed: Duration) -> Run {
        let took: Vec<Took> = seen.iter().flat_map(|seen| seen.took.iter().copied()).collect();
        let whole: Vec<Duration> = took.iter().map(|took| took.quote + took.accept).collect();
        Run {
            rate: took.len() as f64 / elapsed.as_secs_f64(),
            quote: place(took.iter().map(|took| took.quote).collect(), 50),
            accept: place(took.iter().map(|took| took.accept).collect(), 50),
            slow: place(whole, 99),
            turned_away: seen.iter().map(|seen| seen.turned_away).sum(),
        }
    }

    fn median(runs: Vec<Run>) -> Run {
        median(runs, |run| run.rate)
    }

    fn line(&self, clients: usize) -> String {
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        format!(
            "  {clients:>2} clients: {:.0} transfers/s; median quote {:.2} ms, acceptance {:.2} ms; p99 of both {:.2} ms; {} turned away",
            self.rate,
            ms(self.quote),
            ms(self.accept),
            ms(self.slow),
            self.turned_away
        )
    }
}

async fn run(world: &Arc<World>, clients: usize) -> Outcome<Run> {
    let started = Instant::now();
    let mut tasks = JoinSet::new();
    for mover in world.members.iter().take(clients) {
        tasks.spawn(move_on(world.clone(), mover.clone(), started + RUN));
    }
    let mut all = Vec::new();
    while let Some(seen) = tasks.join_next().await {
        all.push(seen??);
    }
    Ok(Run::of(&all, started.elapsed()))
}

async fn move_on(world: Arc<World>, mover: Arc<Mover>, end: Instant) -> Outcome<Seen> {
    let mut seen = Seen::default();
    while Instant::now() < end {
        match mover.transfer(&world.store).await {
            Ok(took) => seen.took.push(took),
            Err(error) => match error.downcast_ref() {
                Some(StoreError::Unavailable(_)) => seen.turned_away += 1,
                _ => return Err(error),
            },
        }
    }
    Ok(seen)
}

/// What was accepted is carried out by the jobs; one pass of them takes what is due.
async fn carry_out(world: &World) -> Outcome<()> {
    let (started, mut steps) = (Instant::now(), 0);
    while started.elapsed() < RUN {
        steps += jobs::tick(&world.store).await?.steps;
    }
    println!("  carried out: {:.0} steps/s; a transfer takes four", f64::from(steps) / started.elapsed().as_secs_f64());
    Ok(())
}

fn place(mut times: Vec<Duration>, percent: usize) -> Duration {
    times.sort();
    times.get(times.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
}

fn median<T>(mut runs: Vec<T>, rate: impl Fn(&T) -> f64) -> T {
    runs.sort_by(|one, other| rate(one).total_cmp(&rate(other)));
    runs.swap_remove(runs.len() / 2)
}
