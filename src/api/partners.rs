//! Partners, whose pages may frame the wallet.

use super::client;
use super::error::ApiError;
use contract::embed::Partner;
use contract::{PartnerId, paths};

/// One partner. What cannot be an id is not asked for.
pub async fn get(id: &PartnerId) -> Result<Partner, ApiError> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    match !id.0.is_empty() && id.0.bytes().all(fits) {
        true => client::get(&paths::fill(paths::PARTNER, &[&id.0])).await,
        false => Err(ApiError::NotFound),
    }
}
