//! What surrounds every request: its id, its span in the log, the form of its errors and its headers.

use crate::http::headers::Document;
use crate::http::problem::Failure;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::{Code, limits};
use std::any::Any;
use std::time::{Duration, Instant};
use tracing::Instrument;
use uuid::Uuid;

/// The outermost layer. The request id is always ours: one sent by a client could point support at another request.
pub async fn envelope(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let id = Uuid::new_v4().to_string();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let span = tracing::info_span!("request", id, %method, path);
    let started = Instant::now();
    let answer = async {
        let answer = next.run(request).await;
        tracing::info!(status = answer.status().as_u16(), ms = started.elapsed().as_millis() as u64, "answered");
        answer
    };
    let mut response = with_problem(answer.instrument(span).await, &id);
    let document = response.extensions_mut().remove::<Document>().unwrap_or(Document::Api);
    document.protect(response.headers_mut(), &state.settings.origin);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// Gives up a request after the limit. A change it was about to make may stand: the client asks again with the same id.
pub async fn deadline(request: Request, next: Next) -> Response {
    let limit = Duration::from_secs(limits::REQUEST_SECONDS);
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("gave up after {} s", limits::REQUEST_SECONDS);
            Failure::of(Code::TimedOut).into_response()
        }
    }
}

/// What a handler that panicked answers.
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let words = cause.downcast_ref::<&str>().copied().or_else(|| cause.downcast_ref::<String>().map(String::as_str));
    tracing::error!(cause = words.unwrap_or("no words"), "a handler panicked");
    Failure::of(Code::Internal).into_response()
}

/// Writes the failure a response carries, or makes one for an error that a library answered in its own form.
fn with_problem(mut response: Response, id: &str) -> Response {
    let status = response.status();
    let carried = response.extensions_mut().remove::<Failure>();
    let failure = match carried {
        Some(failure) => failure,
        // The page says it itself, in words for people.
        None if matches!(response.extensions().get::<Document>(), Some(Document::App(_))) => return response,
        None if status.is_client_error() || status.is_server_error() => foreign(status),
        None => return response,
    };
    let mut problem = failure.render(id.to_owned());
    for name in [axum::http::header::ALLOW, axum::http::header::SET_COOKIE] {
        let values = response.headers().get_all(&name).iter().cloned().map(|value| (name.clone(), value));
        problem.headers_mut().extend(values);
    }
    problem
}

fn foreign(status: StatusCode) -> Failure {
    match status {
        StatusCode::NOT_FOUND => Failure::of(Code::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Failure::of(Code::MethodNotAllowed),
        StatusCode::PAYLOAD_TOO_LARGE => Failure::of(Code::TooLarge),
        status if status.is_client_error() => Failure { status, ..Failure::of(Code::Malformed) },
        status => Failure { status, ..Failure::of(Code::Internal) },
    }
}
