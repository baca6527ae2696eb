//! A real backend for one part of the tests: in demo mode, on a free port, with a fresh database that is gone afterwards.

use crate::{
    backend,
    failure::{Failure, Outcome},
    process, run,
};
use std::{
    fs,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const START_LIMIT: Duration = Duration::from_secs(30);

pub struct Server {
    child: Child,
    folder: PathBuf,
    /// `http://localhost:PORT`
    pub origin: String,
}

/// Starts the release build. Members may ask as often and move as much as they like: here the tests are in a hurry, not the members.
pub fn start() -> Outcome<Server> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port().to_string();
    let folder = std::env::temp_dir().join(format!("gom-server-{}-{port}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let origin = format!("http://localhost:{port}");
    let mut backend = process::command(backend::program());
    backend.arg("serve").env("GOM_LISTEN", format!("127.0.0.1:{port}")).env("GOM_ORIGIN", &origin);
    backend.env("GOM_DATABASE_URL", format!("sqlite://{}", folder.join("gom.sqlite3").display()));
    backend.env("GOM_DEMO", "1").env("GOM_LOG", "warn");
    raise_limits(&mut backend);
    let child = backend.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let server = Server { child, folder, origin };
    let started = Instant::now();
    while !run::is_ready(&port).unwrap_or(false) {
        if started.elapsed() > START_LIMIT {
            return Err(Failure::new("the backend for the test does not become ready"));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(server)
}

fn raise_limits(backend: &mut Command) {
    for limit in ["GOM_QUOTES_PER_MINUTE", "GOM_DEMO_MEMBERS_PER_MINUTE", "GOM_CODES_PER_MINUTE", "GOM_STEP_UP_VND"] {
        backend.env(limit, u32::MAX.to_string());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
