//! The HTTP side: one file per resource, each with its `router()`, and what surrounds them.

mod activity;
mod activity_csv;
pub mod address;
mod codes;
mod connectors;
mod cross_site;
mod envelope;
mod events;
mod examples;
mod examples_identity;
mod examples_passkeys;
mod extract;
pub mod files;
pub mod headers;
mod health;
mod kept;
pub mod limits;
mod links;
mod me;
pub mod openapi;
mod partners;
mod passkeys;
pub mod problem;
mod programs;
mod quotes;
mod refused;
mod rewards;
pub mod server;
mod session;
mod sessions;
mod shop;
mod sign_in;
mod step_up;
mod transfers;
mod wallet;

use crate::http::problem::Failure;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::{Code, paths};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa_axum::router::OpenApiRouter;

/// The whole server.
pub fn app(state: AppState) -> Router {
    let (api, document) = api().split_for_parts();
    let document = openapi::text(document);
    let served = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    let openapi = get(move || async move { (served, document) });
    surround(api.route(paths::OPENAPI, openapi).merge(health::router()).merge(connectors::router()), state)
}

/// Puts around the resources what every request needs. From the outside in: envelope, panics, deadline, compression of
/// what is not compressed yet, the demo's partner page at its own host, cross-site check.
pub fn surround(resources: Router<AppState>, state: AppState) -> Router {
    resources
        .fallback(page_or_file)
        .layer(from_fn_with_state(state.clone(), cross_site::same_origin_only))
        .layer(from_fn_with_state(state.clone(), shop::at_its_host))
        .layer(CompressionLayer::new())
        .layer(from_fn(envelope::deadline))
        .layer(CatchPanicLayer::custom(envelope::panicked))
        .layer(from_fn_with_state(state.clone(), envelope::envelope))
        .with_state(state)
}

/// Every operation of the API with its description.
pub fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(openapi::head())
        .merge(session::router())
        .merge(sign_in::router())
        .merge(passkeys::router())
        .merge(step_up::router())
        .merge(sessions::router())
        .merge(me::router())
        .merge(wallet::router())
        .merge(links::router())
        .merge(activity::router())
        .merge(events::router())
        .merge(programs::router())
        .merge(partners::router())
        .merge(quotes::router())
        .merge(transfers::router())
        .merge(rewards::router())
}

async fn page_or_file(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    let of_api = path == "/api" || path.starts_with("/api/");
    match &state.files {
        Some(files) if !of_api => files.serve(request).await,
        _ => Failure::of(Code::NotFound).into_response(),
    }
}
