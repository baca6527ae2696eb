//! What the member has: the first screen, and one membership.

use crate::http::extract::Ids;
use crate::http::openapi::{Absent, Always, SignedIn};
use crate::http::problem::Failure;
use crate::principal::Principal;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use contract::{MembershipDetail, MembershipId, Wallet, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(wallet)).routes(routes!(membership))
}

/// Everything the first screen shows, in one answer.
#[utoipa::path(get, path = paths::WALLET, tag = "wallet", security(("session" = [])),
    responses((status = 200, body = Wallet), SignedIn, Always))]
async fn wallet(State(state): State<AppState>, principal: Principal) -> Result<Json<Wallet>, Failure> {
    let wallet = state.store.wallet(&principal.member).await?;
    let (store, member) = (state.store.clone(), principal.member.clone());
    tokio::spawn(async move {
        if let Err(error) = store.read_soon(&member).await {
            tracing::warn!(%error, "a partner will be asked for a balance later than it could");
        }
    });
    Ok(Json(wallet))
}

/// One membership with its lots, what is pending and its latest activity.
#[utoipa::path(get, path = paths::MEMBERSHIP, tag = "wallet", security(("session" = [])),
    params(("id" = String, Path, description = "A membership", format = Uuid)),
    responses((status = 200, body = MembershipDetail), Absent, SignedIn, Always))]
async fn membership(
    State(state): State<AppState>,
    principal: Principal,
    Ids(id): Ids<MembershipId>,
) -> Result<Json<MembershipDetail>, Failure> {
    Ok(Json(state.store.membership(&principal.member, &id).await?))
}
