//! Quotes.

use super::client;
use super::error::ApiError;
use contract::{Quote, QuoteId, QuoteRequest, paths};

/// Asks what an amount becomes; the terms stand until the quote's end.
pub async fn make(request: &QuoteRequest) -> Result<Quote, ApiError> {
    client::post_json(paths::QUOTES, request).await
}

/// Lets a quote go: from then on no request can make a transfer of it, not even one that is still on its way.
pub async fn let_go(id: &QuoteId) -> Result<(), ApiError> {
    client::delete(&paths::fill(paths::QUOTE, &[&id.0])).await
}

/// A quote made before.
pub async fn get(id: &QuoteId) -> Result<Quote, ApiError> {
    client::get(&paths::fill(paths::QUOTE, &[&id.0])).await
}
