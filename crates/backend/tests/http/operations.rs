//! Every operation of openapi.json, with a request that succeeds. A new operation without one fails the tests that use this.

use crate::identity;
use crate::world::{Client, fresh_id};
use axum::http::Method;
use contract::*;
use serde_json::{Value, json};

pub struct Operation {
    pub id: String,
    pub method: Method,
    pub path: String,
    pub needs_session: bool,
    pub has_body: bool,
}

/// All of them, from the document itself.
pub fn all() -> Vec<Operation> {
    let text = gom_backend::http::openapi::text(gom_backend::http::api().into_openapi());
    let document: Value = serde_json::from_str(&text).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            found.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                needs_session: needs_session(operation),
                has_body: operation.get("requestBody").is_some(),
            });
        }
    }
    assert!(found.len() > 15);
    found
}

/// Whether nobody can do it signed out. An empty alternative means that a session is not always needed.
fn needs_session(operation: &Value) -> bool {
    let ways = operation.get("security").and_then(Value::as_array);
    ways.is_some_and(|ways| ways.iter().all(|way| way.as_object().is_some_and(|way| !way.is_empty())))
}

/// A request of this member that the operation answers with a success.
pub async fn fixture(operation: &Operation, member: &Client) -> (String, Option<Value>) {
    let path = operation.path.as_str();
    match operation.id.as_str() {
        "session" | "sign_out" | "try_demo" | "wallet" | "activity" | "activity_csv" | "programs" | "pairs"
        | "transfers" | "rewards" | "events" => (path.to_owned(), None),
        "reward" => {
            let rewards: Rewards = member.get(paths::REWARDS).await;
            (paths::fill(path, &[&rewards.items[0].id.0.to_string()]), None)
        }
        "change_me" => (path.to_owned(), Some(json!({"language": "en"}))),
        "membership" => (paths::fill(path, &[&member.a_move().await.from.0]), None),
        "partner" => (paths::fill(path, &["demo-shop"]), None),
        "pair" => {
            let pairs: Pairs = member.get(paths::PAIRS).await;
            (paths::fill(path, &[&pairs.items[0].from.0, &pairs.items[0].to.0]), None)
        }
        "ask" => {
            let wanted = member.a_move().await;
            (path.to_owned(), Some(json!({"from": wanted.from, "to": wanted.to, "amount": wanted.amount})))
        }
        "quote" | "let_go" => (paths::fill(path, &[&member.quote(&member.a_move().await).await.id.0]), None),
        "accept" => {
            let quote = member.quote(&member.a_move().await).await;
            (paths::fill(path, &[&fresh_id()]), Some(json!({"quote": quote.id})))
        }
        "transfer" | "cancel" | "send_now" => {
            let id = fresh_id();
            let quote = member.quote(&member.a_move().await).await;
            assert_eq!(member.accept(&id, &quote.id).await.status.as_u16(), 201);
            (paths::fill(path, &[&id]), None)
        }
        other => match identity::fixture(operation, member).await {
            Some(fixture) => fixture,
            None => {
                panic!("the operation {other} has no fixture: add one, so that every test of all operations covers it")
            }
        },
    }
}
