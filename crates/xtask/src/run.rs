//! A running Gom: the demo for everybody, and the rebuilding one for developers.

use crate::{
    backend,
    failure::{Failure, Outcome},
    paths, process, tools, web,
};
use std::{
    fs,
    hash::{BuildHasher, RandomState},
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::{fs::OpenOptionsExt, process::CommandExt},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const FIRST_PORT: u16 = 8080;
const LAST_PORT: u16 = 8179;
/// Programs of the sample data that are other systems.
const PARTNERS: [&str; 2] = ["lotusmiles", "accor-all"];
/// After so many of the partners' hours, seconds here, a member of the demo earns something there: by the end of a first transfer.
const EARN_HOURS: &str = "60";

/// Builds what is not fresh and becomes the backend, so that Ctrl-C and SIGTERM reach it directly.
pub fn demo() -> Outcome {
    web::build()?;
    backend::build()?;
    backend::build_partners()?;
    serve(&mut process::command(backend::program()), &paths::release_dist())
}

/// The same from unoptimised builds; Trunk keeps `dist` up to date beside it.
pub fn develop() -> Outcome {
    tools::for_web()?;
    web::prepare_hook()?;
    let dist = paths::debug_dist();
    fs::create_dir_all(&dist)?;
    let mut build = web::trunk(&["build"]);
    process::step("building the app for the browser", build.arg("--dist").arg(&dist))?;
    process::step("building the backend", &mut process::cargo(&["build", "--quiet", "--package", "gom-backend"]))?;
    backend::build_partners()?;
    web::trunk(&["watch"]).arg("--dist").arg(&dist).spawn()?;
    serve(&mut process::command(paths::native_target().join("debug/gom-backend")), &dist)
}

fn serve(backend: &mut Command, dist: &Path) -> Outcome {
    let port = free_port()?.to_string();
    fs::create_dir_all(paths::demo())?;
    println!("· starting the backend");
    let partners = partners(&port)?;
    let mut of_backend = vec![
        ("GOM_LISTEN", format!("127.0.0.1:{port}")),
        ("GOM_ORIGIN", format!("http://localhost:{port}")),
        ("GOM_DATABASE_URL", "sqlite://.run/gom.sqlite3".to_owned()),
        ("GOM_DIST", dist.display().to_string()),
        ("GOM_DEMO", "1".to_owned()),
    ];
    let value = |wanted: &str| partners.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.clone());
    let listen = value("PARTNER_LISTEN").unwrap_or_default();
    of_backend
        .push(("GOM_CONNECTORS", PARTNERS.map(|program| format!("{program}=http://{listen}/{program}")).join(",")));
    of_backend.push(("GOM_CONNECTOR_SECRETS", value("PARTNER_SECRETS").unwrap_or_default()));
    write_environment(&paths::demo().join("demo.env"), of_backend.iter().chain(&partners))?;
    start_partners(&partners)?;
    backend.arg("serve").envs(of_backend);
    Command::new(std::env::current_exe()?).args(["announce", &port]).spawn()?;
    Err(Failure::new(format!("cannot start the backend: {}", backend.exec())))
}

/// What the two partners of the demo are set up with: ledgers of their own, and secrets that are new at every start.
fn partners(port: &str) -> Outcome<Vec<(&'static str, String)>> {
    let own = free_port_from(port.parse::<u16>().unwrap_or(FIRST_PORT) + 1)?;
    let secret = |salt: u64| RandomState::new().hash_one(salt);
    let secrets = PARTNERS.map(|program| format!("{program}={:016x}{:016x}", secret(1), secret(2))).join(",");
    Ok(vec![
        ("PARTNER_LISTEN", format!("127.0.0.1:{own}")),
        ("PARTNER_DIR", paths::demo().join("partners").display().to_string()),
        ("PARTNER_GOM", format!("http://127.0.0.1:{port}")),
        ("PARTNER_SECRETS", secrets),
        ("PARTNER_EARN_HOURS", EARN_HOURS.to_owned()),
    ])
}

/// In a process of their own: transfers of the demo really cross systems. They end with the backend, which this process becomes.
fn start_partners(settings: &[(&'static str, String)]) -> Outcome {
    let mut partners = process::command(backend::partners());
    partners.envs(settings.iter().cloned()).env("PARTNER_WITH_PARENT", "1").stdin(Stdio::null()).spawn()?;
    Ok(())
}

/// Writes the settings for a shell, to be read by nobody else: with them one can ask the partners by hand, and use the operator's commands.
pub fn write_environment<'a>(file: &Path, settings: impl Iterator<Item = &'a (&'static str, String)>) -> Outcome {
    let lines: String = settings.map(|(name, value)| format!("export {name}='{value}'\n")).collect();
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)?;
    file.write_all(lines.as_bytes())?;
    Ok(())
}

/// Waits until the backend answers, then prints where a partner's page and the wallet are: the last line of `run` is the wallet. Passkeys need a name, so the
/// address says localhost and not 127.0.0.1.
pub fn announce(port: &str) -> Outcome {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(60) {
        if is_ready(port).unwrap_or(false) {
            println!("a partner's page with the wallet in it: http://shop.localhost:{port}");
            println!("http://localhost:{port}");
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(Failure::new("the backend does not become ready; its messages above say why"))
}

/// Whether the backend at this port answers and has its database.
pub fn is_ready(port: &str) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}"))?;
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(64).read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200"))
}

/// Free on both addresses that a browser may take for localhost.
fn free_port() -> Outcome<u16> {
    free_port_from(FIRST_PORT)
}

fn free_port_from(first: u16) -> Outcome<u16> {
    let free = |port: u16| {
        let v6_taken = TcpStream::connect(("::1", port)).is_ok();
        !v6_taken && TcpListener::bind(("127.0.0.1", port)).is_ok()
    };
    (first..=LAST_PORT)
        .find(|port| free(*port))
        .ok_or_else(|| Failure::new(format!("no port from {FIRST_PORT} to {LAST_PORT} is free")))
}
