//! Signing in by phone number and one-time code. Nothing here tells whether a number is known before its owner proved to
//! have it.

use crate::code_sender::Recipient;
use crate::http::address::Counted;
use crate::http::openapi::{Always, Body, CannotSend, CannotSignIn, Changes, SendFaults};
use crate::http::problem::Failure;
use crate::http::{codes, extract, session};
use crate::one_time::Purpose;
use crate::state::AppState;
use crate::store::{NewSession, SigningIn};
use crate::token::Token;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use contract::{BadPhone, Code, CodeAsk, CodeRequestId, CodeSent, Language, Phone, Session, SignIn, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(ask_code)).routes(routes!(sign_in))
}

/// Sends a sign-in code to a phone number. The answer is the same whether the number is known or not.
#[utoipa::path(post, path = paths::SESSION_CODE, tag = "session",
    params(("Accept-Language" = Option<String>, Header, description = "The first language we have is that of the message", example = "vi")),
    request_body = CodeAsk,
    responses((status = 201, body = CodeSent), CannotSend, Body, Changes, SendFaults))]
async fn ask_code(
    State(state): State<AppState>,
    headers: HeaderMap,
    from: Counted,
    extract::Json(ask): extract::Json<CodeAsk>,
) -> Result<(StatusCode, Json<CodeSent>), Failure> {
    let phone = Phone::parse(&ask.phone).map_err(bad_phone)?;
    codes::allow(&state, Purpose::SignIn, from)?;
    codes::to_its_end(async move { send(&state, &headers, &phone).await }).await
}

async fn send(state: &AppState, headers: &HeaderMap, phone: &Phone) -> Result<(StatusCode, Json<CodeSent>), Failure> {
    let issued = state.store.ask_sign_in(phone, Token::of_device(headers).as_ref()).await?;
    codes::hand_over(state, &issued, Recipient::from(phone), session::preferred(headers)).await?;
    let (expires_at, resend_at) = (issued.expires_at, issued.resend_at);
    let request = CodeRequestId(issued.request.clone());
    let sent = CodeSent { request, expires_at, resend_at, demo_code: codes::shown(state, issued) };
    Ok((StatusCode::CREATED, Json(sent)))
}

/// Signs in with the code that arrived. A number that is new becomes a member, with `consent`.
#[utoipa::path(post, path = paths::SESSION, tag = "session", request_body = SignIn,
    responses((status = 201, body = Session), CannotSignIn, Body, Changes, Always))]
async fn sign_in(
    State(state): State<AppState>,
    headers: HeaderMap,
    extract::Json(body): extract::Json<SignIn>,
) -> Result<Response, Failure> {
    let code = codes::read(&body.code)?;
    let token = Token::new().map_err(|_| Failure::of(Code::Internal))?;
    let device = match Token::of_device(&headers) {
        Some(device) => device,
        None => Token::new().map_err(|_| Failure::of(Code::Internal))?,
    };
    let before = Token::from_cookies(&headers).map(|before| before.hash());
    let told = body.language.filter(|language| *language != Language::Unknown);
    let asked = SigningIn {
        request: &body.request,
        code: &code,
        consent: body.consent,
        language: told.unwrap_or_else(|| session::preferred(&headers)),
        zone: body.zone.as_deref(),
        demo: state.settings.demo,
        session: NewSession {
            token_hash: &token.hash(),
            user_agent: &session::user_agent(&headers),
            before: before.as_deref(),
        },
        device: &device,
    };
    let me = state.store.sign_in(asked).await?;
    let mut response = session::signed_in(&state, me, &token).await;
    // After the session's: who reads one cookie reads that.
    response.headers_mut().extend(device.set_device_cookie().map(|value| (header::SET_COOKIE, value)));
    Ok(response)
}

fn bad_phone(bad: BadPhone) -> Failure {
    let detail = match bad {
        BadPhone::Malformed => "This is no phone number: write it like 0912 345 678 or +84 912 345 678.",
        BadPhone::Foreign => "Only phone numbers of Vietnam (+84) can sign in here.",
    };
    Failure::new(Code::Invalid, detail).at("phone")
}
