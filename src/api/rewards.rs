//! The catalog.

use super::client;
use super::error::ApiError;
use super::query;
use contract::{Rewards, paths};

/// A page of rewards, by id.
pub async fn list(cursor: Option<&str>) -> Result<Rewards, ApiError> {
    client::get(&query(paths::REWARDS, &[("cursor", cursor)])).await
}
