//! S9: a change is only taken from our own origin. Every changing operation × what the browser says about the request.

use crate::operations::{self, Operation, fixture};
use crate::support::Place;
use crate::world::{Answer, Client, ORIGIN, World};
use contract::{Code, Session, paths};
use serde_json::Value;

const SITES: [Option<&str>; 5] = [None, Some("same-origin"), Some("same-site"), Some("cross-site"), Some("none")];
const ORIGINS: [Option<&str>; 6] = [
    None,
    Some(ORIGIN),
    Some("https://evil.example"),
    Some("null"),
    Some("http://localhost:80801"),
    Some("http://evil.localhost:8080"),
];
const TYPES: [&str; 4] = ["application/json", "text/plain", "application/x-www-form-urlencoded", ""];

fn legitimate(site: Option<&str>, origin: Option<&str>) -> bool {
    let proofs = [(site, "same-origin"), (origin, ORIGIN)];
    proofs.iter().any(|(said, _)| said.is_some())
        && proofs.iter().all(|(said, proof)| said.is_none_or(|said| said == *proof))
}

async fn send(
    client: &Client,
    operation: &Operation,
    request: &(String, Option<Value>),
    headers: &[(&str, &str)],
) -> Answer {
    client.send_as(operation.method.clone(), &request.0, request.1.as_ref(), headers).await
}

fn says<'a>(site: Option<&'a str>, origin: Option<&'a str>, media: &'a str) -> Vec<(&'static str, &'a str)> {
    let mut headers = vec![("content-type", media)];
    headers.extend(site.map(|site| ("sec-fetch-site", site)));
    headers.extend(origin.map(|origin| ("origin", origin)));
    headers
}

#[tokio::test]
async fn no_other_site_can_change_anything() {
    let world = World::new(Place::sqlite()).await;
    for operation in operations::all().iter().filter(|operation| !operation.method.is_safe()) {
        let member = world.member().await;
        let request = fixture(operation, &member).await;
        let before = member.wallet().await;
        for (site, origin) in SITES.iter().flat_map(|site| ORIGINS.map(|origin| (*site, origin))) {
            for media in TYPES {
                let headers = says(site, origin, media);
                if !legitimate(site, origin) {
                    for client in [&member, &world.visitor()] {
                        let answer = send(client, operation, &request, &headers).await;
                        assert_eq!(answer.code(), Some(Code::CrossSite), "{} with {headers:?}", operation.id);
                        assert!(answer.header("set-cookie").is_empty());
                    }
                    continue;
                }
                let fits = !operation.has_body || media == "application/json";
                // What works once, such as a code, is made anew.
                let own = if operation.needs_session { request.clone() } else { fixture(operation, &member).await };
                let answer = send(&world.visitor(), operation, &own, &headers).await;
                let wanted = match (operation.needs_session, fits) {
                    (true, _) => Some(Code::SignedOut),
                    (false, true) => None,
                    (false, false) => Some(Code::UnsupportedMediaType),
                };
                assert_eq!(answer.code(), wanted, "{} signed out with {headers:?}", operation.id);
                let other = world.member().await;
                let own = fixture(operation, &other).await;
                let answer = send(&other, operation, &own, &headers).await;
                let wanted = (!fits).then_some(Code::UnsupportedMediaType);
                assert_eq!(answer.code(), wanted, "{} signed in with {headers:?}: {answer:?}", operation.id);
            }
        }
        assert_eq!(member.wallet().await, before, "{} was refused and changed something", operation.id);
    }
}

#[tokio::test]
async fn two_values_of_one_header_prove_nothing() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    for headers in [[("origin", ORIGIN), ("origin", "https://evil.example")], [("origin", ORIGIN), ("origin", ORIGIN)]]
    {
        let answer = member.send_as(axum::http::Method::DELETE, paths::SESSION, None, &headers).await;
        assert_eq!(answer.code(), Some(Code::CrossSite));
    }
    assert!(member.get::<Session>(paths::SESSION).await.member.is_some());
}
