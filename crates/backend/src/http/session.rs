//! Who is signed in, and signing in and out.

use crate::http::openapi::{Always, Changes, NoDemo, Often};
use crate::http::problem::Failure;
use crate::principal::Principal;
use crate::state::AppState;
use crate::store::NewSession;
use crate::token::{CLEAR_COOKIE, Token};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{Code, Language, Me, NewDevice, Session, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Browsers write less; the store keeps it to help members tell their sessions apart.
const USER_AGENT_BYTES: usize = 200;

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(session, sign_out)).routes(routes!(try_demo))
}

/// Who is signed in. Always answers 200; "signed out" is a value.
#[utoipa::path(get, path = paths::SESSION, tag = "session", responses((status = 200, body = Session), Always))]
async fn session(
    State(state): State<AppState>,
    headers: HeaderMap,
    principal: Option<Principal>,
) -> Result<Response, Failure> {
    let (member, new_device) = match &principal {
        Some(principal) => {
            (Some(state.store.me(&principal.member).await?), state.store.new_device(&principal.session).await?)
        }
        None => (None, None),
    };
    let stale = member.is_none() && Token::from_cookies(&headers).is_some();
    let cookie = stale.then_some([(header::SET_COOKIE, CLEAR_COOKIE)]);
    Ok((cookie, Json(answer(&state, member, new_device).await)).into_response())
}

/// Signs out: ends this session and takes the cookie back. Signing out twice is no error.
#[utoipa::path(delete, path = paths::SESSION, tag = "session", responses((status = 200, body = Session), Changes, Always))]
async fn sign_out(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(token) = Token::from_cookies(&headers) {
        state.store.end_session(&token.hash()).await?;
    }
    Ok(([(header::SET_COOKIE, CLEAR_COOKIE)], Json(answer(&state, None, None).await)).into_response())
}

/// Makes a fresh demo member with sample data and signs it in. Only where the demo is switched on.
#[utoipa::path(post, path = paths::SESSION_DEMO, tag = "session",
    params(("Accept-Language" = Option<String>, Header, description = "The first language we have becomes the member's", example = "vi")),
    responses((status = 201, body = Session), NoDemo, Changes, Often, Always))]
async fn try_demo(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Failure> {
    if !state.settings.demo {
        return Err(Failure::of(Code::DemoOff));
    }
    state.demo_members.take((), state.clock.now())?;
    let token = Token::new().map_err(|_| Failure::of(Code::Internal))?;
    let before = Token::from_cookies(&headers).map(|before| before.hash());
    let user_agent = user_agent(&headers);
    let begin = NewSession { token_hash: &token.hash(), user_agent: &user_agent, before: before.as_deref() };
    let me = state.store.try_demo(preferred(&headers), begin).await?;
    Ok(signed_in(&state, me, &token).await)
}

/// What every sign-in answers: the member and the cookie. Nothing can fail here any more, for the session has begun.
pub(super) async fn signed_in(state: &AppState, me: Me, token: &Token) -> Response {
    let cookie = token.set_cookie().map(|value| [(header::SET_COOKIE, value)]);
    (StatusCode::CREATED, cookie, Json(answer(state, Some(me), None).await)).into_response()
}

pub(super) async fn answer(state: &AppState, member: Option<Me>, new_device: Option<NewDevice>) -> Session {
    let build = match &state.files {
        Some(files) => files.build().await,
        None => String::new(),
    };
    Session { member, demo: state.settings.demo, build, new_device }
}

/// What the browser says it is, cut to a length that the store keeps.
pub(super) fn user_agent(headers: &HeaderMap) -> String {
    text(headers, header::USER_AGENT).chars().take(USER_AGENT_BYTES).collect()
}

/// The first of our languages in the `Accept-Language` header; browsers list the preferred one first.
pub(super) fn preferred(headers: &HeaderMap) -> Language {
    first_of_ours(text(headers, header::ACCEPT_LANGUAGE))
}

fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn first_of_ours(accepted: &str) -> Language {
    let tags = accepted.split(',').filter_map(|range| range.trim().get(..2));
    tags.filter_map(|tag| Language::from_tag(&tag.to_ascii_lowercase())).next().unwrap_or(Language::Vi)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_we_have_is_taken() {
        for (accepted, language) in [
            ("", Language::Vi),
            ("en-GB,en;q=0.9,vi;q=0.8", Language::En),
            ("fr-FR, ru;q=0.5", Language::Ru),
            ("é,*", Language::Vi),
        ] {
            assert_eq!(first_of_ours(accepted), language, "{accepted}");
        }
    }
}
