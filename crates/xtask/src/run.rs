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
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const FIRST_PORT: u16 = 8080;
const LAST_PORT: u16 = 8179;
/// Programs of the sample data that are other systems.
const PARTNERS: [&str; 2] = ["lotusmiles", "accor-all"];

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
    backend.arg("serve");
    backend.env("GOM_LISTEN", format!("127.0.0.1:{port}")).env("GOM_ORIGIN", format!("http://localhost:{port}"));
    backend.env("GOM_DATABASE_URL", "sqlite://.run/gom.sqlite3").env("GOM_DIST", dist).env("GOM_DEMO", "1");
    start_partners(backend, &port)?;
    Command::new(std::env::current_exe()?).args(["announce", &port]).spawn()?;
    Err(Failure::new(format!("cannot start the backend: {}", backend.exec())))
}

/// Two partners with ledgers of their own, in a process of their own: transfers of the demo really cross systems. They end with the
/// backend, which this process becomes.
fn start_partners(backend: &mut Command, port: &str) -> Outcome {
    let own = free_port_from(port.parse::<u16>().unwrap_or(FIRST_PORT) + 1)?;
    let secret = |salt: u64| RandomState::new().hash_one(salt);
    let secrets = PARTNERS.map(|program| format!("{program}={:016x}{:016x}", secret(1), secret(2))).join(",");
    let urls = PARTNERS.map(|program| format!("{program}=http://127.0.0.1:{own}/{program}")).join(",");
    let mut partners = process::command(backend::partners());
    partners.env("PARTNER_LISTEN", format!("127.0.0.1:{own}")).env("PARTNER_DIR", paths::demo().join("partners"));
    partners.env("PARTNER_GOM", format!("http://127.0.0.1:{port}")).env("PARTNER_SECRETS", &secrets);
    partners.env("PARTNER_WITH_PARENT", "1").stdin(Stdio::null()).spawn()?;
    backend.env("GOM_CONNECTORS", urls).env("GOM_CONNECTOR_SECRETS", secrets);
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
