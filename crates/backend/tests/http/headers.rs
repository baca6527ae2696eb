//! S21: the security headers are on every response, whatever it is and however it went.

use crate::files::dist;
use crate::support::Place;
use crate::world::{Answer, Client, ORIGIN, World, operator};
use axum::Router;
use axum::http::Method;
use axum::routing::get;
use contract::{Code, paths};
use gom_backend::http::files::Files;
use gom_backend::http::surround;
use gom_backend::seed;
use gom_backend::settings::Settings;
use std::sync::Arc;

fn assert_protected(what: &str, answer: &Answer) {
    assert_row(what, answer, "same-origin", "'none'");
    assert_eq!(answer.header("x-frame-options"), "DENY", "{what}");
    assert!(answer.header("access-control-allow-origin").is_empty(), "{what}");
}

/// What is the same on every response, and who may use it and frame it.
fn assert_row(what: &str, answer: &Answer, resource_policy: &str, ancestors: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", resource_policy),
        ("cross-origin-opener-policy", "same-origin"),
        ("referrer-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{name} on {what}");
    }
    assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; "), "{what}: {policy}");
    let framed_by: Vec<&str> = policy.split("; ").filter_map(|part| part.strip_prefix("frame-ancestors ")).collect();
    assert_eq!(framed_by, [ancestors], "{what}: {policy}");
    assert!(!answer.header("cache-control").is_empty(), "{what}");
    assert_eq!(answer.header("x-request-id").len(), 36, "{what}");
    assert_eq!(answer.headers.get_all("content-security-policy").iter().count(), 1, "{what}");
}

#[tokio::test]
async fn every_response_is_protected() {
    let place = Place::sqlite();
    let world = serving(place).await;
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
        ("/embed", 404),
        ("/embed/", 404),
        ("/embed/transfer?partner=demo-shop", 404),
        ("/embed/v2.js", 404),
        (paths::EMBED_BALANCE, 404),
        ("/embed/balance?partner=nobody", 404),
        ("/embed/balance?partner=demo-shop&partner=demo-shop", 404),
        ("/embed/balance?partner=demo%2dshop", 404),
        ("/api/v1/partners/demo-shop", 200),
        ("/api/v1/partners/nobody", 404),
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

/// A server with the built app and the partner of the demo.
async fn serving(place: Place) -> World {
    let operator = operator(&Settings::read(|name| (name == "GOM_DEMO").then(|| "1".to_owned())).unwrap());
    let files = Files::open(&dist(&place.folder(), "first"), None, Arc::new(operator)).unwrap();
    World::with(place, &[], &seed::EVERYDAY, Some(files)).await
}

#[tokio::test]
async fn only_what_partners_need_can_be_used_by_other_sites() {
    let world = serving(Place::sqlite()).await;
    let get = async |path: &str| world.visitor().send(Method::GET, path, None).await;
    let frame = get("/embed/balance?partner=demo-shop").await;
    assert_eq!((frame.status.as_u16(), frame.text().as_str()), (200, "<!doctype html>first"));
    assert_row("the frame", &frame, "cross-origin", "http://shop.localhost:8080");
    assert!(frame.header("x-frame-options").is_empty() && frame.header("access-control-allow-origin").is_empty());
    let wallet = get("/").await;
    let without_ancestors =
        |answer: &Answer| answer.header("content-security-policy").rsplit_once("; ").unwrap().0.to_owned();
    assert_eq!(without_ancestors(&frame), without_ancestors(&wallet), "the frame may do something else");

    // The page tells people that there is no such partner, and nobody may frame it.
    let unknown = get("/embed/balance?partner=nobody").await;
    assert_eq!((unknown.status.as_u16(), unknown.text().as_str()), (404, "<!doctype html>first"));
    assert_row("an unknown partner's frame", &unknown, "same-origin", "'none'");

    let script = get(paths::EMBED_SCRIPT).await;
    assert_eq!((script.status.as_u16(), script.text().as_str()), (200, "element"));
    assert_row("the script", &script, "cross-origin", "'none'");
    assert_eq!((script.header("access-control-allow-origin"), script.header("x-frame-options")), ("*", "DENY"));
    assert_eq!((script.header("cache-control"), script.header("content-type")), ("no-cache", "text/javascript"));
}

#[tokio::test]
async fn the_shop_of_the_demo_is_another_site_with_nothing_of_gom() {
    let world = serving(Place::sqlite()).await;
    let at = |host: &'static str| {
        let visitor = world.visitor();
        async move |method: Method, path: &str| {
            visitor.send_as(method, path, None, &[("host", host), ("origin", ORIGIN)]).await
        }
    };
    let shop = at("shop.localhost:8080");
    for (path, kind) in
        [("/", "text/html; charset=utf-8"), ("/shop.css", "text/css; charset=utf-8"), ("/icon.svg", "image/svg+xml")]
    {
        let answer = shop(Method::GET, path).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, kind), "{path}");
        assert_protected(path, &answer);
    }
    let page = shop(Method::GET, "/").await;
    assert!(page.text().contains("<gom-wallet partner=\"demo-shop\"") && !page.text().contains("{wallet}"));
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("script-src http://localhost:8080/embed/v1.js; frame-src http://localhost:8080;"),
        "{policy}"
    );
    for path in
        [paths::SESSION, paths::PROGRAMS, paths::OPENAPI, "/healthz", "/sw.js", "/index.html", paths::EMBED_BALANCE]
    {
        let answer = shop(Method::GET, path).await;
        assert_eq!(answer.code(), Some(Code::NotFound), "{path}");
        assert_protected(path, &answer);
    }
    assert_eq!(shop(Method::POST, paths::SESSION_DEMO).await.code(), Some(Code::MethodNotAllowed));
    assert_eq!(at("SHOP.localhost")(Method::GET, "/healthz").await.code(), Some(Code::NotFound));
    assert_eq!(at("localhost:8080")(Method::GET, "/healthz").await.text(), "alive\n");

    let real = World::with(Place::sqlite(), &[("GOM_DEMO", "0")], &seed::EVERYDAY, None).await;
    let answer = real.visitor().send_as(Method::GET, "/healthz", None, &[("host", "shop.localhost:8080")]).await;
    assert_eq!(answer.text(), "alive\n");
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
