//! The devices on which the member is signed in.

use super::client;
use super::error::ApiError;
use contract::{SessionId, Sessions, paths};

/// All live sessions, the one that asks first.
pub async fn list() -> Result<Sessions, ApiError> {
    client::get(paths::SESSIONS).await
}

/// The member has seen the list: what is on it is no news any more.
pub async fn seen() -> Result<(), ApiError> {
    client::post_empty(paths::SESSIONS_SEEN).await
}

/// Ends one session.
pub async fn end(id: &SessionId) -> Result<(), ApiError> {
    client::delete(&paths::fill(paths::SESSION_ONE, &[&id.0])).await
}

/// Ends all of them, the one that asks too.
pub async fn end_all() -> Result<(), ApiError> {
    client::delete(paths::SESSIONS).await
}
