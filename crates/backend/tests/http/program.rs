//! The program itself: it starts only when it can serve, says why it cannot, and stops when told.

use crate::support::Place;
use crate::tcp::{Program, request, run, send};
use gom_backend::http::{api, openapi};
use std::fs;
use std::process::{Command, Output};

fn refusal(output: &Output) -> String {
    assert!(!output.status.success(), "it started");
    let text = String::from_utf8_lossy(&output.stderr);
    let text = text.lines().last().unwrap_or_default().to_owned();
    assert!(text.starts_with("gom-backend: "), "{text}");
    text
}

#[test]
fn bad_settings_are_named() {
    let text = refusal(&run(&[], &[("GOM_LISTEN", "here")]));
    assert!(text.contains("GOM_LISTEN is \"here\"") && text.contains("127.0.0.1:8080"), "{text}");
    let text = refusal(&run(&[], &[("GOM_LOG", "a=b=c")]));
    assert!(text.contains("GOM_LOG"), "{text}");
    let place = Place::sqlite();
    let dist = place.folder().join("nothing").display().to_string();
    let settings = [
        ("GOM_DATABASE_URL", place.url.as_str()),
        ("GOM_DIST", dist.as_str()),
        ("GOM_LISTEN", "127.0.0.1:0"),
        ("GOM_ORIGIN", "http://localhost:1"),
    ];
    let text = refusal(&run(&[], &settings));
    assert!(text.contains("GOM_DIST") && text.contains(&dist), "{text}");
}

#[test]
fn a_demo_that_others_could_reach_needs_a_flag() {
    let text = refusal(&run(&[], &[("GOM_DEMO", "1"), ("GOM_LISTEN", "0.0.0.0:8080")]));
    assert!(text.contains("GOM_ALLOW_PUBLIC_DEMO=1"), "{text}");
}

#[test]
fn a_damaged_database_file_is_named_and_left_alone() {
    let place = Place::sqlite();
    let file = place.folder().join("test.sqlite3");
    let damage = b"SQLite format 3\0 but nothing of it is true".repeat(200);
    for bytes in [damage.as_slice(), b"not a database at all, but long enough to be looked at".as_slice()] {
        fs::write(&file, bytes).unwrap();
        let settings = [
            ("GOM_DATABASE_URL", place.url.as_str()),
            ("GOM_LISTEN", "127.0.0.1:0"),
            ("GOM_ORIGIN", "http://localhost:1"),
        ];
        for arguments in [&["serve"], &["audit"]] {
            let text = refusal(&run(arguments, &settings));
            assert!(text.contains("test.sqlite3"), "{text}");
        }
        assert!(fs::read(&file).unwrap() == bytes, "the file was changed");
    }
}

#[test]
fn a_taken_port_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let place = Place::sqlite();
    let text = refusal(&run(&["serve"], &[("GOM_LISTEN", &address), ("GOM_DATABASE_URL", &place.url)]));
    assert!(text.contains(&address), "{text}");
}

#[test]
fn unknown_commands_get_the_usage() {
    let output = run(&["sevre"], &[]);
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && text.contains("sevre") && text.contains("usage: gom-backend"), "{text}");
}

#[test]
fn openapi_is_printed() {
    let output = run(&["openapi"], &[]);
    assert!(output.status.success());
    assert!(output.stdout == openapi::text(api().into_openapi()).as_bytes(), "the program prints another document");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_stops_cleanly_when_told_and_the_audit_finds_nothing() {
    let place = Place::sqlite();
    for signal in ["-TERM", "-INT"] {
        let mut server = Program::start(&place);
        let ready = send(server.address, &request("GET", "/readyz", "", "")).await;
        assert_eq!((ready.status, ready.body.as_slice()), (200, b"ready\n".as_slice()));
        assert_eq!(send(server.address, &request("POST", contract::paths::SESSION_DEMO, "", "")).await.status, 201);
        let told = Command::new("kill").args([signal, &server.child.id().to_string()]).status().unwrap();
        assert!(told.success());
        assert!(server.child.wait().unwrap().success(), "{signal}");
    }
    let output = run(&["audit"], &[("GOM_DATABASE_URL", &place.url)]);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains(" checked, 0 differ"));
}
