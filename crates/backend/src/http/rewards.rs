//! The catalog. Readable signed out.

use crate::http::extract::{Params, Part};
use crate::http::openapi::{Always, BadQuery};
use crate::http::problem::Failure;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use contract::{Language, Rewards, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(rewards))
}

/// Which rewards.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Language of the names: `vi` (if not given), `en` or `ru`.
    #[param(example = "vi")]
    language: Option<String>,
    /// `next` of the page before.
    #[param(max_length = 200)]
    cursor: Option<String>,
    /// Entries on the page, 30 if not given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A page of rewards, by their numbers.
#[utoipa::path(get, path = paths::REWARDS, tag = "rewards", params(Which),
    responses((status = 200, body = Rewards), BadQuery, Always))]
async fn rewards(State(state): State<AppState>, Params(which): Params<Which>) -> Result<Json<Rewards>, Failure> {
    let (cursor, limit) = Part { cursor: which.cursor, limit: which.limit }.checked()?;
    let language = match which.language.as_deref() {
        None => Language::Vi,
        Some(tag) => {
            Language::from_tag(tag).ok_or_else(|| Failure::malformed("language is vi, en or ru.").at("language"))?
        }
    };
    Ok(Json(state.store.rewards(language, cursor.as_deref(), limit).await?))
}
