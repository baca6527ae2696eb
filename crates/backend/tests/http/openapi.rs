//! The contract is locked: what is served, printed and committed is one text.

use crate::support::Place;
use crate::world::World;
use axum::http::Method;
use contract::{Code, Problem, paths};
use gom_backend::http::{api, openapi};
use serde_json::Value;
use std::fs;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");

#[tokio::test]
async fn the_committed_document_is_the_one_that_is_served() {
    let text = openapi::text(api().into_openapi());
    assert_eq!(text, openapi::text(api().into_openapi()));
    let world = World::new(Place::sqlite()).await;
    let served = world.visitor().send(Method::GET, paths::OPENAPI, None).await;
    assert!(served.text() == text, "the served document is another");
    let committed = fs::read_to_string(COMMITTED).unwrap_or_default();
    assert!(committed == text, "docs/openapi.json is old: run `cargo xtask openapi`");
}

#[test]
fn every_operation_says_how_it_can_fail_and_shows_an_example() {
    let document: Value = serde_json::from_str(&openapi::text(api().into_openapi())).unwrap();
    let mut ids = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            let responses = operation["responses"].as_object().unwrap();
            let success = responses.get("200").or_else(|| responses.get("201"));
            let forms = success.and_then(|success| success["content"].as_object());
            let shown = forms.is_some_and(|forms| forms.values().all(|form| form.get("example").is_some()));
            assert!(shown != responses.contains_key("204"), "{id} shows no answer");
            assert_eq!(operation.get("security").is_some(), responses.contains_key("401"), "{id}");
            assert_eq!(method == "get", !responses.contains_key("403"), "{id}");
            assert_eq!(operation.get("requestBody").is_some(), responses.contains_key("415"), "{id}");
            assert!(path.starts_with(paths::BASE) && responses.contains_key("500"), "{id}");
            assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{id}");
            for (status, response) in responses.iter().filter(|(status, _)| status.as_str() >= "400") {
                let examples = response["content"]["application/problem+json"]["examples"].as_object().unwrap();
                for example in examples.values() {
                    let problem: Problem = serde_json::from_value(example["value"].clone()).unwrap();
                    assert!(problem.status.to_string() == *status && problem.code != Code::Unknown, "{id}");
                }
            }
            ids.push(id.to_owned());
        }
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "two operations have one id");
}

#[test]
fn every_code_is_explained_in_the_documentation() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/API.md")).unwrap_or_default();
    let document: Value = serde_json::from_str(&openapi::text(api().into_openapi())).unwrap();
    for code in document["components"]["schemas"]["Code"]["enum"].as_array().unwrap() {
        let code = code.as_str().unwrap();
        assert!(code == "unknown" || text.contains(&format!("`{code}`")), "docs/API.md does not explain {code}");
    }
}

#[test]
fn every_operation_stands_in_the_documentation() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/API.md")).unwrap_or_default();
    let document: Value = serde_json::from_str(&openapi::text(api().into_openapi())).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let short = path.strip_prefix(paths::BASE).unwrap_or(path);
            let wanted = format!("`{} {short}`", method.to_uppercase());
            assert!(text.contains(&wanted), "docs/API.md does not list {wanted}");
        }
    }
}
