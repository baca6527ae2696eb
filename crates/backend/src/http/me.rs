//! The member: preferences, everything about them as a file, and the end of the account.

use crate::http::extract;
use crate::http::openapi::{Always, BadValue, Body, CannotLeave, Changes, Often, SignedIn};
use crate::http::problem::Failure;
use crate::principal::Principal;
use crate::state::AppState;
use crate::token::CLEAR_COOKIE;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{Code, Export, Me, MeChange, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(change_me, close_account)).routes(routes!(export))
}

/// Changes name, language, time zone or currency. Absent fields stay.
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

/// Closes the account: everything personal is deleted, the ledger stays without a name, and membership numbers can be
/// linked anew. There is no way back.
#[utoipa::path(delete, path = paths::ME, tag = "session", security(("session" = [])),
    responses((status = 204), CannotLeave, SignedIn, Changes, Always))]
async fn close_account(State(state): State<AppState>, principal: Principal) -> Result<Response, Failure> {
    state.store.close_account(&principal.member).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, CLEAR_COOKIE)], ()).into_response())
}

/// Everything this server knows about the member, as a file.
#[utoipa::path(get, path = paths::EXPORT, tag = "session", security(("session" = [])),
    responses((status = 200, body = Export, headers(("Content-Disposition" = String, description = "The file's name"))),
        SignedIn, Often, Always))]
async fn export(State(state): State<AppState>, principal: Principal) -> Result<Response, Failure> {
    state.exports.take(principal.member.clone(), state.clock.now())?;
    let export = state.store.export(&principal.session).await?;
    let name = format!("attachment; filename=\"gom-{}.json\"", export.as_of.utc_date());
    // People open this file: one field a line.
    let text = serde_json::to_string_pretty(&export).map_err(|error| {
        tracing::error!(%error, "an export could not be written");
        Failure::of(Code::Internal)
    })?;
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CONTENT_DISPOSITION, name.as_str())], text)
        .into_response())
}
