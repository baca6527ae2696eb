//! The built app: one page for every route of it, and its files, compressed beforehand.
//!
//! The page and its policy come from the same build and change together; a new build in the folder is taken up at the next
//! request, while others are answered by the one before. Files of earlier builds are kept for tabs that are still open, see [`crate::http::kept`].

mod branded;
mod page;

use crate::config::Operator;
use crate::http::headers::Document;
use crate::http::kept;
use crate::http::problem::Failure;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{Code, paths};
use page::{PAGE, POLICY, Page, stamp};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Mutex;
use tower::ServiceExt;
use tower_http::services::ServeDir;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The folder with the built app.
pub struct Files {
    dist: PathBuf,
    keep: Option<PathBuf>,
    operator: Arc<Operator>,
    page: RwLock<Arc<Page>>,
    /// Held by the one request that takes up a new build.
    taking_up: Arc<Mutex<()>>,
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

impl Files {
    /// Reads the app in `dist`, puts in what the operator set, and keeps its files in `keep`.
    pub fn open(dist: &Path, keep: Option<PathBuf>, operator: Arc<Operator>) -> Result<Files, NoApp> {
        let page = Page::read(dist, &operator)?;
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
            operator,
            page: RwLock::new(Arc::new(page)),
            taking_up: Arc::default(),
        })
    }

    /// The build that is served now.
    pub async fn build(self: &Arc<Self>) -> String {
        self.page().await.build.clone()
    }

    /// Answers a request for a page or a file.
    pub async fn serve(self: &Arc<Self>, request: Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let allow = [(header::ALLOW, "GET,HEAD")];
            return (allow, Failure::of(Code::MethodNotAllowed)).into_response();
        }
        match Wanted::by(request.uri().path()) {
            Wanted::Page => self.page().await.answer(request.headers()),
            Wanted::Frame => frame(&*self.page().await, &self.operator, &request),
            Wanted::Nothing => Failure::of(Code::NotFound).into_response(),
            Wanted::File { document, cache } => self.file(request, document, cache).await,
        }
    }

    async fn file(self: &Arc<Self>, request: Request, document: Document, cache: HeaderValue) -> Response {
        let page = self.page().await;
        let mut response = match page.made(request.uri().path()) {
            Some(made) => made.answer(request.headers()),
            None => match self.assets.clone().oneshot(request).await {
                Ok(response) => response.map(Body::new).into_response(),
                Err(never) => match never {},
            },
        };
        if !response.status().is_client_error() {
            response.headers_mut().insert(header::CACHE_CONTROL, cache);
            response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
            response.extensions_mut().insert(document);
        }
        response
    }

    /// The page as it is in the folder now; while a new build is being written or taken up, the one before.
    async fn page(self: &Arc<Self>) -> Arc<Page> {
        let page = self.held();
        if page.stamp == stamp(&self.dist) {
            return page;
        }
        let Ok(alone) = self.taking_up.clone().try_lock_owned() else { return page };
        // It reads, compresses and copies: other requests are answered meanwhile. It goes on when the one that began it is given up.
        let files = self.clone();
        let taken_up = tokio::task::spawn_blocking(move || {
            let fresh = files.take_up();
            drop(alone);
            fresh
        });
        taken_up.await.unwrap_or(page)
    }

    fn held(&self) -> Arc<Page> {
        self.page.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn take_up(&self) -> Arc<Page> {
        let fresh = match Page::read(&self.dist, &self.operator) {
            Ok(fresh) => Arc::new(fresh),
            Err(error) => {
                tracing::warn!(%error, "still serving the build before");
                return self.held();
            }
        };
        tracing::info!(build = fresh.build, "a new build of the app");
        *self.page.write().unwrap_or_else(PoisonError::into_inner) = fresh.clone();
        if let Some(Err(error)) = self.keep.as_deref().map(|folder| kept::keep(&self.dist, folder, &fresh.build)) {
            tracing::warn!(%error, "the files of the new build could not be kept");
        }
        fresh
    }
}

/// The page for the frame of a known partner. For anybody else it is there to say that it is not, and cannot be framed.
fn frame(page: &Page, operator: &Operator, request: &Request) -> Response {
    let id = partner_in(request.uri().query().unwrap_or_default());
    if let Some(partner) = id.and_then(|id| operator.partner(id)) {
        return page.answer_framed(request.headers(), &partner.origins);
    }
    let mut response = page.answer(request.headers());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// The one `partner` of a query. Ids need no escapes, so an escaped one is no partner's.
fn partner_in(query: &str) -> Option<&str> {
    let mut found = query.split('&').filter_map(|pair| pair.strip_prefix("partner="));
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

enum Wanted {
    /// A route of the app.
    Page,
    /// The page in a partner's frame.
    Frame,
    /// A file of it.
    File { document: Document, cache: HeaderValue },
    /// What is never given out: the policy's text, source maps, compressed twins by name, hidden files, spelled-out paths.
    Nothing,
}

impl Wanted {
    fn by(path: &str) -> Wanted {
        let name = path.rsplit('/').next().unwrap_or_default();
        let for_partners = path == "/embed" || path.starts_with("/embed/");
        let Some((_, extension)) = name.rsplit_once('.') else {
            return match path {
                paths::EMBED_BALANCE => Wanted::Frame,
                _ if for_partners => Wanted::Nothing,
                _ => Wanted::Page,
            };
        };
        let plain = path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_'));
        let hidden = path.split('/').any(|part| part.starts_with('.')) || path == format!("/{POLICY}");
        match extension {
            _ if !plain || hidden => Wanted::Nothing,
            "map" | "br" => Wanted::Nothing,
            _ if path == format!("/{PAGE}") => Wanted::Page,
            _ if path == "/sw.js" => Wanted::File { document: Document::Worker, cache: REVALIDATE },
            _ if path == paths::EMBED_SCRIPT => Wanted::File { document: Document::Script, cache: REVALIDATE },
            _ if for_partners => Wanted::Nothing,
            _ if kept::is_hashed(name) => Wanted::File { document: Document::Asset, cache: IMMUTABLE },
            _ => Wanted::File { document: Document::Asset, cache: REVALIDATE },
        }
    }
}
