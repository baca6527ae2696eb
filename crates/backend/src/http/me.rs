//! The member's preferences.

use crate::http::extract;
use crate::http::openapi::{Always, BadValue, Body, Changes, SignedIn};
use crate::http::problem::Failure;
use crate::principal::Principal;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use contract::{Me, MeChange, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(change_me))
}

/// Changes language, time zone or currency. Absent fields stay.
#[utoipa::path(patch, path = paths::ME, tag = "session", security(("session" = [])),
    request_body(content = MeChange, example = json!({"language": "en", "zone": "Asia/Ho_Chi_Minh", "currency": "VND"})),
    responses((status = 200, body = Me), BadValue, SignedIn, Body, Changes, Always))]
async fn change_me(
    State(state): State<AppState>,
    principal: Principal,
    extract::Json(change): extract::Json<MeChange>,
) -> Result<Json<Me>, Failure> {
    Ok(Json(state.store.change_me(&principal.member, &change).await?))
}
