//! Who is signed in.

use super::client;
use super::error::ApiError;
use contract::{CodeAsk, CodeSent, Me, MeChange, Session, SignIn, paths};

/// Who is signed in; "nobody" is an answer too.
pub async fn get() -> Result<Session, ApiError> {
    client::get(paths::SESSION).await
}

/// A fresh demo member, signed in.
pub async fn start_demo() -> Result<Session, ApiError> {
    client::post(paths::SESSION_DEMO).await
}

/// Sends a code to a phone number. The answer is the same whether the number is known or not.
pub async fn send_code(phone: &str) -> Result<CodeSent, ApiError> {
    client::post_json(paths::SESSION_CODE, &CodeAsk { phone: phone.to_owned() }).await
}

/// Signs in by the code that arrived.
pub async fn sign_in(body: &SignIn) -> Result<Session, ApiError> {
    client::post_json(paths::SESSION, body).await
}

/// Ends the session.
pub async fn end() -> Result<(), ApiError> {
    client::delete(paths::SESSION).await
}

/// Closes the account: the member is gone, the ledger stays without a name.
pub async fn close_account() -> Result<(), ApiError> {
    client::delete(paths::ME).await
}

/// Changes name, language, zone or currency.
pub async fn change_me(change: &MeChange) -> Result<Me, ApiError> {
    client::patch_json(paths::ME, change).await
}
