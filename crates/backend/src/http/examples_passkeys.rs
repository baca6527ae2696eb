//! The examples of openapi.json about passkeys and step-up. What only a browser can make is cut short.

use crate::http::examples::NOW;
use crate::http::examples_identity::member;
use contract::*;
use serde_json::{Value, json};

const MINUTE_MS: i64 = 60_000;
const ASSERTION: &str = r#"{"id":"…","rawId":"…","type":"public-key","response":{"authenticatorData":"…","clientDataJSON":"…","signature":"…","userHandle":"…"}}"#;
const MADE: &str =
    r#"{"id":"…","rawId":"…","type":"public-key","response":{"attestationObject":"…","clientDataJSON":"…"}}"#;

/// The example body of an operation.
pub fn request(operation: &str) -> Option<Value> {
    match operation {
        "sign_in_by_passkey" => Some(json!(PasskeySignIn { id: challenge_id(), credential: ASSERTION.into() })),
        "start_passkey" | "remove_passkey" => Some(json!(Proved { step_up: challenge_id() })),
        "add_passkey" => Some(json!(PasskeyAdd { id: challenge_id(), name: passkey().name, credential: MADE.into() })),
        "rename_passkey" => Some(json!(PasskeyRename { name: passkey().name })),
        "ask_step_up" => Some(json!(StepUpAsk {
            action: StepUpAction::AddPasskey,
            transfer: None,
            quote: None,
            passkey: None,
            code: false,
        })),
        "prove_step_up" => Some(json!(StepUpProof { credential: None, code: Some("482916".into()) })),
        _ => None,
    }
}

/// The example answer of an operation.
pub fn response(operation: &str) -> Option<Value> {
    Some(match operation {
        "sign_in_by_passkey" => {
            json!(Session { member: Some(member()), demo: false, build: String::new(), new_device: None })
        }
        "start_passkey_sign_in" | "start_passkey" => json!(Challenge {
            id: challenge_id(),
            expires_at: ends(),
            options: r#"{"publicKey":{"challenge":"…","rpId":"gom.example"}}"#.into(),
        }),
        "passkeys" => json!(Passkeys { items: vec![passkey()] }),
        "add_passkey" | "rename_passkey" => json!(passkey()),
        "ask_step_up" => json!(StepUp {
            id: challenge_id(),
            expires_at: ends(),
            options: None,
            sent_to: Some("+84 ••• ••• 678".into()),
            resend_at: Some(NOW.plus_ms(limits::CODE_RESEND_SECONDS * 1_000)),
            demo_code: None,
        }),
        _ => return None,
    })
}

pub(super) fn passkey() -> Passkey {
    Passkey {
        id: PasskeyId("9a1d7c52-3b0e-4f86-8c2a-6e5f4d3c2b1a".into()),
        name: "Chrome · Windows".into(),
        created_at: NOW.plus_ms(-48 * MINUTE_MS),
        used_at: Some(NOW),
    }
}

fn challenge_id() -> ChallengeId {
    ChallengeId("e2b7c9d0-1f3a-4b5c-9d8e-7f6a5b4c3d2e".into())
}

fn ends() -> contract::points::Timestamp {
    NOW.plus_ms(limits::CHALLENGE_MINUTES * MINUTE_MS)
}
