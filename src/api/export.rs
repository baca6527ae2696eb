//! Everything about the member, as one file.

use super::client;
use super::error::ApiError;
use contract::paths;

/// The file as it came: it is for the member, and the app does not read it.
pub async fn get_text() -> Result<String, ApiError> {
    client::get_whole(paths::EXPORT).await
}
