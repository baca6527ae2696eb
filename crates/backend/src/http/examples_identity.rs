//! The examples of openapi.json about who the member is: signing in, sessions, linking, export.

use crate::http::examples::{NOW, activity, me, membership};
use crate::http::examples_passkeys;
use contract::*;
use serde_json::{Value, json};

const MINUTE_MS: i64 = 60_000;

/// The example body of an operation.
pub fn request(operation: &str) -> Option<Value> {
    match operation {
        "ask_code" => Some(json!(CodeAsk { phone: "0912 345 678".into() })),
        "sign_in" => Some(json!(SignIn {
            request: request_id(),
            code: "482916".into(),
            consent: true,
            language: Some(Language::Vi),
            zone: Some("Asia/Ho_Chi_Minh".into()),
        })),
        "ask_link" => Some(json!(LinkAsk { program: ProgramId("lynkid".into()), number: "lk-7712 9862 7661".into() })),
        "confirm_link" => Some(json!(LinkConfirm { code: "482916".into() })),
        _ => examples_passkeys::request(operation),
    }
}

/// The example answer of an operation.
pub fn response(operation: &str) -> Option<Value> {
    Some(match operation {
        "ask_code" => json!(CodeSent {
            request: request_id(),
            expires_at: NOW.plus_ms(limits::CODE_MINUTES * MINUTE_MS),
            resend_at: NOW.plus_ms(limits::CODE_RESEND_SECONDS * 1_000),
            demo_code: None,
        }),
        "sign_in" => json!(Session { member: Some(member()), demo: false, build: String::new(), new_device: None }),
        "sessions" => json!(Sessions { items: vec![session()] }),
        "sign_out_everywhere" => json!(Session { member: None, demo: false, build: String::new(), new_device: None }),
        "ask_link" => json!(LinkStarted {
            id: LinkId("2f7d3f54-0c1e-4a43-9d55-8d2f6a1b7e90".into()),
            program: ProgramId("lynkid".into()),
            number: "LK771298627661".into(),
            expires_at: NOW.plus_ms(limits::CODE_MINUTES * MINUTE_MS),
            resend_at: NOW.plus_ms(limits::CODE_RESEND_SECONDS * 1_000),
            demo_code: None,
        }),
        "confirm_link" => json!(membership()),
        "export" => json!(export()),
        _ => return examples_passkeys::response(operation),
    })
}

fn request_id() -> CodeRequestId {
    CodeRequestId("5b0b2f6e-4f0e-4d7e-9a39-6c1c9d2a7f10".into())
}

pub(super) fn member() -> Me {
    Me { name: String::new(), demo: false, phone: Some("+84 ••• ••• 678".into()), ..me() }
}

fn export() -> Export {
    let agreed = |document: &str| Consent { document: document.into(), version: LEGAL_VERSION.into(), at: NOW };
    let detail = MembershipDetail {
        as_of: NOW,
        membership: membership(),
        number_not_known: false,
        pending: vec![],
        recent: vec![activity()],
    };
    let past = membership();
    let unlinked = UnlinkedMembership {
        id: past.id,
        program: past.program.id,
        number: past.number,
        linked_at: NOW.plus_ms(-48 * MINUTE_MS),
        unlinked_at: NOW,
    };
    Export {
        as_of: NOW,
        me: member(),
        phone: Some("+84912345678".into()),
        created_at: NOW,
        consents: vec![agreed("privacy"), agreed("terms")],
        sessions: vec![session()],
        past_sessions: vec![],
        known_browsers: vec![NOW],
        passkeys: vec![examples_passkeys::passkey()],
        memberships: vec![detail],
        unlinked: vec![unlinked],
        activity: vec![activity()],
        transfers: vec![],
        quotes: vec![],
    }
}

fn session() -> SessionInfo {
    SessionInfo {
        id: SessionId("c0a8f3d2-5e64-4b7a-8a51-3f2d7b9e6c04".into()),
        device: "Chrome · Windows".into(),
        created_at: NOW,
        seen_at: NOW.plus_ms(-48 * MINUTE_MS),
        current: true,
        fresh: false,
    }
}
