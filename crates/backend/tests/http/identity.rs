//! Fixtures of the operations about who the member is, and short words for signing in by phone.

use crate::operations::Operation;
use crate::proving;
use crate::world::{Answer, Client, World};
use axum::http::{Method, StatusCode};
use contract::*;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};

/// A request of this member that the operation answers with a success; `None` if the operation is not about this.
pub async fn fixture(operation: &Operation, member: &Client) -> Option<(String, Option<Value>)> {
    let path = operation.path.as_str();
    Some(match operation.id.as_str() {
        "sessions" | "sign_out_everywhere" | "saw_sessions" | "export" | "close_account" => (path.to_owned(), None),
        "ask_code" => (path.to_owned(), Some(json!(CodeAsk { phone: fresh_phone() }))),
        "sign_in" => (path.to_owned(), Some(with_consent(&member.ask_code(&fresh_phone()).await))),
        "end_session" => {
            let sessions: Sessions = member.get(paths::SESSIONS).await;
            (paths::fill(path, &[&sessions.items[0].id.0]), None)
        }
        "ask_link" => {
            let ask = LinkAsk { program: member.free_program().await, number: fresh_number() };
            (path.to_owned(), Some(json!(ask)))
        }
        "confirm_link" => {
            let started = member.ask_link(&member.free_program().await, &fresh_number()).await;
            (paths::fill(path, &[&started.id.0]), Some(json!({"code": started.demo_code})))
        }
        "unlink" => (paths::fill(path, &[&member.wallet().await.memberships[0].id.0]), None),
        _ => return proving::fixture(operation, member).await,
    })
}

/// A number that no test of this process has used.
pub fn fresh_phone() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(910_000_000);
    format!("0{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A membership number that no test of this process has used.
pub fn fresh_number() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1_000);
    format!("T{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The body that signs in with a code shown in the demo.
pub fn with_consent(sent: &CodeSent) -> Value {
    json!({"request": sent.request, "code": sent.demo_code, "consent": true})
}

/// A code that is not the one that was sent.
pub fn wrong(sent: &CodeSent) -> String {
    other_code(sent.demo_code.as_ref().unwrap())
}

pub fn other_code(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

impl Client {
    /// Asks for a sign-in code, without looking at the answer.
    pub async fn send_code(&self, phone: &str) -> Answer {
        self.send(Method::POST, paths::SESSION_CODE, Some(&json!({"phone": phone}))).await
    }

    pub async fn ask_code(&self, phone: &str) -> CodeSent {
        let answer = self.send_code(phone).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }

    /// Tries a code, without looking at the answer.
    pub async fn try_code(&self, request: &CodeRequestId, code: &str, consent: bool) -> Answer {
        let body = json!({"request": request, "code": code, "consent": consent});
        self.send(Method::POST, paths::SESSION, Some(&body)).await
    }
}

impl Client {
    /// A program in which this member has no membership.
    pub async fn free_program(&self) -> ProgramId {
        let (programs, wallet) = (self.get::<Programs>(paths::PROGRAMS).await, self.wallet().await);
        let has = |id: &ProgramId| wallet.memberships.iter().any(|membership| membership.program.id == *id);
        programs.items.into_iter().map(|program| program.id).find(|id| !has(id)).unwrap()
    }

    /// Asks to link a number, without looking at the answer.
    pub async fn send_link(&self, program: &ProgramId, number: &str) -> Answer {
        self.send(Method::POST, paths::LINKS, Some(&json!({"program": program, "number": number}))).await
    }

    pub async fn ask_link(&self, program: &ProgramId, number: &str) -> LinkStarted {
        let answer = self.send_link(program, number).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }

    /// Proves control, without looking at the answer.
    pub async fn confirm(&self, id: &LinkId, code: &str) -> Answer {
        self.send(Method::POST, &paths::fill(paths::LINK_CONFIRM, &[&id.0]), Some(&json!({"code": code}))).await
    }

    /// Asks and proves.
    pub async fn link(&self, program: &ProgramId, number: &str) -> Membership {
        let started = self.ask_link(program, number).await;
        let answer = self.confirm(&started.id, &started.demo_code.unwrap()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }

    /// Unlinks, without looking at the answer.
    pub async fn unlink(&self, id: &MembershipId) -> Answer {
        self.send(Method::DELETE, &paths::fill(paths::MEMBERSHIP, &[&id.0]), None).await
    }
}

impl World {
    /// Signs in with a phone number as a browser that says this about itself.
    pub async fn signed_in_as(&self, phone: &str, user_agent: &str) -> Client {
        let visitor = self.visitor();
        let body = with_consent(&visitor.ask_code(phone).await);
        let headers = [("origin", crate::world::ORIGIN), ("user-agent", user_agent)];
        let answer = visitor.send_as(Method::POST, paths::SESSION, Some(&body), &headers).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        Client { cookie: Some(answer.cookie()), ..visitor }
    }

    pub async fn signed_in(&self, phone: &str) -> Client {
        self.signed_in_as(phone, "").await
    }
}
