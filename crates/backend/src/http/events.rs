//! The stream of what changes, as server-sent events. It tells that something changed; how it is now, the other operations say.

use crate::http::extract::Params;
use crate::http::openapi::{Always, BadQuery, Often, SignedIn};
use crate::http::problem::Failure;
use crate::principal::Principal;
use crate::state::AppState;
use crate::store::{MemberId, Numbered, Store, StoreError};
use crate::streams::{NoSeat, Seat};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::{IntoResponse, Response};
use contract::limits::{EVENTS_AT_ONCE, EVENTS_BEAT_SECONDS, EVENTS_RETRY_MS, EVENTS_SECONDS};
use contract::{Code, paths};
use futures_util::stream;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Where a client was when its stream broke off.
const LAST_ID: &str = "last-event-id";
/// Proxies that collect answers pass this one on as it comes.
const BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");
/// What the beginning of a stream looks like.
pub const EXAMPLE: &str = "retry: 3000\n\nid: 41\nevent: open\ndata: {}\n\nid: 42\nevent: change\n\
    data: {\"transfer\":\"7f9c24e5-2f8b-4c6d-8e1f-0a1b2c3d4e5f\",\"state\":\"debiting\"}\n\n: \n\n";

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(events))
}

#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Life {
    /// Ends the stream after so many seconds; 0 tells what was missed and ends. The longest if not given.
    #[param(minimum = 0, maximum = 900, example = 0)]
    seconds: Option<u64>,
}

/// An event of the stream, by the names of its lines.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "the document describes it; what is sent is text")]
struct StreamEvent {
    /// Its number in the stream of this member: what `Last-Event-ID` takes.
    #[schema(pattern = "^[0-9]{1,16}$")]
    id: String,
    /// `open` at the beginning, then `change`.
    event: String,
    /// Of a change: a `Change` as JSON; else an empty object.
    data: String,
}

impl Life {
    fn checked(&self) -> Result<Duration, Failure> {
        let seconds = self.seconds.unwrap_or(EVENTS_SECONDS);
        let too_long = || Failure::malformed(format!("seconds goes from 0 to {EVENTS_SECONDS}.")).at("seconds");
        (seconds <= EVENTS_SECONDS).then_some(Duration::from_secs(seconds)).ok_or_else(too_long)
    }
}

/// What changes, as it happens. Take a stream up again with `Last-Event-ID`: nothing between is lost.
#[utoipa::path(get, path = paths::EVENTS, tag = "wallet", security(("session" = [])),
    params(Life, ("Last-Event-ID" = Option<String>, Header, description = "The `id` of the last event that arrived; empty for none",
        pattern = "^[0-9]{0,16}$", example = "41")),
    responses((status = 200, body = StreamEvent, content_type = "text/event-stream", example = json!(EXAMPLE)),
        BadQuery, Often, SignedIn, Always))]
async fn events(
    State(state): State<AppState>,
    principal: Principal,
    Params(life): Params<Life>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (ends, last) = (Instant::now() + life.checked()?, last_id(&headers)?);
    let number = state.store.number(&principal.member).await?;
    let seat = state.streams.sit(&state.store, &principal.member, &principal.session.id, number);
    let seat = seat.map_err(|why| match why {
        NoSeat::OfMember => {
            let detail = "There are too many open streams of this member: close one, or ask again later.";
            let seconds = u32::try_from(EVENTS_BEAT_SECONDS).unwrap_or_default();
            Failure { retry_after_seconds: Some(seconds), ..Failure::new(Code::RateLimited, detail) }
        }
        NoSeat::Full => Failure::of(Code::Unavailable),
    })?;
    // A number that was never given is of another database: the client begins anew at the last one there is.
    let after = last.map_or(number, |last| last.min(number));
    let telling = Telling { store: state.store.clone(), member: principal.member, seat, after, ends, opened: false };
    let body = Body::from_stream(stream::try_unfold(telling, Telling::next));
    let kind = [(header::CONTENT_TYPE, "text/event-stream"), (BUFFERING, "no")];
    Ok((kind, body).into_response())
}

fn last_id(headers: &HeaderMap) -> Result<Option<i64>, Failure> {
    let Some(value) = headers.get(LAST_ID).filter(|value| !value.is_empty()) else { return Ok(None) };
    let digits = value.to_str().ok().filter(|text| text.len() <= 16 && text.bytes().all(|byte| byte.is_ascii_digit()));
    let number = digits.and_then(|text| text.parse().ok());
    let bad = || Failure::malformed("Last-Event-ID is the id of an event of this stream.").at("Last-Event-ID");
    number.map(Some).ok_or_else(bad)
}

/// An open stream.
struct Telling {
    store: Arc<Store>,
    member: MemberId,
    seat: Seat,
    /// The number that was told last.
    after: i64,
    ends: Instant,
    opened: bool,
}

impl Telling {
    /// The next piece of text. A failure breaks the answer off: the client takes it up again where it was.
    async fn next(mut self) -> Result<Option<(String, Telling)>, StoreError> {
        if !self.opened {
            self.opened = true;
            let text = format!("retry: {EVENTS_RETRY_MS}\n\nid: {}\nevent: open\ndata: {{}}\n\n", self.after);
            return Ok(Some((text, self)));
        }
        loop {
            // Before anything is read: who has signed out hears nothing more.
            if self.seat.is_over() {
                return Ok(None);
            }
            let number = self.seat.number();
            if number > self.after {
                let changes = self.store.changes(&self.member, self.after, EVENTS_AT_ONCE).await?;
                self.after = changes.last().map_or(number, |last| last.number);
                let text = changes.iter().map(written).collect::<Result<String, _>>()?;
                if !text.is_empty() {
                    return Ok(Some((text, self)));
                }
            }
            let silence = Instant::now() + Duration::from_secs(EVENTS_BEAT_SECONDS);
            let moved = tokio::time::timeout_at(silence.min(self.ends), self.seat.moved()).await;
            match moved {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(_) if self.ends <= Instant::now() => return Ok(None),
                Err(_) => return Ok(Some((": \n\n".to_owned(), self))),
            }
        }
    }
}

fn written(numbered: &Numbered) -> Result<String, StoreError> {
    let data = serde_json::to_string(&numbered.change)?;
    Ok(format!("id: {}\nevent: change\ndata: {data}\n\n", numbered.number))
}
