//! Linking a membership number, and unlinking it.

use crate::code_sender::Recipient;
use crate::http::address::Counted;
use crate::http::extract::Ids;
use crate::http::openapi::{
    Absent, Always, Body, CannotAskLink, CannotConfirmLink, CannotLeave, Changes, SendFaults, SignedIn,
};
use crate::http::problem::Failure;
use crate::http::{codes, extract};
use crate::one_time::Purpose;
use crate::principal::Principal;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use contract::{LinkAsk, LinkConfirm, LinkId, LinkStarted, Membership, MembershipId, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(ask_link)).routes(routes!(confirm_link)).routes(routes!(unlink))
}

/// Starts to link a membership number: its program sends a code to the number's owner. The answer is the same for every
/// number.
#[utoipa::path(post, path = paths::LINKS, tag = "wallet", security(("session" = [])), request_body = LinkAsk,
    responses((status = 201, body = LinkStarted), CannotAskLink, SignedIn, Body, Changes, SendFaults))]
async fn ask_link(
    State(state): State<AppState>,
    principal: Principal,
    from: Counted,
    extract::Json(ask): extract::Json<LinkAsk>,
) -> Result<(StatusCode, Json<LinkStarted>), Failure> {
    codes::allow(&state, Purpose::Link, from)?;
    codes::to_its_end(async move { start(&state, &principal, ask).await }).await
}

async fn start(
    state: &AppState,
    principal: &Principal,
    ask: LinkAsk,
) -> Result<(StatusCode, Json<LinkStarted>), Failure> {
    let asked = state.store.ask_link(&principal.member, &ask).await?;
    let to = Recipient::Membership { program: ask.program.clone(), number: asked.number.clone() };
    codes::hand_over(state, &asked.issued, to, asked.language).await?;
    let (expires_at, resend_at) = (asked.issued.expires_at, asked.issued.resend_at);
    let started = LinkStarted {
        id: LinkId(asked.issued.request.clone()),
        program: ask.program,
        number: asked.number,
        expires_at,
        resend_at,
        demo_code: codes::shown(state, asked.issued),
    };
    Ok((StatusCode::CREATED, Json(started)))
}

/// Links the number, with the code that its owner got. A number that was linked before brings its balance with it.
#[utoipa::path(post, path = paths::LINK_CONFIRM, tag = "wallet", security(("session" = [])),
    params(("id" = String, Path, description = "The `id` that starting answered", format = Uuid)),
    request_body = LinkConfirm,
    responses((status = 201, body = Membership, headers(("Location" = String, description = "Where the membership can be read"))),
        CannotConfirmLink, Absent, SignedIn, Body, Changes, Always))]
async fn confirm_link(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<LinkId>,
    extract::Json(body): extract::Json<LinkConfirm>,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<Membership>), Failure> {
    let code = codes::read(&body.code)?;
    let membership = state.store.confirm_link(&principal.member, &id, &code).await?;
    let location = paths::fill(paths::MEMBERSHIP, &[&membership.id.0]);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(membership)))
}

/// Takes the link away. The points stay with the program; linking the number again finds them.
#[utoipa::path(delete, path = paths::MEMBERSHIP, tag = "wallet", security(("session" = [])),
    params(("id" = String, Path, description = "A membership", format = Uuid)),
    responses((status = 204), CannotLeave, Absent, SignedIn, Changes, Always))]
async fn unlink(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<MembershipId>,
) -> Result<StatusCode, Failure> {
    state.store.unlink(&principal.member, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
