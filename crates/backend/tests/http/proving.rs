//! Short words for passkeys and step-up, and the fixtures of their operations.

use crate::authenticator::SoftPasskey;
use crate::operations::Operation;
use crate::world::{Answer, Client, ORIGIN};
use axum::http::{Method, StatusCode};
use contract::*;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The passkeys that fixtures made, by the cookie of their member.
static MADE: Mutex<Option<HashMap<String, (PasskeyId, SoftPasskey)>>> = Mutex::new(None);

/// A request of this member that the operation answers with a success; `None` if the operation is not about this.
pub async fn fixture(operation: &Operation, member: &Client) -> Option<(String, Option<Value>)> {
    let path = operation.path.as_str();
    Some(match operation.id.as_str() {
        "passkeys" | "start_passkey_sign_in" => (path.to_owned(), None),
        "sign_in_by_passkey" => {
            let (_, key) = member.a_passkey().await;
            (path.to_owned(), Some(member.passkey_sign_in(&key).await))
        }
        "ask_step_up" => {
            member.a_passkey().await;
            (path.to_owned(), Some(json!({"action": "add_passkey"})))
        }
        "prove_step_up" => {
            let (_, key) = member.a_passkey().await;
            let asked = member.ask_step_up(&json!({"action": "add_passkey"})).await;
            let signed = key.sign(&asked.options.unwrap(), ORIGIN);
            (paths::fill(path, &[&asked.id.0]), Some(json!({"credential": signed})))
        }
        "start_passkey" => {
            let (_, key) = member.a_passkey().await;
            (
                path.to_owned(),
                Some(json!({"step_up": member.proved(&json!({"action": "add_passkey"}), Some(&key)).await})),
            )
        }
        "add_passkey" => {
            let (_, key) = member.a_passkey().await;
            (path.to_owned(), Some(member.making("Tablet", Some(&key)).await.1))
        }
        "rename_passkey" => (paths::fill(path, &[&member.a_passkey().await.0.0]), Some(json!({"name": "Phone"}))),
        "remove_passkey" => {
            let (id, key) = member.a_passkey().await;
            let step = json!({"action": "remove_passkey", "passkey": id});
            (paths::fill(path, &[&id.0]), Some(json!({"step_up": member.proved(&step, Some(&key)).await})))
        }
        _ => return None,
    })
}

impl Client {
    /// A passkey of this member, made once.
    async fn a_passkey(&self) -> (PasskeyId, SoftPasskey) {
        let cookie = self.cookie.clone().unwrap();
        let known = MADE.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().get(&cookie).cloned();
        if let Some(known) = known {
            return known;
        }
        let (added, key) = self.add_passkey("Laptop", None).await;
        let made = (added.id, key);
        MADE.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().insert(cookie, made.clone());
        made
    }

    /// Asks for a step-up, without looking at the answer.
    pub async fn send_step_up(&self, step: &Value) -> Answer {
        self.send(Method::POST, paths::STEP_UP, Some(step)).await
    }

    pub async fn ask_step_up(&self, step: &Value) -> StepUp {
        let answer = self.send_step_up(step).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }

    /// Sends a proof, without looking at the answer.
    pub async fn prove(&self, id: &ChallengeId, proof: &Value) -> Answer {
        self.send(Method::POST, &paths::fill(paths::STEP_UP_PROOF, &[&id.0]), Some(proof)).await
    }

    /// A step-up for this step, proved by the passkey, or by the code where there is none.
    pub async fn proved(&self, step: &Value, key: Option<&SoftPasskey>) -> ChallengeId {
        let asked = self.ask_step_up(step).await;
        let proof = match key {
            Some(key) => json!({"credential": key.sign(asked.options.as_ref().unwrap(), ORIGIN)}),
            None => json!({"code": asked.demo_code.as_ref().unwrap()}),
        };
        let answer = self.prove(&asked.id, &proof).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
        asked.id
    }

    /// Accepts a quote with a step-up's id.
    pub async fn accept_proved(&self, id: &str, quote: &QuoteId, proof: &ChallengeId) -> Answer {
        let body = json!(TransferAccept { quote: quote.clone() });
        let headers = [("origin", ORIGIN), (STEP_UP_HEADER, proof.0.as_str())];
        self.send_as(Method::PUT, &paths::fill(paths::TRANSFER, &[id]), Some(&body), &headers).await
    }

    /// A challenge to add a passkey.
    pub async fn start_passkey(&self, by: Option<&SoftPasskey>) -> Challenge {
        let step_up = self.proved(&json!({"action": "add_passkey"}), by).await;
        let answer = self.send(Method::POST, paths::PASSKEYS_START, Some(&json!({"step_up": step_up}))).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }

    /// A fresh passkey, and the body that adds it.
    pub async fn making(&self, name: &str, by: Option<&SoftPasskey>) -> (SoftPasskey, Value) {
        let started = self.start_passkey(by).await;
        let (key, credential) = SoftPasskey::make(&started.options, ORIGIN);
        (key, json!({"id": started.id, "name": name, "credential": credential}))
    }

    /// Adds a passkey; the step-up is proved by another one, or by a code.
    pub async fn add_passkey(&self, name: &str, by: Option<&SoftPasskey>) -> (Passkey, SoftPasskey) {
        let (key, body) = self.making(name, by).await;
        let answer = self.send(Method::POST, paths::PASSKEYS, Some(&body)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        (answer.json(), key)
    }

    /// A challenge to sign in with a passkey.
    pub async fn start_passkey_sign_in(&self) -> Challenge {
        let answer = self.send(Method::POST, paths::SESSION_PASSKEY_START, None).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }

    /// The body that signs in with this passkey.
    pub async fn passkey_sign_in(&self, key: &SoftPasskey) -> Value {
        let started = self.start_passkey_sign_in().await;
        json!({"id": started.id, "credential": key.sign(&started.options, ORIGIN)})
    }

    /// Tries to sign in with that body, without looking at the answer.
    pub async fn try_passkey(&self, body: &Value) -> Answer {
        self.send(Method::POST, paths::SESSION_PASSKEY, Some(body)).await
    }
}
