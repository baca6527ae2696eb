//! A private PostgreSQL for one run: own folder, free port, gone afterwards. The machine's own is left alone.

use crate::{
    failure::{Failure, Outcome},
    paths, process, tools,
};
use std::{
    fs,
    net::TcpListener,
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const OLDEST: u32 = 15;
const START_LIMIT: Duration = Duration::from_secs(30);

pub struct Postgres {
    server: Child,
    /// `pg_ctl stop`: a mere kill would leave the server's own children and shared memory behind.
    stop: Command,
    folder: PathBuf,
    /// For the environment variable `GOM_TEST_POSTGRES`.
    pub url: String,
    /// What it logs.
    pub log: PathBuf,
    /// The program that measures it.
    pub pgbench: PathBuf,
}

/// Starts a server for tests; the sentence of the failure says what is missing. Nothing in it has to outlive a power cut, so it does
/// not wait for the disk.
pub fn start() -> Outcome<Postgres> {
    launch(&["fsync=off"])
}

/// Starts a server that keeps what it commits, as it is installed. Entries of its log begin as the benchmark reads them.
pub fn start_durable() -> Outcome<Postgres> {
    launch(&["log_line_prefix=gom>", "log_parameter_max_length=-1"])
}

fn launch(settings: &[&str]) -> Outcome<Postgres> {
    let programs = find_programs()
        .or_else(|| tools::apt_install("postgresql").ok().and_then(|()| find_programs()))
        .ok_or_else(|| Failure::new(format!("PostgreSQL {OLDEST} or later is missing: install its server programs")))?;
    let folder = std::env::temp_dir().join(format!("gom-postgres-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let user = server_user()?;
    if let Some((uid, gid)) = user {
        std::os::unix::fs::chown(&folder, Some(uid), Some(gid))?;
    }
    let program = |name: &str| {
        let mut command = Command::new(programs.join(name));
        command.current_dir(&folder).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        command
    };
    let (data, log) = (folder.join("data"), folder.join("log"));
    process::run(
        program("initdb").args(["-U", "gom", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D"]).arg(&data),
    )?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port().to_string();
    let mut server = program("postgres");
    server.arg("-D").arg(&data).args([
        "-p",
        &port,
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
    ]);
    for setting in settings.iter().chain(&["max_connections=300"]) {
        server.args(["-c", setting]);
    }
    server.stderr(fs::File::create(&log)?);
    let url = format!("postgres://gom@127.0.0.1:{port}/postgres");
    let mut stop = program("pg_ctl");
    stop.args(["stop", "--wait", "--mode=immediate", "-D"]).arg(&data);
    let pgbench = programs.join("pgbench");
    let postgres = Postgres { server: server.spawn()?, stop, folder: folder.clone(), url, log, pgbench };
    let started = Instant::now();
    while !program("pg_isready").args(["-q", "-h", "127.0.0.1", "-p", &port]).status()?.success() {
        if started.elapsed() > START_LIMIT {
            return Err(Failure::new("the private PostgreSQL does not become ready"));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(postgres)
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if !self.stop.status().is_ok_and(|status| status.success()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// PostgreSQL refuses to run as root; then it runs as the user its package has made.
fn server_user() -> Outcome<Option<(u32, u32)>> {
    let number = |arguments: &[&str]| {
        process::answer(process::command("id").args(arguments)).and_then(|answer| answer.parse::<u32>().ok())
    };
    if number(&["-u"]) != Some(0) {
        return Ok(None);
    }
    match (number(&["-u", "postgres"]), number(&["-g", "postgres"])) {
        (Some(uid), Some(gid)) => Ok(Some((uid, gid))),
        _ => Err(Failure::new("PostgreSQL does not run as root, and there is no user `postgres` to run it as")),
    }
}

/// The folder with `initdb` and `postgres`: on PATH, or where Debian puts the newest version.
fn find_programs() -> Option<PathBuf> {
    // PATH may lead to links that stand alone; the other programs are beside the file itself.
    let on_path =
        paths::program("initdb").and_then(|program| Some(fs::canonicalize(program).ok()?.parent()?.to_owned()));
    let mut debian: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .collect();
    debian.sort();
    let newest = debian.pop().map(|(_, folder)| folder);
    on_path.into_iter().chain(newest).find(|folder| {
        ["pg_isready", "pg_ctl"].iter().all(|name| folder.join(name).exists())
            && version(folder).is_some_and(|version| version >= OLDEST)
    })
}

fn version(folder: &std::path::Path) -> Option<u32> {
    let answer = process::answer(Command::new(folder.join("postgres")).arg("--version"))?;
    answer.split(|letter: char| !letter.is_ascii_digit()).find(|word| !word.is_empty())?.parse().ok()
}
