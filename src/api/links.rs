//! Linking a membership: its program sends a code, and the code proves whose number it is.

use super::client;
use super::error::ApiError;
use contract::{LinkAsk, LinkConfirm, LinkStarted, Membership, paths};

/// Asks the program to send a code to the owner of the number.
pub async fn start(ask: &LinkAsk) -> Result<LinkStarted, ApiError> {
    client::post_json(paths::LINKS, ask).await
}

/// Proves control of the number; the membership is in the wallet from then on.
pub async fn confirm(id: &str, code: String) -> Result<Membership, ApiError> {
    client::post_json(&paths::fill(paths::LINK_CONFIRM, &[id]), &LinkConfirm { code }).await
}
