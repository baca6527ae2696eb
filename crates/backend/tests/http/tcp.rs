//! The real program on a real port, and as much of HTTP/1.1 as it takes to talk to it.

use crate::support::Place;
use crate::world::ORIGIN;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Output, Stdio};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The program, ready to be given settings.
pub fn command(arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gom-backend"));
    let inherited = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GOM_"));
    inherited.for_each(|(name, _)| {
        command.env_remove(name);
    });
    command.args(arguments).envs(settings.iter().copied());
    command
}

/// Runs it to its end.
pub fn run(arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    command(arguments, settings).output().unwrap()
}

/// A running server; ended when the test is.
pub struct Program {
    pub child: Child,
    pub address: SocketAddr,
}

impl Program {
    /// A demo server on a free port.
    pub fn start(place: &Place) -> Program {
        let settings = [
            ("GOM_LISTEN", "127.0.0.1:0"),
            ("GOM_ORIGIN", ORIGIN),
            ("GOM_DATABASE_URL", place.url.as_str()),
            ("GOM_DEMO", "1"),
            ("GOM_DEMO_CANCEL_SECONDS", "86400"),
            ("GOM_QUOTES_PER_MINUTE", "4000000000"),
            // These tests move more in a minute than a member moves in a day.
            ("GOM_STEP_UP_VND", "4000000000"),
        ];
        Program::start_with(&settings)
    }

    /// A server with these settings.
    pub fn start_with(settings: &[(&str, &str)]) -> Program {
        let mut child = command(&[], settings).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        let mut said = Vec::new();
        let address = lines.find_map(|line| {
            let found = line.split_once("listening=").map(|(_, rest)| rest.split(' ').next().unwrap().to_owned());
            said.push(line);
            found
        });
        let address = address.unwrap_or_else(|| panic!("it did not start: {said:?}")).parse().unwrap();
        // The log goes on; somebody has to read it, or the program waits for room in the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Program { child, address }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back: status, head and body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn parse(bytes: &[u8]) -> Option<Reply> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8(bytes[..end].to_vec()).ok()?.to_lowercase();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Reply { status, head, body: bytes[end + 4..].to_vec() })
    }

    pub fn cookie(&self) -> String {
        let line = self.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        let token = line.split(['=', ';']).nth(1).unwrap();
        format!("__Host-gom={token}")
    }
}

/// The bytes of a request as Gom's own page sends it, on a connection of its own.
pub fn request(method: &str, path: &str, cookie: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\norigin: {ORIGIN}\r\ncookie: {cookie}\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// Sends bytes and reads until the other side closes.
pub async fn exchange(address: SocketAddr, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(bytes).await?;
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).await?;
    Ok(reply)
}

pub async fn send(address: SocketAddr, bytes: &[u8]) -> Reply {
    let reply = exchange(address, bytes).await.unwrap();
    Reply::parse(&reply).unwrap_or_else(|| panic!("no reply to {}", String::from_utf8_lossy(bytes)))
}
