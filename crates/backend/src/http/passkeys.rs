//! Passkeys: signing in with one, and the member's own.

use crate::http::extract::Ids;
use crate::http::openapi::{
    Absent, Always, BadPasskey, BadValue, Body, CannotAddPasskey, CannotStartPasskey, Changes, Guarded, Often, SignedIn,
};
use crate::http::problem::Failure;
use crate::http::{extract, session};
use crate::principal::Principal;
use crate::state::AppState;
use crate::store::{NewSession, PasskeySigningIn, ProofKey, StartedChallenge};
use crate::token::Token;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::{
    Challenge, Code, Passkey, PasskeyAdd, PasskeyId, PasskeyRename, PasskeySignIn, Passkeys, Proved, Session, paths,
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(start_passkey_sign_in))
        .routes(routes!(sign_in_by_passkey))
        .routes(routes!(passkeys, add_passkey))
        .routes(routes!(start_passkey))
        .routes(routes!(rename_passkey))
        .routes(routes!(remove_passkey))
}

/// A challenge to sign in with a passkey. It lives five minutes and is used once.
#[utoipa::path(post, path = paths::SESSION_PASSKEY_START, tag = "session",
    responses((status = 201, body = Challenge), BadPasskey, Changes, Often, Always))]
async fn start_passkey_sign_in(State(state): State<AppState>) -> Result<(StatusCode, Json<Challenge>), Failure> {
    state.passkey_sign_ins.take((), state.clock.now())?;
    Ok(created(state.store.start_passkey_sign_in(&state.ceremonies).await?))
}

/// Signs in with a passkey. Whatever is wrong with the answer is told in the same words.
#[utoipa::path(post, path = paths::SESSION_PASSKEY, tag = "session", request_body = PasskeySignIn,
    responses((status = 201, body = Session), BadPasskey, Body, Changes, Always))]
async fn sign_in_by_passkey(
    State(state): State<AppState>,
    headers: HeaderMap,
    extract::Json(body): extract::Json<PasskeySignIn>,
) -> Result<Response, Failure> {
    let token = Token::new().map_err(|_| Failure::of(Code::Internal))?;
    let before = Token::from_cookies(&headers).map(|before| before.hash());
    let session =
        NewSession { token_hash: &token.hash(), user_agent: &session::user_agent(&headers), before: before.as_deref() };
    let asked = PasskeySigningIn { id: &body.id, answer: &body.credential, session };
    let me = state.store.sign_in_by_passkey(&state.ceremonies, asked).await?;
    Ok(session::signed_in(&state, me, &token).await)
}

/// The member's passkeys, oldest first.
#[utoipa::path(get, path = paths::PASSKEYS, tag = "session", security(("session" = [])),
    responses((status = 200, body = Passkeys), SignedIn, Always))]
async fn passkeys(State(state): State<AppState>, principal: Principal) -> Result<Json<Passkeys>, Failure> {
    Ok(Json(state.store.passkeys(&principal.member).await?))
}

/// A challenge to add a passkey, for a step-up that was proved; it is spent with that.
#[utoipa::path(post, path = paths::PASSKEYS_START, tag = "session", security(("session" = [])), request_body = Proved,
    responses((status = 201, body = Challenge), CannotStartPasskey, Guarded, SignedIn, Body, Always))]
async fn start_passkey(
    State(state): State<AppState>,
    principal: Principal,
    extract::Json(body): extract::Json<Proved>,
) -> Result<(StatusCode, Json<Challenge>), Failure> {
    let proof = ProofKey::new(&principal.session, &body.step_up.0);
    Ok(created(state.store.start_passkey(&state.ceremonies, &principal.session, &proof).await?))
}

/// Adds the passkey that the browser made.
#[utoipa::path(post, path = paths::PASSKEYS, tag = "session", security(("session" = [])), request_body = PasskeyAdd,
    responses((status = 201, body = Passkey), CannotAddPasskey, SignedIn, Body, Changes, Always))]
async fn add_passkey(
    State(state): State<AppState>,
    principal: Principal,
    extract::Json(body): extract::Json<PasskeyAdd>,
) -> Result<(StatusCode, Json<Passkey>), Failure> {
    let added = state.store.add_passkey(&state.ceremonies, &principal.session, &body).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// Gives a passkey another name.
#[utoipa::path(patch, path = paths::PASSKEY, tag = "session", security(("session" = [])),
    params(("id" = String, Path, description = "A passkey", format = Uuid)), request_body = PasskeyRename,
    responses((status = 200, body = Passkey), BadValue, Absent, SignedIn, Body, Changes, Always))]
async fn rename_passkey(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<PasskeyId>,
    extract::Json(body): extract::Json<PasskeyRename>,
) -> Result<Json<Passkey>, Failure> {
    Ok(Json(state.store.rename_passkey(&principal.member, &id, &body.name).await?))
}

/// Removes a passkey, for a step-up that was proved. It signs nobody in any more.
#[utoipa::path(post, path = paths::PASSKEY_REMOVE, tag = "session", security(("session" = [])),
    params(("id" = String, Path, description = "A passkey", format = Uuid)), request_body = Proved,
    responses((status = 204), Guarded, Absent, SignedIn, Body, Always))]
async fn remove_passkey(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<PasskeyId>,
    extract::Json(body): extract::Json<Proved>,
) -> Result<StatusCode, Failure> {
    let proof = ProofKey::new(&principal.session, &body.step_up.0);
    state.store.remove_passkey(&principal.member, &id, &proof).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn created(started: StartedChallenge) -> (StatusCode, Json<Challenge>) {
    let StartedChallenge { id, expires_at, options } = started;
    (StatusCode::CREATED, Json(Challenge { id, expires_at, options }))
}
