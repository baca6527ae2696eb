//! The security headers of every response, chosen by what the response is. One table, so that a document for partner
//! pages can get a row of its own without touching the others.

use crate::origin::Origin;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What a response is. Handlers put it into the response's extensions; without it, it is an answer of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// An answer of the API, or any error.
    Api,
    /// The page of the app, with the policy its build came with.
    App(HeaderValue),
    /// The same page for the frame of a partner: its policy names the pages that may hold it.
    Frame(HeaderValue),
    /// The service worker, whose policy is the one it fetches under.
    Worker,
    /// The script that pages of partners load.
    Script,
    /// Any other file of the app.
    Asset,
    /// The demo's partner page and its files, with their policy.
    Shop(HeaderValue),
}

/// Nothing may be loaded, run or framed.
const CLOSED: &str = "default-src 'none'; frame-ancestors 'none'";
/// A worker that imports nothing and fetches from its own origin.
const WORKER: &str = "default-src 'none'; connect-src 'self'; script-src 'none'; frame-ancestors 'none'";
/// Two years: what browsers' preload lists ask for.
const HSTS: &str = "max-age=63072000";
/// Features of the browser that this app never asks for.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), \
    encrypted-media=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), \
    picture-in-picture=(), publickey-credentials-create=(self), \
    publickey-credentials-get=(self), serial=(), usb=(), xr-spatial-tracking=()";

const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const COEP: HeaderName = HeaderName::from_static("cross-origin-embedder-policy");

const EVERYWHERE: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CORP, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (header::X_FRAME_OPTIONS, "DENY"),
];

impl Document {
    /// Puts this document's headers into a response. What a handler said about caching stays.
    pub fn protect(&self, headers: &mut HeaderMap, origin: &Origin) {
        for (name, value) in EVERYWHERE {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let policy = match self {
            Document::App(policy) | Document::Frame(policy) | Document::Shop(policy) => policy.clone(),
            Document::Worker => HeaderValue::from_static(WORKER),
            Document::Api | Document::Asset | Document::Script => HeaderValue::from_static(CLOSED),
        };
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        // What partners' pages may use says so; a page that isolates itself takes in only what says it twice.
        if matches!(self, Document::Frame(_) | Document::Script) {
            headers.insert(CORP, HeaderValue::from_static("cross-origin"));
        }
        if let Document::Frame(_) = self {
            headers.remove(header::X_FRAME_OPTIONS);
            headers.insert(COEP, HeaderValue::from_static("require-corp"));
        }
        if let Document::Script = self {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        if origin.is_https() {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
        }
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
}
