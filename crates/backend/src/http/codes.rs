//! Handing codes over: within the server's limits, and either for good or not at all.

use crate::code_sender::{CodeMessage, NotSent, Recipient};
use crate::http::address::Counted;
use crate::http::limits::PerMinute;
use crate::http::problem::Failure;
use crate::one_time::{Purpose, read_code};
use crate::state::AppState;
use crate::store::IssuedCode;
use contract::{Code, Language, limits};
use std::future::Future;
use tracing::Instrument;
use uuid::Uuid;

/// Whether a code may be asked for at all, looked at before anything is written: what one address asks for is counted here, what the
/// whole server sends only once there is a code to send.
pub fn allow(state: &AppState, purpose: Purpose, from: Counted) -> Result<(), Failure> {
    let now = state.clock.now();
    if let Counted(Some(address)) = from {
        state.code_addresses.take(address, now)?;
    }
    sent_for(state, purpose).look((), now)
}

/// Runs the work of a request to its end, even if nobody waits for the answer any more: a code is never left half handed over.
pub async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, Failure>> + Send + 'static,
) -> Result<T, Failure> {
    tokio::spawn(work.in_current_span()).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a code was not handed over");
        Err(Failure::of(Code::Internal))
    })
}

/// Sends a code. One that was surely not handed over was never there, and codes before it stay. Where nobody knows whether it was, it
/// stands and counts like one that was, and codes before it stay too.
///
/// The limit of the whole server is counted last, so that asking again and again for one number uses up nobody else's codes.
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
    let failure = match sent_for(state, issued.purpose).take((), state.clock.now()) {
        Ok(()) => match state.code_sender.send(&message).await {
            Ok(()) => return Ok(state.store.code_handed_over(issued).await?),
            Err(NotSent::Unknown) => return Ok(()),
            Err(NotSent::Refused) => Failure::of(Code::CodeNotSent),
        },
        Err(too_many) => too_many,
    };
    state.store.code_not_handed_over(issued).await?;
    Err(failure)
}

/// Codes to sign in are counted by themselves: what members do uses up nothing of what brings them in.
fn sent_for(state: &AppState, purpose: Purpose) -> &PerMinute<()> {
    if purpose == Purpose::SignIn { &state.codes } else { &state.member_codes }
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
