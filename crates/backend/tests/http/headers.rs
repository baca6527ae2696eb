//! S21: the security headers are on every response, whatever it is and however it went.

use crate::files::dist;
use crate::support::Place;
use crate::world::{Answer, Client, World};
use axum::Router;
use axum::http::Method;
use axum::routing::get;
use contract::{Code, paths};
use gom_backend::http::files::Files;
use gom_backend::http::surround;
use gom_backend::seed;

fn assert_protected(what: &str, answer: &Answer) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        assert_eq!(answer.header(name), value, "{name} on {what}");
    }
    assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
    assert!(!answer.header("cache-control").is_empty(), "{what}");
    assert_eq!(answer.header("x-request-id").len(), 36, "{what}");
    assert_eq!(answer.headers.get_all("content-security-policy").iter().count(), 1, "{what}");
}

#[tokio::test]
async fn every_response_is_protected() {
    let place = Place::sqlite();
    let files = Files::open(&dist(&place.folder(), "first"), None).unwrap();
    let world = World::with(place, &[], &seed::EVERYDAY, Some(files)).await;
    let member = world.member().await;
    let crawl = [
        ("/", 200),
        ("/index.html", 200),
        ("/programs/lynkid", 200),
        ("/app-00000000000first.js", 404),
        ("/app-0123456789abcdef.js", 200),
        ("/sw.js", 200),
        ("/icons/icon.svg", 200),
        ("/missing.js", 404),
        ("/csp.txt", 404),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/api", 404),
        ("/api/v1/nothing", 404),
        (paths::OPENAPI, 200),
        (paths::SESSION, 200),
        (paths::WALLET, 200),
        (paths::PAIRS, 200),
        ("/api/v1/transfers?limit=0", 400),
        ("/api/v1/transfers/x", 404),
    ];
    for (path, status) in crawl {
        let answer = member.send(Method::GET, path, None).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {answer:?}");
        assert_protected(path, &answer);
        assert!(answer.header("strict-transport-security").is_empty(), "{path}");
        answer.code();
    }
    for (method, path, code) in [
        (Method::POST, paths::WALLET, Code::MethodNotAllowed),
        (Method::DELETE, "/", Code::MethodNotAllowed),
        (Method::OPTIONS, paths::QUOTES, Code::MethodNotAllowed),
        (Method::POST, "/api/v1/nothing", Code::NotFound),
    ] {
        let answer = member.send(method, path, None).await;
        assert_eq!(answer.code(), Some(code), "{path}");
        assert_protected(path, &answer);
        assert_eq!(code == Code::MethodNotAllowed, !answer.header("allow").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn a_panic_says_nothing_but_its_request_id() {
    let world = World::new(Place::sqlite()).await;
    async fn fails() -> &'static str {
        panic!("secret words")
    }
    let app = surround(Router::new().route("/fails", get(fails)), world.state.clone());
    let answer = Client { app, cookie: None }.send(Method::GET, "/fails", None).await;
    assert_eq!(answer.code(), Some(Code::Internal));
    assert!(!answer.text().contains("secret"));
    assert_protected("a panic", &answer);
}

#[tokio::test]
async fn over_tls_browsers_are_told_to_stay_there() {
    let settings = [("GOM_ORIGIN", "https://gom.example"), ("GOM_ALLOW_PUBLIC_DEMO", "1")];
    let world = World::with(Place::sqlite(), &settings, &seed::EVERYDAY, None).await;
    for path in ["/", "/healthz", paths::SESSION] {
        let answer = world.visitor().send(Method::GET, path, None).await;
        assert!(answer.header("strict-transport-security").starts_with("max-age="), "{path}");
    }
}

#[tokio::test]
async fn answers_about_a_member_are_never_kept_by_caches() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    for path in [paths::SESSION, paths::WALLET, paths::ACTIVITY, paths::TRANSFERS] {
        assert_eq!(member.send(Method::GET, path, None).await.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn long_answers_are_compressed_for_those_who_can_read_it() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    for path in [paths::WALLET, paths::PAIRS] {
        let plain = member.send(Method::GET, path, None).await;
        let small = member.send_as(Method::GET, path, None, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!((plain.header("content-encoding"), small.header("content-encoding")), ("", "gzip"), "{path}");
        assert!(small.body.len() * 2 < plain.body.len() && small.header("vary").contains("accept-encoding"), "{path}");
        assert_protected(path, &small);
    }
}
