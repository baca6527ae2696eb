//! The built app: one page for every route of it, and its files, compressed beforehand.
//!
//! The page and its policy come from the same build and change together; a new build in the folder is taken up at the next
//! request. Files of earlier builds are kept for tabs that are still open, see [`crate::http::kept`].

use crate::http::headers::Document;
use crate::http::kept;
use crate::http::problem::Failure;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use contract::Code;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;
use std::{fs, io};
use tower::ServiceExt;
use tower_http::services::ServeDir;

const PAGE: &str = "index.html";
const PAGE_BR: &str = "index.html.br";
const POLICY: &str = "csp.txt";
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The folder with the built app.
pub struct Files {
    dist: PathBuf,
    keep: Option<PathBuf>,
    page: RwLock<Arc<Page>>,
    assets: ServeDir<ServeDir>,
}

/// The folder holds no app that could be served.
#[derive(Debug)]
pub struct NoApp {
    what: String,
    why: io::Error,
}

impl core::fmt::Display for NoApp {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "{} cannot be used ({}): build the app into the folder of GOM_DIST, or leave that unset to serve only the API",
            self.what, self.why
        )
    }
}

impl std::error::Error for NoApp {}

struct Page {
    build: String,
    stamp: Stamp,
    html: Bytes,
    html_br: Option<Bytes>,
    policy: HeaderValue,
}

/// When the page's files were written: another stamp is another build.
type Stamp = [Option<(SystemTime, u64)>; 3];

impl Files {
    /// Reads the app in `dist` and keeps its files in `keep`.
    pub fn open(dist: &Path, keep: Option<PathBuf>) -> Result<Files, NoApp> {
        let page = Page::read(dist)?;
        if let Some(folder) = &keep {
            let why = |why| NoApp { what: format!("GOM_KEEP_DIR, {},", folder.display()), why };
            kept::keep(dist, folder, &page.build).map_err(why)?;
        }
        let served = |folder: &Path| ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br();
        let earlier = keep.as_deref().map_or_else(|| dist.to_owned(), kept::files);
        Ok(Files {
            assets: served(dist).fallback(served(&earlier)),
            dist: dist.to_owned(),
            keep,
            page: RwLock::new(Arc::new(page)),
        })
    }

    /// The build that is served now.
    pub fn build(&self) -> String {
        self.page().build.clone()
    }

    /// Answers a request for a page or a file.
    pub async fn serve(&self, request: Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let allow = [(header::ALLOW, "GET,HEAD")];
            return (allow, Failure::of(Code::MethodNotAllowed)).into_response();
        }
        match Wanted::by(request.uri().path()) {
            Wanted::Page => self.page().answer(request.headers()),
            Wanted::Nothing => Failure::of(Code::NotFound).into_response(),
            Wanted::File { document, cache } => match self.assets.clone().oneshot(request).await {
                Ok(response) if response.status().is_client_error() => response.map(Body::new).into_response(),
                Ok(response) => {
                    let mut response = response.map(Body::new);
                    response.headers_mut().insert(header::CACHE_CONTROL, cache);
                    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
                    response.extensions_mut().insert(document);
                    response
                }
                Err(never) => match never {},
            },
        }
    }

    /// The page as it is in the folder now; while a new build is being written, the one before.
    fn page(&self) -> Arc<Page> {
        let page = self.page.read().unwrap_or_else(PoisonError::into_inner).clone();
        if page.stamp == stamp(&self.dist) {
            return page;
        }
        let fresh = match Page::read(&self.dist) {
            Ok(fresh) => Arc::new(fresh),
            Err(error) => {
                tracing::warn!(%error, "still serving the build before");
                return page;
            }
        };
        tracing::info!(build = fresh.build, "a new build of the app");
        if let Some(Err(error)) = self.keep.as_deref().map(|folder| kept::keep(&self.dist, folder, &fresh.build)) {
            tracing::warn!(%error, "the files of the new build could not be kept");
        }
        *self.page.write().unwrap_or_else(PoisonError::into_inner) = fresh.clone();
        fresh
    }
}

impl Page {
    fn read(dist: &Path) -> Result<Page, NoApp> {
        let read = |name: &str| {
            let path = dist.join(name);
            fs::read(&path).map_err(|why| NoApp { what: path.display().to_string(), why })
        };
        let stamp = stamp(dist);
        let (html, policy) = (read(PAGE)?, read(POLICY)?);
        // Who may frame the page is decided here, not by the build.
        let built = String::from_utf8_lossy(&policy).into_owned();
        let built =
            built.split(';').map(str::trim).filter(|part| !part.is_empty() && !part.starts_with("frame-ancestors"));
        let policy = built.chain(["frame-ancestors 'none'"]).collect::<Vec<&str>>().join("; ");
        let bad = |_| NoApp { what: dist.join(POLICY).display().to_string(), why: io::ErrorKind::InvalidData.into() };
        Ok(Page {
            build: Sha256::digest(&html).iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
            stamp,
            html: html.into(),
            html_br: read(PAGE_BR).ok().map(Bytes::from),
            policy: HeaderValue::from_str(&policy).map_err(bad)?,
        })
    }

    fn answer(&self, headers: &HeaderMap) -> Response {
        let compressed = self.html_br.as_ref().filter(|_| takes_brotli(headers));
        let body = compressed.unwrap_or(&self.html).clone();
        let mut response = Response::new(Body::from(body));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CACHE_CONTROL, REVALIDATE);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if compressed.is_some() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response.extensions_mut().insert(Document::App(self.policy.clone()));
        response
    }
}

enum Wanted {
    /// A route of the app.
    Page,
    /// A file of it.
    File { document: Document, cache: HeaderValue },
    /// What is never given out: the policy's text, source maps, compressed twins by name, hidden files, spelled-out paths.
    Nothing,
}

impl Wanted {
    fn by(path: &str) -> Wanted {
        let name = path.rsplit('/').next().unwrap_or_default();
        let Some((_, extension)) = name.rsplit_once('.') else { return Wanted::Page };
        let plain = path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_'));
        let hidden = path.split('/').any(|part| part.starts_with('.')) || path == format!("/{POLICY}");
        match extension {
            _ if !plain || hidden => Wanted::Nothing,
            "map" | "br" => Wanted::Nothing,
            _ if path == format!("/{PAGE}") => Wanted::Page,
            _ if path == "/sw.js" => Wanted::File { document: Document::Worker, cache: REVALIDATE },
            _ if kept::is_hashed(name) => Wanted::File { document: Document::Asset, cache: IMMUTABLE },
            _ => Wanted::File { document: Document::Asset, cache: REVALIDATE },
        }
    }
}

fn stamp(dist: &Path) -> Stamp {
    [PAGE, PAGE_BR, POLICY].map(|name| {
        let metadata = fs::metadata(dist.join(name)).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    })
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut ranges = accepted.split(',').map(|range| range.split(';').map(str::trim));
    ranges.any(|mut range| {
        range.next() == Some("br") && !range.any(|q| matches!(q, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}
