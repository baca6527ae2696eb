//! The catalog. Readable signed out; only what the member can afford needs to know who asks.

use crate::http::extract::{Ids, Params, Part};
use crate::http::openapi::{Absent, Always, BadQuery, BadValue, SignedIn};
use crate::http::problem::Failure;
use crate::principal::Principal;
use crate::state::AppState;
use crate::store::RewardQuery;
use axum::Json;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use contract::{Language, ProgramId, RewardDetail, RewardId, RewardSort, Rewards, limits, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(rewards)).routes(routes!(reward))
}

/// Which rewards.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Words to find, in names, brands and categories; marks and case do not matter, exact ones come first.
    #[param(max_length = 100, example = "ca phe sua da")]
    q: Option<String>,
    /// Only this category.
    #[param(example = "coffee")]
    category: Option<String>,
    /// Only what this program can pay.
    #[param(example = "lynkid")]
    program: Option<String>,
    /// `1`: only what the member has enough points for; needs a session.
    #[param(minimum = 0, maximum = 1)]
    affordable: Option<u8>,
    /// `best` (if not given), `cheapest`, `dearest` or `newest`.
    #[param(pattern = "^(best|cheapest|dearest|newest)$", example = "best")]
    sort: Option<String>,
    /// Language of the names: `vi` (if not given), `en` or `ru`.
    #[param(pattern = "^(vi|en|ru)$", example = "vi")]
    language: Option<String>,
    /// `next` of the page before, with everything else the same.
    #[param(max_length = 200)]
    cursor: Option<String>,
    /// Entries on the page, 30 if not given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// In which language.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Said {
    /// `vi` (if not given), `en` or `ru`.
    #[param(pattern = "^(vi|en|ru)$", example = "vi")]
    language: Option<String>,
}

/// A page of rewards that are on offer, with how many of them each category has.
#[utoipa::path(get, path = paths::REWARDS, tag = "rewards", security((), ("session" = [])), params(Which),
    responses((status = 200, body = Rewards), BadQuery, BadValue, SignedIn, Always))]
async fn rewards(
    State(state): State<AppState>,
    Params(which): Params<Which>,
    mut parts: Parts,
) -> Result<Json<Rewards>, Failure> {
    let (cursor, limit) = Part { cursor: which.cursor, limit: which.limit }.checked()?;
    let mut query = RewardQuery {
        q: searched(which.q)?,
        category: which.category,
        program: which.program.map(ProgramId),
        affordable: None,
        sort: sorted(which.sort.as_deref())?,
        language: language(which.language.as_deref())?,
    };
    match which.affordable {
        None | Some(0) => {}
        Some(1) => {
            let principal = Principal::from_request_parts(&mut parts, &state).await?;
            query.affordable = Some(state.store.spendable(&principal.member).await?);
        }
        Some(_) => return Err(Failure::malformed("affordable is 1, or left out.").at("affordable")),
    }
    Ok(Json(state.store.rewards(&query, cursor.as_deref(), limit)?))
}

/// One reward with its terms; also one that is no longer on offer, unless it was taken out of the catalog.
#[utoipa::path(get, path = paths::REWARD, tag = "rewards",
    params(("id" = u32, Path, description = "The reward", example = 1_001_002), Said),
    responses((status = 200, body = RewardDetail), BadQuery, Absent, Always))]
async fn reward(
    State(state): State<AppState>,
    Ids(id): Ids<RewardId>,
    Params(said): Params<Said>,
) -> Result<Json<RewardDetail>, Failure> {
    Ok(Json(state.store.reward(id, language(said.language.as_deref())?)?))
}

fn searched(q: Option<String>) -> Result<String, Failure> {
    let q = q.unwrap_or_default();
    if q.chars().count() > limits::SEARCH_CHARS {
        return Err(Failure::malformed(format!("q has at most {} characters.", limits::SEARCH_CHARS)).at("q"));
    }
    Ok(q)
}

fn sorted(tag: Option<&str>) -> Result<RewardSort, Failure> {
    let sort = tag.map_or(Some(RewardSort::Best), RewardSort::from_tag);
    sort.ok_or_else(|| Failure::malformed("sort is best, cheapest, dearest or newest.").at("sort"))
}

fn language(tag: Option<&str>) -> Result<Language, Failure> {
    let language = tag.map_or(Some(Language::Vi), Language::from_tag);
    language.ok_or_else(|| Failure::malformed("language is vi, en or ru.").at("language"))
}
