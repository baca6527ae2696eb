//! The built app in an operator's name, by the file of `GOM_CONFIG`: over HTTP, and with the real program.

use crate::files::dist;
use crate::support::Place;
use crate::tcp::run;
use crate::world::{Client, START, World};
use axum::http::Method;
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{Config, Language, Session, paths};
use gom_backend::clock::TestClock;
use gom_backend::config::{ConfigFile, Operator};
use gom_backend::http::files::Files;
use gom_backend::seed;
use gom_backend::store::Store;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const PAGE: &str = "<!doctype html><html lang=\"vi\"><head><meta name=\"gom-config\" content='{}'><script>Gom()</script>\
    <title>Gom</title><meta name=\"description\" content=\"Gom: điểm\"></head><body>Gom</body></html>";
const FILE: &str = "name = \"Vui & <Vẻ>\"\nlanguages = [\"ru\", \"vi\"]\napi = \"https://api.vui.example\"\nlogo = \"logo.svg\"\n\
    [accent]\nlight = \"#7a1fa2\"\ndark = \"#d9a7f0\"\n";

fn built(place: &Place) -> PathBuf {
    let dist = dist(&place.folder(), "");
    fs::write(dist.join("index.html"), PAGE).unwrap();
    let hash = integrity(PAGE.as_bytes());
    let entry = format!("{{\"integrity\":\"{hash}\",\"revision\":\"{hash}\",\"url\":\"/index.html\"}}");
    fs::write(dist.join("sw.js"), format!("cache([{entry},{{\"url\":\"/a\"}}])")).unwrap();
    let manifest = "{\"name\":\"Gom\",\"lang\":\"vi\",\"description\":\"Gom: điểm\",\"description_localized\":{\"ru\":\"Gom: баллы\"}}";
    fs::write(dist.join("manifest.webmanifest"), manifest).unwrap();
    dist
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn config(place: &Place, text: &str) -> PathBuf {
    fs::write(place.folder().join("logo.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    let path = place.folder().join("gom.toml");
    fs::write(&path, text).unwrap();
    path
}

async fn operator(path: &Path) -> Operator {
    let world = World::new(Place::sqlite()).await;
    ConfigFile::open(path).unwrap().operator(&world.visitor().get(paths::PROGRAMS).await).unwrap()
}

/// The same bytes, whether compressed or not.
async fn both(visitor: &Client, path: &str) -> String {
    let plain = visitor.send(Method::GET, path, None).await;
    assert_eq!(plain.status.as_u16(), 200, "{path}");
    assert_eq!(plain.header("cache-control"), "no-cache", "{path}");
    let small = visitor.send_as(Method::GET, path, None, &[("accept-encoding", "br")]).await;
    assert_eq!(small.header("content-encoding"), "br", "{path}");
    let mut whole = Vec::new();
    brotli::Decompressor::new(small.body.as_slice(), 4_096).read_to_end(&mut whole).unwrap();
    assert!(whole == plain.body, "{path} is another when compressed");
    plain.text()
}

#[tokio::test]
async fn without_a_file_every_byte_is_the_builds() {
    let place = Place::sqlite();
    let dist = built(&place);
    let empty = operator(&config(&place, "")).await;
    for operator in [Operator::default(), empty] {
        let files = Files::open(&dist, None, Arc::new(operator)).unwrap();
        let world = World::with(Place::sqlite(), &[], &seed::EVERYDAY, Some(files)).await;
        for name in ["index.html", "sw.js", "manifest.webmanifest", "icons/icon.svg"] {
            let answer = world.visitor().send(Method::GET, &format!("/{name}"), None).await;
            assert!(answer.body == fs::read(dist.join(name)).unwrap(), "{name}");
        }
        assert_eq!(world.visitor().send(Method::GET, "/logo.svg", None).await.status.as_u16(), 404);
    }
}

#[tokio::test]
async fn the_page_the_manifest_and_the_worker_are_the_operators() {
    let place = Place::sqlite();
    let dist = built(&place);
    let operator = operator(&config(&place, FILE)).await;
    let files = Files::open(&dist, None, Arc::new(operator.clone())).unwrap();
    let world = World::with(place, &[], &seed::EVERYDAY, Some(files)).await;
    let visitor = world.visitor();

    let page = both(&visitor, "/settings").await;
    let name = "Vui &amp; &lt;Vẻ&gt;";
    assert!(page.contains("<html lang=\"ru\">") && page.contains(&format!("<title>{name}</title>")), "{page}");
    assert!(page.contains(&format!("content=\"{name}: баллы\"")) && page.contains("<script>Gom()</script>"), "{page}");
    let carried = page.split("name=\"gom-config\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    let carried = carried.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    assert_eq!(serde_json::from_str::<Config>(&carried).unwrap(), operator.config);
    let policy = visitor.send(Method::GET, "/", None).await.header("content-security-policy").to_owned();
    assert!(policy.contains("script-src 'sha384-x' 'wasm-unsafe-eval';"), "{policy}");

    let worker = both(&visitor, "/sw.js").await;
    assert!(worker.contains(&integrity(page.as_bytes())) && !worker.contains(&integrity(PAGE.as_bytes())), "{worker}");
    assert!(worker.contains("\"url\":\"/logo.svg\"},{\"url\":\"/a\"}"), "{worker}");
    let manifest: serde_json::Value = serde_json::from_str(&both(&visitor, "/manifest.webmanifest").await).unwrap();
    assert_eq!((&manifest["name"], &manifest["lang"]), (&"Vui & <Vẻ>".into(), &"ru".into()));
    assert_eq!(manifest["theme_color"], "#7a1fa2");
    assert!(visitor.send(Method::GET, "/logo.svg", None).await.header("content-type") == "image/svg+xml");
    let session: Session = visitor.get(paths::SESSION).await;
    assert_eq!(session.build, hex(page.as_bytes())[..16], "another configuration is another build");
}

#[tokio::test]
async fn the_policy_names_the_api_of_another_origin() {
    let place = Place::sqlite();
    let dist = built(&place);
    fs::write(dist.join("csp.txt"), "default-src 'none'; connect-src 'self'; frame-ancestors 'none'").unwrap();
    let operator = operator(&config(&place, FILE)).await;
    let files = Files::open(&dist, None, Arc::new(operator)).unwrap();
    let world = World::with(place, &[], &seed::EVERYDAY, Some(files)).await;
    let answer = world.visitor().send(Method::GET, "/", None).await;
    let wanted = "default-src 'none'; connect-src 'self' https://api.vui.example; frame-ancestors 'none'";
    assert_eq!(answer.header("content-security-policy"), wanted);
}

#[tokio::test]
async fn a_build_that_cannot_take_the_configuration_is_named() {
    for name in ["index.html", "sw.js", "manifest.webmanifest"] {
        let place = Place::sqlite();
        let dist = built(&place);
        fs::write(dist.join(name), "something else").unwrap();
        let operator = operator(&config(&place, FILE)).await;
        let error = Files::open(&dist, None, Arc::new(operator)).err().unwrap().to_string();
        // A page that was changed is not the one whose revision the worker has.
        assert!(error.contains(name), "{name}: {error}");
    }
}

#[test]
fn a_broken_file_stops_the_start_with_its_line() {
    let place = Place::sqlite();
    for (text, words) in
        [("\n\nnme = \"x\"", "gom.toml:3: unknown field"), ("currency = \"XXX\"", "gom.toml:1: currency")]
    {
        let path = config(&place, text).display().to_string();
        let settings = [
            ("GOM_CONFIG", path.as_str()),
            ("GOM_DATABASE_URL", place.url.as_str()),
            ("GOM_LISTEN", "127.0.0.1:0"),
            ("GOM_ORIGIN", "http://localhost:1"),
        ];
        let output = run(&["serve"], &settings);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(words), "{said}");
    }
}

#[tokio::test]
async fn new_members_have_the_operators_currency() {
    let place = Place::sqlite();
    let clock = Arc::new(TestClock::at(START));
    let store = Store::open(&place.url, clock).await.unwrap();
    seed::import(&store, &seed::EVERYDAY).await.unwrap();
    let store = store.with_currency("USD");
    let member = store.create_demo_member(Language::Vi, None).await.unwrap();
    assert_eq!(store.me(&member).await.unwrap().currency, "USD");
}
