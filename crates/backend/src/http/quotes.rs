//! Quotes: a pair applied to an amount. A quote reserves nothing.

use crate::http::extract::{self, Ids};
use crate::http::openapi::{Absent, Always, Body, CannotLetGo, CannotQuote, Changes, Often, SignedIn};
use crate::http::problem::Failure;
use crate::principal::Principal;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use contract::{Quote, QuoteId, QuoteRequest, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(ask)).routes(routes!(quote, let_go))
}

/// Asks for a quote. Its terms stand until `expires_at`, by the server's clock.
#[utoipa::path(post, path = paths::QUOTES, tag = "transfers", security(("session" = [])),
    request_body = QuoteRequest,
    responses((status = 201, body = Quote, headers(("Location" = String, description = "Where the quote can be read"))),
        CannotQuote, Absent, SignedIn, Body, Changes, Often, Always))]
async fn ask(
    State(state): State<AppState>,
    principal: Principal,
    extract::Json(request): extract::Json<QuoteRequest>,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<Quote>), Failure> {
    state.quotes.take(principal.member.clone(), state.clock.now())?;
    let quote = state.store.quote(&principal.member, &request).await?;
    let location = paths::fill(paths::QUOTE, &[&quote.id.0]);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(quote)))
}

/// A quote, while its terms stand and after.
#[utoipa::path(get, path = paths::QUOTE, tag = "transfers", security(("session" = [])),
    params(("id" = String, Path, description = "A quote", format = Uuid)),
    responses((status = 200, body = Quote), Absent, SignedIn, Always))]
async fn quote(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<QuoteId>,
) -> Result<Json<Quote>, Failure> {
    Ok(Json(state.store.get_quote(&principal.member, &id).await?))
}

/// Lets a quote go: from then on no transfer can be made of it, not even by a request that is still on its way.
#[utoipa::path(delete, path = paths::QUOTE, tag = "transfers", security(("session" = [])),
    params(("id" = String, Path, description = "A quote", format = Uuid)),
    responses((status = 204), CannotLetGo, Absent, SignedIn, Changes, Always))]
async fn let_go(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<QuoteId>,
) -> Result<StatusCode, Failure> {
    state.store.let_go(&principal.member, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
