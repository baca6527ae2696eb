//! Refuses changes that another site asked the browser to make.
//!
//! tower-http's layer of this name lets a request pass that carries neither header, and compares `Origin` with `Host`, which
//! proxies rewrite. Here a change must prove where it comes from, against the one origin the operator set.

use crate::http::problem::Failure;
use crate::origin::Origin;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::{Code, paths};

/// Lets safe methods pass, and changes whose headers prove our own origin.
pub async fn same_origin_only(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let origin = &state.settings.origin;
    // Partners' systems prove who they are by a signature and have no session that a page could use.
    let of_partner = request.uri().path().starts_with(paths::CONNECTORS);
    if request.method().is_safe() || of_partner || proves_same_origin(request.headers(), origin) {
        return next.run(request).await;
    }
    let detail =
        format!("Changes are only taken from pages of {0}: open Gom there, or send \"Origin: {0}\".", origin.as_str());
    Failure::new(Code::CrossSite, detail).into_response()
}

/// At least one of `Origin` and `Sec-Fetch-Site` is there, and neither speaks against us. Two values of one header count
/// against it.
fn proves_same_origin(headers: &HeaderMap, ours: &Origin) -> bool {
    let says = |name: &str, wanted: &str| {
        let mut values = headers.get_all(name).iter();
        let first = values.next().map(|value| value.as_bytes() == wanted.as_bytes());
        if values.next().is_some() { Some(false) } else { first }
    };
    match (says(header::ORIGIN.as_str(), ours.as_str()), says("sec-fetch-site", "same-origin")) {
        (None, None) => false,
        (origin, site) => origin != Some(false) && site != Some(false),
    }
}
