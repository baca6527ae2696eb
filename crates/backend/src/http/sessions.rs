//! The devices on which the member is signed in.

use crate::http::extract::Ids;
use crate::http::openapi::{Absent, Always, Changes, SignedIn};
use crate::http::problem::Failure;
use crate::http::session::answer;
use crate::principal::Principal;
use crate::state::AppState;
use crate::token::CLEAR_COOKIE;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{Session, SessionId, Sessions, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(sessions, sign_out_everywhere))
        .routes(routes!(saw_sessions))
        .routes(routes!(end_session))
}

/// The member's live sessions: this one first, then by last use.
#[utoipa::path(get, path = paths::SESSIONS, tag = "session", security(("session" = [])),
    responses((status = 200, body = Sessions), SignedIn, Always))]
async fn sessions(State(state): State<AppState>, principal: Principal) -> Result<Json<Sessions>, Failure> {
    Ok(Json(state.store.sessions(&principal.session).await?))
}

/// Signs out everywhere: ends all sessions of the member, this one too, and takes the cookie back.
#[utoipa::path(delete, path = paths::SESSIONS, tag = "session", security(("session" = [])),
    responses((status = 200, body = Session), SignedIn, Changes, Always))]
async fn sign_out_everywhere(State(state): State<AppState>, principal: Principal) -> Result<Response, Failure> {
    state.store.end_sessions(&principal.member).await?;
    Ok(([(header::SET_COOKIE, CLEAR_COOKIE)], Json(answer(&state, None, None).await)).into_response())
}

/// The member has seen the list: sign-ins until now are no news to this session any more.
#[utoipa::path(post, path = paths::SESSIONS_SEEN, tag = "session", security(("session" = [])),
    responses((status = 204), SignedIn, Changes, Always))]
async fn saw_sessions(State(state): State<AppState>, principal: Principal) -> Result<StatusCode, Failure> {
    state.store.saw_sessions(&principal.session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends one session. Ending it twice is no error; ending the one that asks takes its cookie back.
#[utoipa::path(delete, path = paths::SESSION_ONE, tag = "session", security(("session" = [])),
    params(("id" = String, Path, description = "A session", format = Uuid)),
    responses((status = 204), Absent, SignedIn, Changes, Always))]
async fn end_session(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<SessionId>,
) -> Result<Response, Failure> {
    state.store.end_one_session(&principal.member, &id).await?;
    let cookie = (id == principal.session.id).then_some([(header::SET_COOKIE, CLEAR_COOKIE)]);
    Ok((StatusCode::NO_CONTENT, cookie, ()).into_response())
}
