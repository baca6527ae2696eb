//! The one place that talks HTTP.
//!
//! A GET first takes what the start-up script fetched for its path. A GET that lasts too long, or that nobody waits for any more, is
//! aborted; a mutation never is, for an aborted transfer is an unknown transfer: there a timeout only means that the outcome is
//! unknown.

use super::error::ApiError;
use crate::platform::abort::AbortOnDrop;
use crate::platform::settings::{self, Credentials};
use crate::platform::{early, json, timer};
use contract::limits::{CLIENT_FILE_SECONDS, CLIENT_TIMEOUT_SECONDS};
use contract::{ChallengeId, STEP_UP_HEADER};
use futures::future::{Either, select};
use gloo_net::http::{Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;

const TIMEOUT_MS: u32 = CLIENT_TIMEOUT_SECONDS * 1_000;

type Told = Box<dyn Fn(Option<&ApiError>)>;

thread_local! {
    static ANSWERED: RefCell<Option<Told>> = const { RefCell::new(None) };
    static AS_NOBODY: Cell<bool> = const { Cell::new(false) };
}

/// From now on no request carries a cookie: a partner's frame asks only for what everybody may see.
pub fn ask_as_nobody() {
    AS_NOBODY.set(true);
}

/// The whole address of a path of the API, which may be on an origin that the operator named.
fn address(path: &str) -> String {
    settings::get("api").unwrap_or_default() + path
}

/// Calls `tell` after every call of the API, with the error if it was one. The session listens; nobody else does.
pub fn on_answer(tell: impl Fn(Option<&ApiError>) + 'static) {
    ANSWERED.with_borrow_mut(|told| *told = Some(Box::new(tell)));
}

pub(super) async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    decode(&get_text(path).await?)
}

/// The answer as it came, for what is kept on the device.
pub(super) async fn get_text(path: &str) -> Result<String, ApiError> {
    match early::take(path) {
        Some(promise) => heard(answer(async { early::response(promise).await.map(Response::from) }, TIMEOUT_MS).await),
        None => heard(get_from(&address(path), TIMEOUT_MS).await),
    }
}

/// A file of the member's, which may be big: it has more time than an answer.
pub(super) async fn get_whole(path: &str) -> Result<String, ApiError> {
    heard(get_from(&address(path), CLIENT_FILE_SECONDS * 1_000).await)
}

/// A file beside the app, wherever the API is. It may come from this device, so nothing is learnt from its answer.
pub(super) async fn get_file<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    decode(&get_from(path, TIMEOUT_MS).await?)
}

async fn get_from(url: &str, most_ms: u32) -> Result<String, ApiError> {
    let abort = AbortOnDrop::new();
    let request = asking(Request::get(url)).abort_signal(abort.signal().as_ref());
    answer(async { request.send().await.ok() }, most_ms).await
}

/// The answer before its body, which has no end. It is given up when `abort` is dropped.
pub(super) async fn open(path: &str, header: (&str, &str), abort: &AbortOnDrop) -> Result<Response, ApiError> {
    let request = asking(Request::get(&address(path))).header(header.0, header.1);
    let request = request.abort_signal(abort.signal().as_ref()).build().map_err(|_| ApiError::Decode)?;
    let opened = async {
        let response = request.send().await.map_err(|_| ApiError::Offline)?;
        if response.ok() {
            return Ok(response);
        }
        let body = response.text().await.unwrap_or_default();
        Err(ApiError::from_response(response.status(), &body))
    };
    heard(match select(pin!(opened), pin!(timer::sleep(TIMEOUT_MS))).await {
        Either::Left((result, _)) => result,
        Either::Right(_) => Err(ApiError::Timeout),
    })
}

pub(super) async fn post<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    decode(&send(Request::post(&address(path)), String::new()).await?)
}

pub(super) async fn post_json<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ApiError> {
    decode(&send(Request::post(&address(path)), encode(body)?).await?)
}

/// The answer has no body: 204.
pub(super) async fn post_json_empty(path: &str, body: &impl Serialize) -> Result<(), ApiError> {
    send(Request::post(&address(path)), encode(body)?).await.map(drop)
}

/// A mutation of value, with the id of a step-up where one was proved.
pub(super) async fn put_json<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
    step_up: Option<&ChallengeId>,
) -> Result<T, ApiError> {
    let mut request = Request::put(&address(path));
    if let Some(id) = step_up {
        request = request.header(STEP_UP_HEADER, &id.0);
    }
    decode(&send(request, encode(body)?).await?)
}

pub(super) async fn patch_json<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ApiError> {
    decode(&send(Request::patch(&address(path)), encode(body)?).await?)
}

/// The answer has no body: 204.
pub(super) async fn post_empty(path: &str) -> Result<(), ApiError> {
    send(Request::post(&address(path)), String::new()).await.map(drop)
}

/// The answer's body is not read: 204, or the signed-out session.
pub(super) async fn delete(path: &str) -> Result<(), ApiError> {
    send(Request::delete(&address(path)), String::new()).await.map(drop)
}

async fn send(builder: RequestBuilder, body: String) -> Result<String, ApiError> {
    let builder = asking(builder);
    let request = match body.is_empty() {
        true => builder.build(),
        false => builder.header("content-type", "application/json").body(body),
    };
    let request = request.map_err(|_| ApiError::Decode)?;
    heard(answer(async { request.send().await.ok() }, TIMEOUT_MS).await)
}

/// With the cookie of the member, whichever origin the API is on.
fn asking(builder: RequestBuilder) -> RequestBuilder {
    let elsewhere = settings::get("api").is_some();
    builder.credentials(match (AS_NOBODY.get(), elsewhere) {
        (true, _) => Credentials::Omit,
        (false, true) => Credentials::Include,
        (false, false) => Credentials::SameOrigin,
    })
}

/// The body of a good answer, or the error it is; no response at all means no network.
async fn answer(response: impl Future<Output = Option<Response>>, most_ms: u32) -> Result<String, ApiError> {
    let read = async {
        let response = response.await.ok_or(ApiError::Offline)?;
        let (ok, status) = (response.ok(), response.status());
        let body = response.text().await.map_err(|_| ApiError::Offline)?;
        if ok { Ok(body) } else { Err(ApiError::from_response(status, &body)) }
    };
    match select(pin!(read), pin!(timer::sleep(most_ms))).await {
        Either::Left((result, _)) => result,
        Either::Right(_) => Err(ApiError::Timeout),
    }
}

/// Tells who listens.
fn heard<T>(answer: Result<T, ApiError>) -> Result<T, ApiError> {
    ANSWERED.with_borrow(|told| {
        if let Some(tell) = told {
            tell(answer.as_ref().err());
        }
    });
    answer
}

fn encode(body: &impl Serialize) -> Result<String, ApiError> {
    json::write(body).ok_or(ApiError::Decode)
}

pub(super) fn decode<T: DeserializeOwned>(body: &str) -> Result<T, ApiError> {
    json::read(body).ok_or(ApiError::Decode)
}
