//! Memberships over HTTP: what they hold, what happened, and what members do at the program itself.

use crate::happened::{Deed, NotTaken};
use crate::server::{Called, Sim, json, now};
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contract::connector::{Balance, EntryKind, NoMembership, OperationState};
use contract::limits::CONNECTOR_ENTRIES_AT_ONCE;
use contract::points::Points;
use serde::Deserialize;

/// What a membership holds.
pub(crate) async fn balance(
    State(sim): State<Sim>,
    Path((name, number)): Path<(String, String)>,
    called: Called,
) -> Response {
    if let Err(refused) = sim.check(&name, &called, b"") {
        return refused;
    }
    sim.asked(&name, &number);
    holds(&sim, &name, number)
}

/// What a membership holds, and where in its list that is.
fn holds(sim: &Sim, name: &str, number: String) -> Response {
    let held = sim.with(name, |program| (program.book.balance(&number), program.book.cursor(&number), now()));
    match held.map(|(points, cursor, as_of)| (Points::new(points), cursor, as_of)) {
        Some((Ok(points), cursor, as_of)) => {
            json(StatusCode::OK, &Balance { number, points, as_of, lots: None, cursor: Some(cursor) })
        }
        _ => json(StatusCode::NOT_FOUND, &NoMembership { number, state: OperationState::NotKnown }),
    }
}

/// Positions of a list.
#[derive(Deserialize)]
pub(crate) struct Between {
    after: String,
    until: String,
}

/// What happened between two positions.
pub(crate) async fn activity(
    State(sim): State<Sim>,
    Path((name, number)): Path<(String, String)>,
    Query(Between { after, until }): Query<Between>,
    called: Called,
) -> Response {
    if let Err(refused) = sim.check(&name, &called, b"") {
        return refused;
    }
    let told = sim.with(&name, |program| {
        let error = program.faults.error;
        if program.faults.happens(error) {
            return Err(StatusCode::INTERNAL_SERVER_ERROR);
        }
        let told = program.book.activity(&number, &after, &until, CONNECTOR_ENTRIES_AT_ONCE);
        told.ok_or(StatusCode::UNPROCESSABLE_ENTITY)
    });
    match told.unwrap_or(Err(StatusCode::NOT_FOUND)) {
        Ok(entries) => json(StatusCode::OK, &entries),
        Err(status) => status.into_response(),
    }
}

pub(crate) async fn earn(sim: State<Sim>, path: Path<(String, String)>, called: Called, body: Bytes) -> Response {
    own(sim, path, called, EntryKind::Earn, &body)
}

pub(crate) async fn redeem(sim: State<Sim>, path: Path<(String, String)>, called: Called, body: Bytes) -> Response {
    own(sim, path, called, EntryKind::Redeem, &body)
}

/// A member earns or spends at the program itself: for who tries it by hand, not of Gom's protocol.
fn own(
    State(sim): State<Sim>,
    Path((name, id)): Path<(String, String)>,
    called: Called,
    kind: EntryKind,
    body: &[u8],
) -> Response {
    if let Err(refused) = sim.check(&name, &called, body) {
        return refused;
    }
    let deed = serde_json::from_slice::<Deed>(body).ok().filter(|deed| !deed.points.is_zero());
    let Some(deed) = deed else { return StatusCode::BAD_REQUEST.into_response() };
    match sim.happen(&name, &id, kind, &deed) {
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Err(NotTaken::Other)) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Some(Err(NotTaken::Balance)) => StatusCode::CONFLICT.into_response(),
        Some(Ok(())) => holds(&sim, &name, deed.number),
    }
}
