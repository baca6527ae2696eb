//! Activity: the dated entries of a member.

use crate::http::extract::{FromPath, Params, Part};
use crate::http::openapi::{Absent, Always, BadQuery, SignedIn};
use crate::http::problem::Failure;
use crate::principal::Principal;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use contract::{Activity, Code, MembershipId, Page, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(activity))
}

/// Which entries.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Only entries of this membership.
    #[param(format = Uuid)]
    membership: Option<String>,
    /// `next` of the page before.
    #[param(max_length = 200)]
    cursor: Option<String>,
    /// Entries on the page, 30 if not given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A page of activity, newest first; of all memberships or of one.
#[utoipa::path(get, path = paths::ACTIVITY, tag = "wallet", security(("session" = [])), params(Which),
    responses((status = 200, body = Page<Activity>), BadQuery, Absent, SignedIn, Always))]
async fn activity(
    State(state): State<AppState>,
    principal: Principal,
    Params(which): Params<Which>,
) -> Result<Json<Page<Activity>>, Failure> {
    let (cursor, limit) = Part { cursor: which.cursor, limit: which.limit }.checked()?;
    let membership = match which.membership.as_deref() {
        Some(id) => Some(MembershipId::from_path(&[id]).ok_or_else(|| Failure::of(Code::NotFound))?),
        None => None,
    };
    Ok(Json(state.store.activity(&principal.member, membership.as_ref(), cursor.as_deref(), limit).await?))
}
