//! The first screen.

use super::client;
use super::error::ApiError;
use contract::{Wallet, paths};

/// Everything the first screen shows.
pub async fn get() -> Result<Wallet, ApiError> {
    client::get(paths::WALLET).await
}
