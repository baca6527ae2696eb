//! `partner-sim`: partners' systems for the demo. Settings come from the environment; docs/PARTNERS.md lists them.

use partner_sim::{Book, Faults, Program, Sim};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use tokio::net::TcpListener;

/// How often the parent is looked for.
const PARENT: Duration = Duration::from_millis(200);

const USAGE: &str = "usage: partner-sim

Partners' systems for Gom's demo and tests. Settings come from the environment:

  PARTNER_LISTEN        where it listens (127.0.0.1:8200)
  PARTNER_DIR           folder of the ledgers (.)
  PARTNER_PROGRAMS      programs with the points of a new number (lotusmiles=38750,accor-all=9430)
  PARTNER_SECRETS       program=SECRET,...: one for each, as Gom has them
  PARTNER_GOM           where callbacks go (http://localhost:8080)
  PARTNER_HOUR_MS       milliseconds that an hour of a partner takes (1000)
  PARTNER_CREDIT_HOURS  how many of its hours a credit takes (72)
  PARTNER_EARN_HOURS    after how many of its hours a number that was asked about earns something; 0: never (0)
  PARTNER_FAULTS        what goes wrong, each in so many of a thousand cases, such as error=100,late=50,seed=7:
                        error   nothing is done, and 500
                        lose    done, and 500
                        hang    done, and no answer
                        refuse  refused
                        double  callbacks that come twice
                        silent  callbacks that never come
                        late    callbacks that come 20 seconds late
                        swap    callbacks that come after the next one
                        seed    not a rate: where the chance begins
  PARTNER_WITH_PARENT   1 ends it with the process that started it (0)

docs/PARTNERS.md has the protocol.";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        None => {}
        Some("help" | "--help" | "-h") => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Some(other) => {
            eprintln!("partner-sim: there is no argument \"{other}\"\n\n{USAGE}");
            return ExitCode::FAILURE;
        }
    }
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("partner-sim: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let listen = setting("PARTNER_LISTEN", "127.0.0.1:8200");
    let folder = PathBuf::from(setting("PARTNER_DIR", "."));
    let hour_ms: i64 = number("PARTNER_HOUR_MS", "1000")?;
    let credit_ms = number("PARTNER_CREDIT_HOURS", "72")?.saturating_mul(hour_ms);
    let earn_ms = number("PARTNER_EARN_HOURS", "0")?.saturating_mul(hour_ms);
    let faults = setting("PARTNER_FAULTS", "");
    let faults = Faults::parse(&faults).map_err(|why| format!("PARTNER_FAULTS has {why}"))?;
    let secrets = setting("PARTNER_SECRETS", "");
    // First, for a second one must not touch the ledgers of the first.
    let listener = TcpListener::bind(&listen)
        .await
        .map_err(|why| format!("PARTNER_LISTEN, {listen}, cannot be listened on: {why}"))?;
    std::fs::create_dir_all(&folder)
        .map_err(|why| format!("PARTNER_DIR, {}, cannot be made: {why}", folder.display()))?;

    let mut programs = Vec::new();
    for (name, opening) in pairs("PARTNER_PROGRAMS", &setting("PARTNER_PROGRAMS", "lotusmiles=38750,accor-all=9430"))? {
        let opening =
            opening.parse().map_err(|_| format!("PARTNER_PROGRAMS has {name}={opening}: write a number of points"))?;
        let secret = pairs("PARTNER_SECRETS", &secrets)?.into_iter().find(|(program, _)| *program == name);
        let secret = secret.ok_or_else(|| format!("PARTNER_SECRETS has none for {name}: write {name}=SECRET"))?.1;
        let path = folder.join(format!("{name}.jsonl"));
        let book = Book::open(&path, opening).map_err(|why| format!("{} cannot be read: {why}", path.display()))?;
        programs.push((name, Program { book, faults: faults.clone(), secret, credit_ms }));
    }
    let sim = Sim::new(programs, &setting("PARTNER_GOM", "http://localhost:8080")).earning_after(earn_ms);
    println!("partner-sim: an hour of a partner takes {hour_ms} ms");
    tokio::select! {
        served = axum::serve(listener, sim.router()) => Ok(served?),
        () = sim.run() => Ok(()),
        _ = tokio::signal::ctrl_c() => Ok(()),
        () = parent_gone(), if setting("PARTNER_WITH_PARENT", "0") == "1" => Ok(()),
    }
}

/// Whoever started this process is gone.
async fn parent_gone() {
    let first = std::os::unix::process::parent_id();
    let mut interval = tokio::time::interval(PARENT);
    while std::os::unix::process::parent_id() == first {
        interval.tick().await;
    }
}

fn setting(name: &str, default: &str) -> String {
    std::env::var(name).ok().filter(|value| !value.is_empty()).unwrap_or_else(|| default.to_owned())
}

fn number(name: &str, default: &str) -> Result<i64, String> {
    let text = setting(name, default);
    text.parse().ok().filter(|number| *number >= 0).ok_or_else(|| format!("{name} is \"{text}\": write a whole number"))
}

/// `a=1,b=2`.
fn pairs(name: &str, text: &str) -> Result<Vec<(String, String)>, String> {
    let pair = |part: &str| part.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
    let read: Option<Vec<_>> = text.split(',').filter(|part| !part.is_empty()).map(pair).collect();
    read.ok_or_else(|| format!("{name} is not a list such as lotusmiles=38750,accor-all=9430"))
}
