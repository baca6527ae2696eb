//! The first screen.

use super::client;
use super::error::ApiError;
use contract::{Wallet, paths};

/// Everything the first screen shows, as it came: the device keeps this text. `read` makes the wallet of it.
pub async fn get_text() -> Result<String, ApiError> {
    client::get_text(paths::WALLET).await
}

/// The wallet in such a text.
pub fn read(text: &str) -> Result<Wallet, ApiError> {
    client::decode(text)
}
