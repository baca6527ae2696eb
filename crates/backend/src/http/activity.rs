//! Activity: the dated entries of a member, page by page and as a file.

use super::activity_csv;
use crate::http::extract::{FromPath, Params, Part};
use crate::http::openapi::{Absent, Always, BadQuery, Often, SignedIn};
use crate::http::problem::Failure;
use crate::principal::Principal;
use crate::state::AppState;
use crate::store::ActivityFilter;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};
use contract::{Activity, ActivityGroup, Code, MembershipId, Page, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(activity)).routes(routes!(activity_csv))
}

/// Which entries, and which part of them.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Only entries of this membership.
    #[param(format = Uuid)]
    membership: Option<String>,
    /// Only entries of this group: `earn`, `redeem`, `transfer`, `expire` or `adjust`.
    #[param(pattern = "^(earn|redeem|transfer|expire|adjust)$", example = "redeem")]
    kind: Option<String>,
    /// `next` of the page before, with the same filters.
    #[param(max_length = 200)]
    cursor: Option<String>,
    /// Entries on the page, 30 if not given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Which entries.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only entries of this membership.
    #[param(format = Uuid)]
    membership: Option<String>,
    /// Only entries of this group: `earn`, `redeem`, `transfer`, `expire` or `adjust`.
    #[param(pattern = "^(earn|redeem|transfer|expire|adjust)$", example = "redeem")]
    kind: Option<String>,
}

impl Filter {
    fn checked(self) -> Result<ActivityFilter, Failure> {
        let membership = self.membership.map(|id| MembershipId::from_path(&[&id]));
        let group = self.kind.map(|tag| ActivityGroup::from_tag(&tag));
        let words = "kind is earn, redeem, transfer, expire or adjust.";
        Ok(ActivityFilter {
            group: group.map(|group| group.ok_or_else(|| Failure::malformed(words).at("kind"))).transpose()?,
            membership: membership.map(|id| id.ok_or_else(|| Failure::of(Code::NotFound))).transpose()?,
        })
    }
}

/// A page of activity, newest first; of all memberships or of one, of all kinds or of one group.
#[utoipa::path(get, path = paths::ACTIVITY, tag = "wallet", security(("session" = [])), params(Which),
    responses((status = 200, body = Page<Activity>), BadQuery, Absent, SignedIn, Always))]
async fn activity(
    State(state): State<AppState>,
    principal: Principal,
    Params(which): Params<Which>,
) -> Result<Json<Page<Activity>>, Failure> {
    let (cursor, limit) = Part { cursor: which.cursor, limit: which.limit }.checked()?;
    let filter = Filter { membership: which.membership, kind: which.kind }.checked()?;
    Ok(Json(state.store.activity(&principal.member, &filter, cursor.as_deref(), limit).await?))
}

/// Activity as a file for spreadsheets, newest first: the latest 100,000 entries that fit.
#[utoipa::path(get, path = paths::ACTIVITY_CSV, tag = "wallet", security(("session" = [])), params(Filter),
    responses((status = 200, body = String, content_type = "text/csv", example = json!(activity_csv::EXAMPLE)),
        BadQuery, Absent, SignedIn, Often, Always))]
async fn activity_csv(
    State(state): State<AppState>,
    principal: Principal,
    Params(filter): Params<Filter>,
) -> Result<([(HeaderName, &'static str); 2], Vec<u8>), Failure> {
    state.statements.take(principal.member.clone(), state.clock.now())?;
    let statement = state.store.statement(&principal.member, &filter.checked()?).await?;
    let programs = state.store.programs().await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"activity.csv\""),
    ];
    Ok((headers, activity_csv::file(&statement, &programs.items)))
}
