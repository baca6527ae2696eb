//! Handing codes over: within the server's limit, and either for good or not at all.

use crate::code_sender::{CodeMessage, Recipient};
use crate::http::problem::Failure;
use crate::one_time::read_code;
use crate::state::AppState;
use crate::store::IssuedCode;
use contract::{Code, Language, limits};
use uuid::Uuid;

/// Sends a code. If it cannot be handed over it was never there, and codes before it stay.
///
/// The limit of the whole server is asked last, so that asking again and again for one number uses up nobody else's codes.
pub async fn hand_over(
    state: &AppState,
    issued: &IssuedCode,
    to: Recipient,
    language: Language,
) -> Result<(), Failure> {
    let message = CodeMessage {
        id: Uuid::new_v4().to_string(),
        to,
        purpose: issued.purpose,
        code: issued.code.clone(),
        language,
        expires_at: issued.expires_at,
    };
    let sent = match state.codes.take((), state.clock.now()) {
        Ok(()) => state.code_sender.send(&message).await.map_err(|_| Failure::of(Code::CodeNotSent)),
        Err(too_many) => Err(too_many),
    };
    match sent {
        Ok(()) => Ok(state.store.code_handed_over(issued).await?),
        Err(failure) => {
            state.store.code_not_handed_over(issued).await?;
            Err(failure)
        }
    }
}

/// The code itself, where everyone may see it.
pub fn shown(state: &AppState, issued: IssuedCode) -> Option<String> {
    state.settings.demo.then_some(issued.code)
}

/// The digits of a code that was sent to us; what cannot be a code is no try.
pub fn read(code: &str) -> Result<String, Failure> {
    let detail = format!("The code has {} digits.", limits::CODE_DIGITS);
    read_code(code).ok_or_else(|| Failure::new(Code::Invalid, detail).at("code"))
}
