//! Who is signed in.

use super::client;
use super::error::ApiError;
use contract::{Me, MeChange, Session, paths};

/// Who is signed in; "nobody" is an answer too.
pub async fn get() -> Result<Session, ApiError> {
    client::get(paths::SESSION).await
}

/// A fresh demo member, signed in.
pub async fn start_demo() -> Result<Session, ApiError> {
    client::post(paths::SESSION_DEMO).await
}

/// Ends the session.
pub async fn end() -> Result<(), ApiError> {
    client::delete(paths::SESSION).await
}

/// Changes language, zone or currency.
pub async fn change_me(change: &MeChange) -> Result<Me, ApiError> {
    client::patch_json(paths::ME, change).await
}
