//! One build of the app as it is served: the page with its policy, and the few files that what the operator set changes.

use super::{NoApp, REVALIDATE, branded};
use crate::config::{LOGO, Operator};
use crate::http::headers::Document;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;
use std::{fs, str};

pub const PAGE: &str = "index.html";
pub const POLICY: &str = "csp.txt";
const PAGE_BR: &str = "index.html.br";
const MANIFEST: &str = "manifest.webmanifest";
const WORKER: &str = "sw.js";

pub struct Page {
    pub build: String,
    pub stamp: Stamp,
    html: Made,
    /// Beside the page, by path.
    made: Vec<(String, Made)>,
    /// Without the directive that says who may frame the page: that is decided here, not by the build.
    policy: String,
    closed_policy: HeaderValue,
}

/// A file that is answered from memory.
pub struct Made {
    kind: HeaderValue,
    plain: Bytes,
    br: Option<Bytes>,
}

/// When the page's files were written: another stamp is another build.
pub type Stamp = [Option<(SystemTime, u64)>; 3];

impl Page {
    pub fn read(dist: &Path, operator: &Operator) -> Result<Page, NoApp> {
        let stamp = stamp(dist);
        let built = read(dist, PAGE)?;
        let directives = text(dist, POLICY)?;
        let directives = directives.split(';').map(str::trim).filter(|part| !part.is_empty());
        let directives = directives.filter(|part| !part.starts_with("frame-ancestors"));
        let policy = branded::policy(directives, &operator.config);
        let closed_policy = with_ancestors(&policy, "'none'").ok_or_else(|| unusable(dist, POLICY))?;
        let (html, made) = if branded::is_plain(operator) {
            (Made { kind: HTML, br: read(dist, PAGE_BR).ok().map(Bytes::from), plain: built.into() }, Vec::new())
        } else {
            brand(dist, &built, operator)?
        };
        let digest = Sha256::digest(&html.plain);
        let build = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Ok(Page { build, stamp, html, made, policy, closed_policy })
    }

    /// The file at this path, if it is not the build's own.
    pub fn made(&self, path: &str) -> Option<&Made> {
        self.made.iter().find(|(at, _)| at == path).map(|(_, made)| made)
    }

    /// The page, for no frame.
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        self.document(headers, Document::App(self.closed_policy.clone()))
    }

    /// The page, for a frame in pages of these origins.
    pub fn answer_framed(&self, headers: &HeaderMap, origins: &[String]) -> Response {
        let document = match with_ancestors(&self.policy, &origins.join(" ")) {
            Some(policy) => Document::Frame(policy),
            None => Document::App(self.closed_policy.clone()),
        };
        self.document(headers, document)
    }

    fn document(&self, headers: &HeaderMap, document: Document) -> Response {
        let mut response = self.html.answer(headers);
        response.headers_mut().insert(header::CACHE_CONTROL, REVALIDATE);
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        response.extensions_mut().insert(document);
        response
    }
}

impl Made {
    fn new(kind: HeaderValue, plain: Vec<u8>) -> Made {
        Made { kind, br: brotli(&plain).ok().map(Bytes::from), plain: plain.into() }
    }

    pub fn answer(&self, headers: &HeaderMap) -> Response {
        let compressed = self.br.as_ref().filter(|_| takes_brotli(headers));
        let mut response = Response::new(Body::from(compressed.unwrap_or(&self.plain).clone()));
        response.headers_mut().insert(header::CONTENT_TYPE, self.kind.clone());
        if compressed.is_some() {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response
    }
}

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const JSON: HeaderValue = HeaderValue::from_static("application/manifest+json");
const SCRIPT: HeaderValue = HeaderValue::from_static("text/javascript");
const SVG: HeaderValue = HeaderValue::from_static("image/svg+xml");

/// The files that carry the operator's name, colours, languages or logo.
fn brand(dist: &Path, built: &[u8], operator: &Operator) -> Result<(Made, Vec<(String, Made)>), NoApp> {
    let manifest = text(dist, MANIFEST)?;
    let manifest = branded::Manifest::read(&manifest).ok_or_else(|| unusable(dist, MANIFEST))?;
    let html = str::from_utf8(built).ok().and_then(|page| branded::page(page, &manifest, &operator.config));
    let html = html.ok_or_else(|| unusable(dist, PAGE))?.into_bytes();
    let worker = text(dist, WORKER)?;
    let logo = operator.logo.as_deref();
    let worker = branded::worker(&worker, built, &html, logo).ok_or_else(|| unusable(dist, WORKER))?;
    let mut made = vec![
        (format!("/{MANIFEST}"), Made::new(JSON, manifest.branded(&operator.config).into_bytes())),
        (format!("/{WORKER}"), Made::new(SCRIPT, worker.into_bytes())),
    ];
    made.extend(logo.map(|logo| (LOGO.to_owned(), Made::new(SVG, logo.to_vec()))));
    Ok((Made::new(HTML, html), made))
}

fn read(dist: &Path, name: &str) -> Result<Vec<u8>, NoApp> {
    let path = dist.join(name);
    fs::read(&path).map_err(|why| NoApp { what: path.display().to_string(), why })
}

fn text(dist: &Path, name: &str) -> Result<String, NoApp> {
    String::from_utf8(read(dist, name)?).map_err(|_| unusable(dist, name))
}

/// The file is there, and not as this program expects it.
fn unusable(dist: &Path, name: &str) -> NoApp {
    NoApp { what: dist.join(name).display().to_string(), why: io::ErrorKind::InvalidData.into() }
}

fn with_ancestors(policy: &str, ancestors: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{policy}; frame-ancestors {ancestors}")).ok()
}

pub fn stamp(dist: &Path) -> Stamp {
    [PAGE, PAGE_BR, POLICY].map(|name| {
        let metadata = fs::metadata(dist.join(name)).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    })
}

fn brotli(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut small = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut small, 64 * 1024, 11, 22);
    writer.write_all(content)?;
    drop(writer);
    Ok(small)
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut ranges = accepted.split(',').map(|range| range.split(';').map(str::trim));
    ranges.any(|mut range| {
        range.next() == Some("br") && !range.any(|q| matches!(q, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}
