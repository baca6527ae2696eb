//! Pairs and their history.

use super::client;
use super::error::ApiError;
use contract::{PairHistory, Pairs, ProgramId, paths};

/// Pairs in force and announced.
pub async fn list() -> Result<Pairs, ApiError> {
    client::get(paths::PAIRS).await
}

/// One pair with everything known about it.
pub async fn history(from: &ProgramId, to: &ProgramId) -> Result<PairHistory, ApiError> {
    client::get(&paths::fill(paths::PAIR, &[&from.0, &to.0])).await
}
