//! Transfers.

use super::client;
use super::error::ApiError;
use contract::{ChallengeId, Transfer, TransferAccept, TransferId, Transfers, paths};

/// A page of transfers, newest first.
pub async fn list(cursor: Option<&str>) -> Result<Transfers, ApiError> {
    client::get(&paths::query(paths::TRANSFERS, &[("cursor", cursor.unwrap_or_default())])).await
}

/// Where a transfer stands. `NotFound` after an unknown outcome means that it never arrived.
pub async fn get(id: &TransferId) -> Result<Transfer, ApiError> {
    client::get(&paths::fill(paths::TRANSFER, &[&id.0])).await
}

/// Accepts a quote under an id of ours, which is stored before. Sending the same again is answered the same. What is worth much
/// needs a step-up.
pub async fn accept(
    id: &TransferId,
    body: &TransferAccept,
    step_up: Option<&ChallengeId>,
) -> Result<Transfer, ApiError> {
    client::put_json(&paths::fill(paths::TRANSFER, &[&id.0]), body, step_up).await
}

/// Takes it back while it waits. Twice is success.
pub async fn cancel(id: &TransferId) -> Result<Transfer, ApiError> {
    client::post(&paths::fill(paths::TRANSFER_CANCEL, &[&id.0])).await
}

/// Does not wait for the end of the window.
pub async fn send_now(id: &TransferId) -> Result<Transfer, ApiError> {
    client::post(&paths::fill(paths::TRANSFER_SEND_NOW, &[&id.0])).await
}
