//! The protocol over HTTP, and callbacks.

use crate::book::{Book, Mismatch};
use crate::callbacks::Callbacks;
use crate::earnings::{Earnings, deed};
use crate::faults::Faults;
use crate::happened::{Deed, NotTaken};
use crate::memberships;
use crate::signature::{sign, signed_at};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use contract::connector::{EntryKind, Operation, OperationState, Order, SIGNATURE, Step};
use contract::limits::SIGNATURE_SECONDS;
use contract::points::Timestamp;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Serialize;
use std::collections::BTreeMap;
use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often decisions that are due are looked for.
const INTERVAL: Duration = Duration::from_millis(50);
/// A callback that was not taken is sent so often.
const CALLBACK_TRIES: u32 = 3;

/// One program of the simulation.
pub struct Program {
    /// Its ledger.
    pub book: Book,
    /// What goes wrong.
    pub faults: Faults,
    /// The secret that Gom has too.
    pub secret: String,
    /// How long a credit takes until it is decided, in milliseconds. Everything else is decided at once.
    pub credit_ms: i64,
}

/// Partners' systems, by program.
#[derive(Clone)]
pub struct Sim {
    programs: Arc<BTreeMap<String, Mutex<Program>>>,
    /// Where Gom is, for callbacks.
    gom: String,
    /// How long after a question about a number it earns something, in milliseconds; never if it is 0.
    earn_ms: i64,
    earnings: Arc<Mutex<BTreeMap<String, Earnings>>>,
}

impl Sim {
    /// These programs, telling Gom at this origin.
    pub fn new(programs: impl IntoIterator<Item = (String, Program)>, gom: &str) -> Sim {
        let programs = programs.into_iter().map(|(name, program)| (name, Mutex::new(program)));
        Sim { programs: Arc::new(programs.collect()), gom: gom.to_owned(), earn_ms: 0, earnings: Arc::default() }
    }

    /// The same, where numbers that are asked about earn something so much later.
    pub fn earning_after(self, earn_ms: i64) -> Sim {
        Sim { earn_ms, ..self }
    }

    /// The paths of all programs.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/{program}/{orders}/{id}", get(ask).put(order))
            .route("/{program}/memberships/{number}", get(memberships::balance))
            .route("/{program}/memberships/{number}/activity", get(memberships::activity))
            .route("/{program}/earnings/{id}", put(memberships::earn))
            .route("/{program}/redemptions/{id}", put(memberships::redeem))
            .with_state(self.clone())
    }

    /// What a membership holds; `None` where there is no such program.
    pub fn balance(&self, program: &str, number: &str) -> Option<u64> {
        self.with(program, |program| program.book.balance(number))
    }

    /// What a member earns or spends at the program itself; `None` where there is no such program.
    pub fn happen(&self, program: &str, id: &str, kind: EntryKind, deed: &Deed) -> Option<Result<(), NotTaken>> {
        self.with(program, |program| program.book.happen(id, kind, deed, now())).transpose().ok()?
    }

    /// Somebody asks about a number.
    pub(crate) fn asked(&self, program: &str, number: &str) {
        if self.earn_ms > 0 {
            let mut earnings = self.earnings.lock().unwrap_or_else(PoisonError::into_inner);
            earnings.entry(program.to_owned()).or_default().ask(number, now().plus_ms(self.earn_ms));
        }
    }

    /// Decides what is due and tells Gom, until the program ends.
    pub async fn run(self) {
        let client: Client<HttpConnector, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
        let mut interval = tokio::time::interval(INTERVAL);
        let mut callbacks: BTreeMap<&str, Callbacks> = BTreeMap::new();
        loop {
            interval.tick().await;
            for name in self.programs.keys() {
                let callbacks = callbacks.entry(name).or_default();
                let told = self.with(name, |program| {
                    let decided = program.book.decide_due(now())?;
                    io::Result::Ok(callbacks.told(&mut program.faults, decided, now()))
                });
                match told.transpose() {
                    Ok(told) => {
                        let told = told.unwrap_or_default();
                        if !told.is_empty() {
                            tokio::spawn(self.clone().tell(client.clone(), name.clone(), told));
                        }
                    }
                    Err(error) => eprintln!("partner-sim: {name}: the journal cannot be written: {error}"),
                }
                self.let_earn(name);
            }
        }
    }

    /// What was asked about earns, if its time has come.
    fn let_earn(&self, name: &str) {
        let mut earnings = self.earnings.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(number) = earnings.get_mut(name).and_then(|earnings| earnings.due(now())) else { return };
        self.with(name, |program| {
            let place = program.book.cursor(&number);
            let Some(deed) = deed(name, &number, place.parse().unwrap_or_default()) else { return };
            if let Err(error) = program.book.happen(&format!("{number}-{place}"), EntryKind::Earn, &deed, now()) {
                eprintln!("partner-sim: {name}: the journal cannot be written: {error}");
            }
        });
    }

    /// Callbacks, one after the other.
    async fn tell(self, client: Client<HttpConnector, Full<Bytes>>, name: String, told: Vec<Operation>) {
        for operation in told {
            let Ok(body) = serde_json::to_vec(&operation) else { return };
            for _ in 0..CALLBACK_TRIES {
                let Some(request) = self.callback(&name, &body) else { return };
                match client.request(request).await {
                    Ok(answer) if answer.status().is_success() => break,
                    Ok(answer) => println!("partner-sim: {name}: Gom answered {} to a callback", answer.status()),
                    Err(error) => println!("partner-sim: {name}: Gom was not reached: {error}"),
                }
            }
        }
    }

    fn callback(&self, name: &str, body: &[u8]) -> Option<Request<Full<Bytes>>> {
        let path = format!("/api/v1/connectors/{name}/callback");
        let seconds = now().ms().div_euclid(1_000);
        let signature = self.with(name, |program| sign(&program.secret, seconds, "POST", &path, body))?;
        let request = Request::post(format!("{}{path}", self.gom));
        let request = request.header(header::CONTENT_TYPE, "application/json").header(SIGNATURE, signature);
        request.body(Full::from(body.to_vec())).ok()
    }

    pub(crate) fn with<T>(&self, name: &str, work: impl FnOnce(&mut Program) -> T) -> Option<T> {
        let program = self.programs.get(name)?;
        Some(work(&mut program.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Refuses a message that is not Gom's.
    pub(crate) fn check(&self, name: &str, called: &Called, body: &[u8]) -> Result<(), Response> {
        let (method, uri, headers) = called;
        let header = headers.get(SIGNATURE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let path = uri.path_and_query().map_or("", |path| path.as_str());
        let signed = self.with(name, |program| signed_at(header, &program.secret, method.as_str(), path, body));
        let fresh = |seconds: i64| (now().ms().div_euclid(1_000) - seconds).abs() <= SIGNATURE_SECONDS;
        match signed {
            None => Err(StatusCode::NOT_FOUND.into_response()),
            Some(seconds) if seconds.is_some_and(fresh) => Ok(()),
            Some(_) => Err(StatusCode::UNAUTHORIZED.into_response()),
        }
    }
}

/// What is signed of a request, but its body, and the signature.
pub(crate) type Called = (Method, Uri, HeaderMap);

async fn order(
    State(sim): State<Sim>,
    Path((name, orders, id)): Path<(String, String, String)>,
    called: Called,
    body: Bytes,
) -> Response {
    if let Err(refused) = sim.check(&name, &called, &body) {
        return refused;
    }
    let Some(step) = step(&orders) else { return StatusCode::NOT_FOUND.into_response() };
    let Ok(order) = serde_json::from_slice::<Order>(&body) else { return StatusCode::BAD_REQUEST.into_response() };
    let done = sim.with(&name, |program| program.take(step, &id, &order));
    match done {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(Reply::Nothing) => pending().await,
        Some(Reply::Failed) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Reply::Other) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Some(Reply::Operation(operation)) => answer(&operation),
    }
}

async fn ask(
    State(sim): State<Sim>,
    Path((name, orders, id)): Path<(String, String, String)>,
    called: Called,
) -> Response {
    if let Err(refused) = sim.check(&name, &called, b"") {
        return refused;
    }
    let Some(step) = step(&orders) else { return StatusCode::NOT_FOUND.into_response() };
    let found = sim.with(&name, |program| {
        let error = program.faults.error;
        if program.faults.happens(error) { Err(()) } else { Ok(program.book.ask(step, &id, now())) }
    });
    match found {
        Some(Err(())) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Ok(Some(operation))) => answer(&operation),
        Some(Ok(None)) => answer(&Operation { id, step, state: OperationState::NotKnown, reason: None, at: now() }),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

enum Reply {
    Operation(Operation),
    /// The id came with another order before.
    Other,
    Failed,
    Nothing,
}

impl Program {
    /// Does what is asked, unless something goes wrong.
    fn take(&mut self, step: Step, id: &str, order: &Order) -> Reply {
        let (now, faults) = (now(), self.faults.clone());
        if self.faults.happens(faults.error) {
            return Reply::Failed;
        }
        // A return is never refused for reasons of the program's own.
        let refuses = step != Step::Return && self.faults.happens(faults.refuse);
        let after_ms = match (refuses, step) {
            // Undecided until it is refused below.
            (true, _) => self.credit_ms.max(1),
            (false, Step::Credit) => self.credit_ms,
            (false, _) => 0,
        };
        let taken = self.book.order(step, id, order, now, after_ms);
        let taken = taken.and_then(|operation| {
            if refuses {
                self.book.refuse(step, id, "the program does not take it", now)?;
            }
            Ok(operation.map(|operation| self.book.ask(step, id, now).unwrap_or(operation)))
        });
        if self.faults.happens(faults.hang) {
            return Reply::Nothing;
        }
        match taken {
            Err(_) => Reply::Failed,
            Ok(_) if self.faults.happens(faults.lose) => Reply::Failed,
            Ok(Err(Mismatch)) => Reply::Other,
            Ok(Ok(operation)) => Reply::Operation(operation),
        }
    }
}

fn answer(operation: &Operation) -> Response {
    let status = match operation.state {
        OperationState::Pending | OperationState::Unknown => StatusCode::ACCEPTED,
        OperationState::Done => StatusCode::OK,
        OperationState::Refused => StatusCode::CONFLICT,
        OperationState::NotKnown => StatusCode::NOT_FOUND,
    };
    json(status, operation)
}

pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => (status, [(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// `debits` is the step `debit`.
fn step(orders: &str) -> Option<Step> {
    Step::from_name(orders.strip_suffix('s')?)
}

pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
