//! Programs and currencies.

use super::client;
use super::error::ApiError;
use contract::{Programs, paths};

/// All programs and currencies.
pub async fn list() -> Result<Programs, ApiError> {
    client::get(paths::PROGRAMS).await
}
