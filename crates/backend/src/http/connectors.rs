//! What partners' systems tell by themselves. Not for members, so it stands in docs/PARTNERS.md and not in openapi.json.

use crate::connector::{Answer, is_fresh, signed_part};
use crate::http::extract::{body_bytes, parse};
use crate::http::problem::Failure;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::routing::post;
use contract::connector::{Operation, SIGNATURE};
use contract::{Code, paths};

pub fn router() -> Router<AppState> {
    Router::new().route(paths::CONNECTOR_CALLBACK, post(callback))
}

/// A partner tells what became of an order. One that nobody waits for is no error: the partner may have told it already.
async fn callback(
    State(state): State<AppState>,
    Path(program): Path<String>,
    request: Request,
) -> Result<StatusCode, Failure> {
    let partner = state.connectors.get(&program).ok_or_else(|| Failure::of(Code::NotFound))?;
    let signature =
        request.headers().get(SIGNATURE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let method = request.method().to_string();
    let path = request.uri().path_and_query().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let body = body_bytes(request).await?;
    let signed_at = partner.signed_at(&signature, &signed_part(&method, &path, &body));
    if !signed_at.is_some_and(|seconds| is_fresh(seconds, state.clock.now())) {
        tracing::warn!(program, has_right_secret = signed_at.is_some(), "a callback was not taken");
        return Err(Failure::of(Code::BadSignature));
    }
    let operation: Operation = parse(&body)?;
    let (id, step) = (operation.id.clone(), operation.step);
    let answer = Answer::from(operation);
    if !state.store.hear_partner(&program, &id, step, &answer).await? {
        tracing::warn!(
            program,
            id,
            step = step.name(),
            ?answer,
            "a callback that decides nothing, or that nobody waits for, was ignored"
        );
    }
    Ok(StatusCode::NO_CONTENT)
}
