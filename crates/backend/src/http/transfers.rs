//! Transfers: accepting a quote, and what becomes of it.

use crate::fail_point;
use crate::http::extract::{self, Ids, NewTransferId, Params, Part};
use crate::http::openapi::{Absent, Always, BadQuery, Body, CannotAccept, CannotMove, Changes, Guarded, SignedIn};
use crate::http::problem::Failure;
use crate::principal::Principal;
use crate::state::AppState;
use crate::store::ProofKey;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{Code, STEP_UP_HEADER, Transfer, TransferAccept, TransferId, Transfers, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

/// On an answer that was stored the first time.
pub const REPLAYED: &str = "idempotent-replayed";

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(transfers))
        .routes(routes!(accept, transfer))
        .routes(routes!(cancel))
        .routes(routes!(send_now))
}

/// A page of transfers, newest first.
#[utoipa::path(get, path = paths::TRANSFERS, tag = "transfers", security(("session" = [])), params(Part),
    responses((status = 200, body = Transfers), BadQuery, SignedIn, Always))]
async fn transfers(
    State(state): State<AppState>,
    principal: Principal,
    Params(part): Params<Part>,
) -> Result<Json<Transfers>, Failure> {
    let (cursor, limit) = part.checked()?;
    Ok(Json(state.store.transfers(&principal.member, cursor.as_deref(), limit).await?))
}

/// Accepts a quote. The client makes the id and stores it before sending, and sends the same again until it has an answer:
/// the first answer is then repeated byte for byte.
#[utoipa::path(put, path = paths::TRANSFER, tag = "transfers", security(("session" = [])),
    params(("id" = String, Path, description = "A UUID of version 4 or 7, made by the client", format = Uuid,
        pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"),
        ("Gom-Step-Up" = Option<String>, Header, description = "The id of a step-up that was proved, where one is needed")),
    request_body = TransferAccept,
    responses((status = 201, body = Transfer, headers(
            ("Idempotent-Replayed" = Option<String>, description = "`true` when this is the stored first answer"))),
        CannotAccept, Guarded, Absent, SignedIn, Body, Always))]
async fn accept(
    State(state): State<AppState>,
    principal: Principal,
    NewTransferId(id): NewTransferId,
    headers: HeaderMap,
    extract::Json(body): extract::Json<TransferAccept>,
) -> Result<Response, Failure> {
    let proof = headers.get(STEP_UP_HEADER).and_then(|value| value.to_str().ok());
    let proof = proof.map(|id| ProofKey::new(&principal.session, id));
    let accepted = state.store.accept_transfer(&principal.member, &id, &body, proof.as_ref()).await?;
    fail_point::reach("accepted");
    let status = StatusCode::from_u16(accepted.status).map_err(|_| Failure::of(Code::Internal))?;
    let replayed = accepted.replayed.then_some([(REPLAYED, HeaderValue::from_static("true"))]);
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((status, kind, replayed, accepted.body).into_response())
}

/// A transfer as it stands now.
#[utoipa::path(get, path = paths::TRANSFER, tag = "transfers", security(("session" = [])),
    params(("id" = String, Path, description = "A transfer", format = Uuid)),
    responses((status = 200, body = Transfer), Absent, SignedIn, Always))]
async fn transfer(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<TransferId>,
) -> Result<Json<Transfer>, Failure> {
    Ok(Json(state.store.transfer(&principal.member, &id).await?))
}

/// Takes a transfer back while it waits. Cancelling twice is no error.
#[utoipa::path(post, path = paths::TRANSFER_CANCEL, tag = "transfers", security(("session" = [])),
    params(("id" = String, Path, description = "A transfer", format = Uuid)),
    responses((status = 200, body = Transfer), CannotMove, Absent, SignedIn, Changes, Always))]
async fn cancel(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<TransferId>,
) -> Result<Json<Transfer>, Failure> {
    Ok(Json(state.store.cancel_transfer(&principal.member, &id).await?))
}

/// Sends a waiting transfer without waiting for the end of its window. It cannot be taken back after that.
#[utoipa::path(post, path = paths::TRANSFER_SEND_NOW, tag = "transfers", security(("session" = [])),
    params(("id" = String, Path, description = "A transfer", format = Uuid)),
    responses((status = 200, body = Transfer), CannotMove, Absent, SignedIn, Changes, Always))]
async fn send_now(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<TransferId>,
) -> Result<Json<Transfer>, Failure> {
    Ok(Json(state.store.send_now(&principal.member, &id).await?))
}
