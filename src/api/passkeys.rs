//! The member's passkeys, and signing in with one.

use super::client;
use super::error::ApiError;
use contract::{
    Challenge, ChallengeId, Passkey, PasskeyAdd, PasskeyId, PasskeyRename, PasskeySignIn, Passkeys, Proved, Session,
    paths,
};

/// All of them, oldest first.
pub async fn list() -> Result<Passkeys, ApiError> {
    client::get(paths::PASSKEYS).await
}

/// What the browser has to make, for a step-up that was proved.
pub async fn start(step_up: ChallengeId) -> Result<Challenge, ApiError> {
    client::post_json(paths::PASSKEYS_START, &Proved { step_up }).await
}

/// Adds what the browser made.
pub async fn add(body: &PasskeyAdd) -> Result<Passkey, ApiError> {
    client::post_json(paths::PASSKEYS, body).await
}

/// Gives one another name.
pub async fn rename(id: &PasskeyId, name: String) -> Result<Passkey, ApiError> {
    client::patch_json(&paths::fill(paths::PASSKEY, &[&id.0]), &PasskeyRename { name }).await
}

/// Removes one, for a step-up that was proved.
pub async fn remove(id: &PasskeyId, step_up: ChallengeId) -> Result<(), ApiError> {
    client::post_json_empty(&paths::fill(paths::PASSKEY_REMOVE, &[&id.0]), &Proved { step_up }).await
}

/// What a passkey has to sign to sign in.
pub async fn start_sign_in() -> Result<Challenge, ApiError> {
    client::post(paths::SESSION_PASSKEY_START).await
}

/// Signs in by what it signed.
pub async fn sign_in(body: &PasskeySignIn) -> Result<Session, ApiError> {
    client::post_json(paths::SESSION_PASSKEY, body).await
}
