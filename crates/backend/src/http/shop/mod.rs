//! The demo's partner page: what a shop on another site looks like with the wallet in it. It answers at `shop.localhost`, and
//! nothing of Gom answers there.

use crate::http::headers::Document;
use crate::http::problem::Failure;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::{Code, paths};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("shop.css");
const ICON: &str = include_str!("icon.svg");

/// Answers every request for the shop's host, and passes on all others.
pub async fn at_its_host(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let shop = state.settings.shop();
    if !shop.is_some_and(|shop| host_of(&request).is_some_and(|host| host.eq_ignore_ascii_case(shop.host()))) {
        return next.run(request).await;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return ([(header::ALLOW, "GET,HEAD")], Failure::of(Code::MethodNotAllowed)).into_response();
    }
    let wallet = state.settings.origin.as_str();
    let (kind, body) = match request.uri().path() {
        "/" => ("text/html; charset=utf-8", PAGE.replace("{wallet}", wallet)),
        "/shop.css" => ("text/css; charset=utf-8", STYLE.to_owned()),
        "/icon.svg" => ("image/svg+xml", ICON.to_owned()),
        _ => return Failure::of(Code::NotFound).into_response(),
    };
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")];
    let mut response = (headers, body).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy(wallet)) {
        response.extensions_mut().insert(Document::Shop(policy));
    }
    response
}

/// What a partner's own policy has to allow: one script and one frame.
fn policy(wallet: &str) -> String {
    let script = paths::EMBED_SCRIPT;
    format!(
        "default-src 'none'; script-src {wallet}{script}; frame-src {wallet}; style-src 'self'; img-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// The name the request is for, without its port.
fn host_of(request: &Request) -> Option<&str> {
    let named = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    let authority = request.uri().authority().map(|authority| authority.as_str()).or(named)?;
    Some(authority.rsplit('@').next()?.split(':').next().unwrap_or_default())
}
