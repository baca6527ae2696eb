//! Partners whose pages may frame the wallet. Readable signed out: the frame asks who may stand around it.

use crate::http::extract::Ids;
use crate::http::openapi::{Absent, Always};
use crate::http::problem::Failure;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};
use contract::embed::Partner;
use contract::{Code, PartnerId, paths};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(partner))
}

/// One partner: its name, its program, and the origins whose pages may hold the wallet in a frame.
#[utoipa::path(get, path = paths::PARTNER, tag = "programs",
    params(("id" = String, Path, description = "The partner's short name", example = "demo-shop")),
    responses((status = 200, body = Partner), Absent, Always))]
async fn partner(
    State(state): State<AppState>,
    Ids(id): Ids<PartnerId>,
) -> Result<([(HeaderName, &'static str); 1], Json<Partner>), Failure> {
    let partner = state.operator.partner(&id.0).ok_or_else(|| Failure::of(Code::NotFound))?;
    Ok(([(header::CACHE_CONTROL, "no-cache")], Json(Partner { demo: state.settings.demo, ..partner.clone() })))
}
