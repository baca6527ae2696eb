//! The built app over HTTP: one page for every route, hashed files for ever, earlier builds for open tabs.

use crate::support::Place;
use crate::world::World;
use axum::http::Method;
use contract::{Session, paths};
use gom_backend::http::files::Files;
use gom_backend::seed;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const POLICY: &str = "default-src 'none'; script-src 'sha384-x' 'wasm-unsafe-eval'";
const SCRIPT: &str = "app-0123456789abcdef.js";
const TEXTS: &str = "i18n-vi-0123456789abcdef.txt";

/// A folder as the build leaves it.
pub fn dist(under: &Path, words: &str) -> PathBuf {
    let dist = under.join("dist");
    fs::create_dir_all(dist.join("icons")).unwrap();
    fs::create_dir_all(dist.join("embed")).unwrap();
    let files = [
        ("index.html", format!("<!doctype html>{words}")),
        ("index.html.br", format!("brotli of {words}")),
        ("csp.txt", format!("{POLICY}; frame-ancestors 'self';\n")),
        (SCRIPT, format!("script of {words}")),
        ("app-0123456789abcdef.js.br", "brotli of the script".to_owned()),
        ("app-0123456789abcdef.js.map", "{}".to_owned()),
        (TEXTS, "texts".to_owned()),
        ("sw.js", "worker".to_owned()),
        ("icons/icon.svg", "<svg/>".to_owned()),
        ("embed/v1.js", "element".to_owned()),
    ];
    for (name, text) in files {
        fs::write(dist.join(name), text).unwrap();
    }
    dist
}

#[tokio::test]
async fn every_route_of_the_app_is_the_page_with_its_policy() {
    let place = Place::sqlite();
    let files = Files::open(&dist(&place.folder(), "first"), None, Arc::default()).unwrap();
    let world = World::with(place, &[], &seed::EVERYDAY, Some(files)).await;
    let visitor = world.visitor();
    for path in ["/", "/index.html", "/transfer", "/programs/lynkid", "/no/such/page", "/?x=a.b", "/csp%2etxt"] {
        let plain = visitor.send(Method::GET, path, None).await;
        assert_eq!((plain.status.as_u16(), plain.text().as_str()), (200, "<!doctype html>first"), "{path}");
        assert_eq!(plain.header("content-security-policy"), format!("{POLICY}; frame-ancestors 'none'"));
        assert_eq!(plain.header("cache-control"), "no-cache");
        assert_eq!(plain.header("content-type"), "text/html; charset=utf-8");
        let small = visitor.send_as(Method::GET, path, None, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!((small.header("content-encoding"), small.text().as_str()), ("br", "brotli of first"), "{path}");
    }
    for never in [
        "/csp.txt",
        "/app-0123456789abcdef.js.map",
        "/app-0123456789abcdef.js.br",
        "/.env",
        "/../x.js",
        "/icons/../csp.txt",
        "/%2e%2e/test.sqlite3",
        "/icons//../csp.txt",
        "/missing.js",
        "/test.sqlite3",
    ] {
        let answer = visitor.send(Method::GET, never, None).await;
        assert_eq!(answer.status.as_u16(), 404, "{never}: {}", answer.text());
    }
}

#[tokio::test]
async fn files_with_a_hash_are_kept_by_browsers_and_others_are_asked_for_each_time() {
    let place = Place::sqlite();
    let files = Files::open(&dist(&place.folder(), "first"), None, Arc::default()).unwrap();
    let world = World::with(place, &[], &seed::EVERYDAY, Some(files)).await;
    let get = async |path: &str| world.visitor().send_as(Method::GET, path, None, &[("accept-encoding", "br")]).await;
    let script = get(&format!("/{SCRIPT}")).await;
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!((script.header("content-encoding"), script.header("content-type")), ("br", "text/javascript"));
    assert_eq!(script.text(), "brotli of the script");
    let texts = get(&format!("/{TEXTS}")).await;
    assert_eq!(texts.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!((texts.header("content-type"), texts.text().as_str()), ("text/plain", "texts"));
    let worker = get("/sw.js").await;
    assert_eq!((worker.header("cache-control"), worker.text().as_str()), ("no-cache", "worker"));
    assert!(worker.header("content-security-policy").contains("connect-src 'self'"));
    assert_eq!(get("/icons/icon.svg").await.header("content-type"), "image/svg+xml");
    let head = world.visitor().send(Method::HEAD, "/sw.js", None).await;
    assert_eq!(head.status.as_u16(), 200);
}

#[tokio::test]
async fn a_tab_of_the_build_before_still_gets_its_files() {
    let place = Place::sqlite();
    let (folder, keep) = (dist(&place.folder(), "first"), place.folder().join("builds"));
    let files = Files::open(&folder, Some(keep), Arc::default()).unwrap();
    let world = World::with(place, &[], &seed::EVERYDAY, Some(files)).await;
    let visitor = world.visitor();
    let first: Session = visitor.get(paths::SESSION).await;
    assert_eq!(first.build.len(), 16);

    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        visitor.send(Method::GET, "/", None).await.text(),
        "<!doctype html>first",
        "the page while a build is written"
    );
    dist(&world.place.folder(), "second");
    fs::remove_file(folder.join(SCRIPT)).unwrap();
    fs::remove_file(folder.join(format!("{SCRIPT}.br"))).unwrap();
    fs::write(folder.join("app-fedcba9876543210.js"), "script of second").unwrap();

    assert_eq!(visitor.send(Method::GET, "/", None).await.text(), "<!doctype html>second");
    assert_ne!(visitor.get::<Session>(paths::SESSION).await.build, first.build);
    assert_eq!(visitor.send(Method::GET, "/app-fedcba9876543210.js", None).await.text(), "script of second");
    let old = visitor.send(Method::GET, &format!("/{SCRIPT}"), None).await;
    assert_eq!((old.status.as_u16(), old.text().as_str()), (200, "script of first"));
    assert_eq!(old.header("cache-control"), "public, max-age=31536000, immutable");
}

#[tokio::test]
async fn a_folder_without_an_app_is_named() {
    let place = Place::sqlite();
    let missing = place.folder().join("nothing");
    let error = Files::open(&missing, None, Arc::default()).err().unwrap().to_string();
    assert!(error.contains("nothing/index.html") && error.contains("GOM_DIST"), "{error}");
}
