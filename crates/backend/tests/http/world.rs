//! A whole server in the test's process, with a clock that stands still, and clients that behave like a browser.

use crate::outbox::Outbox;
use crate::support::Place;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use contract::points::{Points, Timestamp};
use contract::*;
use gom_backend::clock::{Clock, TestClock};
use gom_backend::config::Operator;
use gom_backend::connector::Connectors;
use gom_backend::http::files::Files;
use gom_backend::seed::{self, Seed};
use gom_backend::settings::Settings;
use gom_backend::state::AppState;
use gom_backend::store::Store;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;

pub const ORIGIN: &str = "http://localhost:8080";
/// 2026-11-22T10:48:00.000Z
pub const START: Timestamp = Timestamp::from_ms(1_795_344_480_000);

pub struct World {
    pub state: AppState,
    pub app: Router,
    pub clock: Arc<TestClock>,
    /// The codes that were sent.
    pub outbox: Outbox,
    pub place: Place,
}

impl World {
    /// A demo server with the sample data.
    pub async fn new(place: Place) -> World {
        World::with(place, &[], &seed::EVERYDAY, None).await
    }

    /// A demo server with other settings, other data or the built app.
    pub async fn with(place: Place, settings: &[(&str, &str)], data: &Seed<'_>, files: Option<Files>) -> World {
        let clock = Arc::new(TestClock::at(START));
        let basic = [
            ("GOM_DEMO", "1"),
            ("GOM_QUOTES_PER_MINUTE", "4000000000"),
            ("GOM_DEMO_MEMBERS_PER_MINUTE", "4000000000"),
            ("GOM_CODES_PER_MINUTE", "4000000000"),
            // What is worth much is asked about in the tests of step-up.
            ("GOM_STEP_UP_VND", "4000000000"),
        ];
        let of = |list: &[(&str, &str)], name: &str| {
            list.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_string())
        };
        let settings = Settings::read(|name| of(settings, name).or_else(|| of(&basic, name))).unwrap();
        let store = Store::open(&place.url, clock.clone()).await.unwrap();
        let shared: Arc<dyn Clock> = clock.clone();
        let connectors = Connectors::set(&settings, &shared).unwrap();
        let store = store.with_connected(connectors.programs(), settings.connector_deadline_seconds);
        let store = store.with_demo_cancel_seconds(Some(settings.demo_cancel_seconds));
        let store = Arc::new(store.with_step_up_vnd(settings.step_up_vnd.into()));
        seed::import(&store, data).await.unwrap();
        let operator = Arc::new(operator(&settings));
        let outbox = Outbox::default();
        let state = AppState::new(store, clock.clone(), Arc::new(outbox.clone()), settings, operator, files);
        let state = state.with_connectors(connectors);
        World { app: gom_backend::app(state.clone()), state, clock, outbox, place }
    }

    /// The time of the server.
    pub fn clock_now(&self) -> Timestamp {
        self.state.clock.now()
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Client {
        Client { app: self.app.clone(), cookie: None }
    }

    /// A fresh demo member, signed in.
    pub async fn member(&self) -> Client {
        let visitor = self.visitor();
        let answer = visitor.send(Method::POST, paths::SESSION_DEMO, None).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        Client { cookie: Some(answer.cookie()), ..visitor }
    }
}

/// What an operator without a configuration file has, in the demo with its shop.
pub fn operator(settings: &Settings) -> Operator {
    match settings.shop() {
        Some(origin) => Operator::default().with_demo_shop(&origin),
        None => Operator::default(),
    }
}

#[derive(Clone)]
pub struct Client {
    pub app: Router,
    pub cookie: Option<String>,
}

#[derive(Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.status, self.text())
    }
}

impl Answer {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The cookie that was set, as a browser sends it back.
    pub fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    pub fn replayed(&self) -> bool {
        self.header("idempotent-replayed") == "true"
    }

    /// The problem's code, or nothing for a success.
    pub fn code(&self) -> Option<Code> {
        if self.status.is_success() {
            return None;
        }
        let problem: Problem = self.json();
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!((problem.status, problem.request_id.as_str()), (self.status.as_u16(), self.header("x-request-id")));
        Some(problem.code)
    }
}

impl Client {
    /// Sends as Gom's own page would.
    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        self.send_as(method, path, body, &[("origin", ORIGIN), ("sec-fetch-site", "same-origin")]).await
    }

    /// Sends with these headers besides the cookie and, with a body, the content type of JSON.
    pub async fn send_as(&self, method: Method, path: &str, body: Option<&Value>, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let json = body.filter(|_| !headers.iter().any(|(name, _)| *name == "content-type"));
        if json.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map(|body| serde_json::to_vec(body).unwrap()).unwrap_or_default();
        self.send_raw(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn send_raw(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, mut body) = response.into_parts();
        // A stream of events has no end; its beginning is an answer too.
        let endless = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = match endless {
            true => body.frame().await.unwrap().unwrap().into_data().unwrap(),
            false => body.collect().await.unwrap().to_bytes(),
        };
        Answer { status: parts.status, headers: parts.headers, body: body.to_vec() }
    }

    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        let answer = self.send(Method::GET, path, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {answer:?}");
        answer.json()
    }

    pub async fn wallet(&self) -> Wallet {
        self.get(paths::WALLET).await
    }

    pub async fn ask(&self, from: &MembershipId, to: &MembershipId, amount: u64) -> Answer {
        let body = QuoteRequest { from: from.clone(), to: to.clone(), amount: Points::new(amount).unwrap() };
        self.send(Method::POST, paths::QUOTES, Some(&json!(body))).await
    }

    pub async fn accept(&self, id: &str, quote: &QuoteId) -> Answer {
        let body = json!(TransferAccept { quote: quote.clone() });
        self.send(Method::PUT, &paths::fill(paths::TRANSFER, &[id]), Some(&body)).await
    }
}

/// Something that can be moved: two memberships of this member and an amount that their pair takes.
#[derive(Clone, Debug)]
pub struct Move {
    pub from: MembershipId,
    pub to: MembershipId,
    pub amount: u64,
    pub step: u64,
}

impl Client {
    /// Every move this member can make with the least amount of its pair, at least twice over.
    pub async fn moves(&self) -> Vec<Move> {
        let (wallet, pairs) = (self.wallet().await, self.get::<Pairs>(paths::PAIRS).await);
        let of = |program: &ProgramId| wallet.memberships.iter().find(|membership| membership.program.id == *program);
        let open = pairs.items.iter().filter(|pair| !pair.current.closed);
        let moves = open.filter_map(|pair| {
            let (from, to, terms) = (of(&pair.from)?, of(&pair.to)?, &pair.current.terms);
            let most = from.balance.available.get().min(terms.max.map_or(u64::MAX, Points::get));
            let amount = terms.min.get();
            let twice = amount + terms.step;
            (twice <= most).then(|| Move { from: from.id.clone(), to: to.id.clone(), amount, step: terms.step })
        });
        moves.collect()
    }

    /// The first of them.
    pub async fn a_move(&self) -> Move {
        self.moves().await.into_iter().next().expect("the demo member can move something")
    }

    pub async fn quote(&self, wanted: &Move) -> Quote {
        let answer = self.ask(&wanted.from, &wanted.to, wanted.amount).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }

    pub async fn cancel(&self, id: &str) -> Answer {
        self.send(Method::POST, &paths::fill(paths::TRANSFER_CANCEL, &[id]), None).await
    }
}

/// An id as the app makes it.
pub fn fresh_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// Everything the member owns in this answer: on the account, and between two accounts.
pub fn owned(wallet: &Wallet) -> u64 {
    use contract::points::transfer::State;
    let on_accounts: u64 = wallet.memberships.iter().map(|m| m.balance.available.get() + m.balance.held.get()).sum();
    let between = |transfer: &&Transfer| !matches!(transfer.state, State::Waiting | State::Debiting);
    on_accounts + wallet.under_way.iter().filter(between).map(|transfer| transfer.amount.get()).sum::<u64>()
}
