//! Programs, and the pairs that join them. Readable signed out, so that nobody has to sign up to see what a point is worth.

use crate::http::extract::Ids;
use crate::http::openapi::{Absent, Always};
use crate::http::problem::Failure;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};
use contract::{PairHistory, Pairs, ProgramId, Programs, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Public and the same for everybody: caches may keep it if they ask each time.
const REVALIDATE: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-cache")];

type Public<T> = Result<([(HeaderName, &'static str); 1], Json<T>), Failure>;

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(programs)).routes(routes!(pairs)).routes(routes!(pair))
}

/// All programs, and the currencies values can be shown in.
#[utoipa::path(get, path = paths::PROGRAMS, tag = "programs", responses((status = 200, body = Programs), Always))]
async fn programs(State(state): State<AppState>) -> Public<Programs> {
    Ok((REVALIDATE, Json(state.store.programs().await?)))
}

/// All pairs: the terms in force and the next announced change of each.
#[utoipa::path(get, path = paths::PAIRS, tag = "programs", responses((status = 200, body = Pairs), Always))]
async fn pairs(State(state): State<AppState>) -> Public<Pairs> {
    Ok((REVALIDATE, Json(state.store.pairs().await?)))
}

/// One pair with everything known about it, announced changes included.
#[utoipa::path(get, path = paths::PAIR, tag = "programs",
    params(("from" = String, Path, description = "The program that gives", example = "lynkid"),
        ("to" = String, Path, description = "The program that receives", example = "skyjoy")),
    responses((status = 200, body = PairHistory), Absent, Always))]
async fn pair(State(state): State<AppState>, Ids((from, to)): Ids<(ProgramId, ProgramId)>) -> Public<PairHistory> {
    Ok((REVALIDATE, Json(state.store.pair_history(&from, &to).await?)))
}
