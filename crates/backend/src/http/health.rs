//! For those who watch the server: alive, and ready.

use crate::http::problem::Failure;
use crate::state::AppState;
use axum::Router;
use axum::extract::State;
use axum::routing::get;

/// The process is alive.
pub const HEALTHZ: &str = "/healthz";
/// The store answers.
pub const READYZ: &str = "/readyz";

pub fn router() -> Router<AppState> {
    Router::new().route(HEALTHZ, get(|| async { "alive\n" })).route(READYZ, get(ready))
}

async fn ready(State(state): State<AppState>) -> Result<&'static str, Failure> {
    state.store.ping().await?;
    Ok("ready\n")
}
