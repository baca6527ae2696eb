//! Step-up: a fresh proof of who asks, before what is worth much or guards the account.

use crate::code_sender::Recipient;
use crate::http::address::Counted;
use crate::http::extract::Ids;
use crate::http::openapi::{Absent, Always, Body, CannotAskStepUp, CannotProve, Changes, SendFaults, SignedIn};
use crate::http::problem::Failure;
use crate::http::{codes, extract};
use crate::one_time::Purpose;
use crate::principal::Principal;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use contract::{ChallengeId, Code, StepUp, StepUpAsk, StepUpProof, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(ask_step_up)).routes(routes!(prove_step_up))
}

/// Asks for what a step has to prove: by a passkey, or by a one-time code where the member has none. It is bound to the step,
/// and to the session that asks.
#[utoipa::path(post, path = paths::STEP_UP, tag = "session", security(("session" = [])), request_body = StepUpAsk,
    responses((status = 201, body = StepUp), CannotAskStepUp, Absent, SignedIn, Body, Changes, SendFaults))]
async fn ask_step_up(
    State(state): State<AppState>,
    principal: Principal,
    from: Counted,
    extract::Json(ask): extract::Json<StepUpAsk>,
) -> Result<(StatusCode, Json<StepUp>), Failure> {
    state.challenges.take(principal.member.clone(), state.clock.now())?;
    codes::allow(&state, Purpose::StepUp, from)?;
    codes::to_its_end(async move { start(&state, &principal, &ask).await }).await
}

async fn start(
    state: &AppState,
    principal: &Principal,
    ask: &StepUpAsk,
) -> Result<(StatusCode, Json<StepUp>), Failure> {
    let asked = state.store.ask_step_up(&state.ceremonies, &principal.session, ask).await?;
    if let Some(issued) = &asked.code {
        match &asked.phone {
            Some(phone) => codes::hand_over(state, issued, Recipient::from(phone), asked.language).await?,
            // A demo member has no phone: the code is shown, and goes nowhere.
            None if state.settings.demo => state.store.code_handed_over(issued).await?,
            None => {
                state.store.code_not_handed_over(issued).await?;
                return Err(Failure::of(Code::CodeNotSent));
            }
        }
    }
    let step_up = StepUp {
        id: asked.id,
        expires_at: asked.expires_at,
        options: asked.options,
        sent_to: asked.code.as_ref().and(asked.phone).map(|phone| phone.masked()),
        resend_at: asked.code.as_ref().map(|issued| issued.resend_at),
        demo_code: asked.code.and_then(|issued| codes::shown(state, issued)),
    };
    Ok((StatusCode::CREATED, Json(step_up)))
}

/// Proves it. The step is done by sending it again with the step-up's id, once.
#[utoipa::path(post, path = paths::STEP_UP_PROOF, tag = "session", security(("session" = [])),
    params(("id" = String, Path, description = "The `id` that asking answered", format = Uuid)), request_body = StepUpProof,
    responses((status = 204), CannotProve, Absent, SignedIn, Body, Changes, Always))]
async fn prove_step_up(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<ChallengeId>,
    extract::Json(proof): extract::Json<StepUpProof>,
) -> Result<StatusCode, Failure> {
    match (&proof.credential, &proof.code) {
        (Some(answer), None) => {
            state.store.prove_by_passkey(&state.ceremonies, &principal.session, &id, answer).await?;
        }
        (None, Some(code)) => state.store.prove_by_code(&principal.session, &id, &codes::read(code)?).await?,
        _ => return Err(Failure::new(Code::Invalid, "Send either a credential or a code.").at("code")),
    }
    Ok(StatusCode::NO_CONTENT)
}
