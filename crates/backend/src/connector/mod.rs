//! Partners' systems: what Gom asks them, and what an answer means for a transfer.
//!
//! A program without a connector is kept in this ledger, where a debit or a credit is one more entry of the same transaction. One with
//! a connector decides for itself: its orders wait in the database (`store/orders.rs`) until it has answered (`outbox.rs`).

pub(crate) mod activity;
mod decide;
mod http;

pub(crate) use decide::{Decision, decide, is_over};
pub use http::HttpConnector;

use crate::clock::Clock;
use crate::letters::is_unseen;
use crate::outside::Http;
use crate::settings::Settings;
use contract::connector::{Balance, Entries, Operation, OperationState, Order, Step};
use contract::limits::{CONNECTOR_REASON_CHARS, SIGNATURE_SECONDS};
use contract::points::Timestamp;
use contract::{BY_OPERATOR, ProgramId};
use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

/// What a partner says about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Executed.
    Done,
    /// Not executed, and never will be; why.
    Refused(String),
    /// Taken, not decided yet.
    Pending,
    /// Never heard of that id.
    NotKnown,
    /// No answer that could be understood; why, for the log.
    None(String),
}

impl From<Operation> for Answer {
    fn from(operation: Operation) -> Answer {
        match operation.state {
            OperationState::Done => Answer::Done,
            OperationState::Pending => Answer::Pending,
            OperationState::NotKnown => Answer::NotKnown,
            OperationState::Refused => {
                Answer::Refused(words(&operation.reason.unwrap_or_default(), CONNECTOR_REASON_CHARS))
            }
            OperationState::Unknown => Answer::None("a state that this version does not know".to_owned()),
        }
    }
}

/// An answer under way.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One partner's system. Every method may be called again at any time: an order has its effect once, by its id.
pub trait Connector: Send + Sync + 'static {
    /// Gives an order, or hears what became of it.
    fn order<'a>(&'a self, id: &'a str, step: Step, order: &'a Order) -> Answering<'a, Answer>;

    /// Asks what became of an order, without giving it.
    fn ask<'a>(&'a self, id: &'a str, step: Step) -> Answering<'a, Answer>;

    /// What a membership holds there: `None` for a number that the partner does not have, an error in words for the log.
    fn balance<'a>(&'a self, number: &'a str) -> Answering<'a, Result<Option<Balance>, String>>;

    /// What happened to a membership there after one position of the partner's list up to another, or the first of it; an error in
    /// words for the log.
    fn activity<'a>(
        &'a self,
        number: &'a str,
        after: &'a str,
        until: &'a str,
    ) -> Answering<'a, Result<Entries, String>>;

    /// When a message of the partner was signed, in seconds, if it was.
    fn signed_at(&self, header: &str, message: &[u8]) -> Option<i64>;
}

/// The connectors of this server, by program.
#[derive(Clone, Default)]
pub struct Connectors(Arc<BTreeMap<String, Arc<dyn Connector>>>);

impl Connectors {
    /// These.
    pub fn new(connectors: impl IntoIterator<Item = (ProgramId, Arc<dyn Connector>)>) -> Connectors {
        Connectors(Arc::new(connectors.into_iter().map(|(program, connector)| (program.0, connector)).collect()))
    }

    /// Those that the operator set.
    pub fn set(settings: &Settings, clock: &Arc<dyn Clock>) -> io::Result<Connectors> {
        if settings.connectors.is_empty() {
            return Ok(Connectors::default());
        }
        let http = Arc::new(Http::new()?);
        Ok(Connectors::new(settings.connectors.iter().map(|(program, peer)| {
            let connector = HttpConnector::new(http.clone(), peer.clone(), clock.clone());
            (ProgramId(program.clone()), Arc::new(connector) as Arc<dyn Connector>)
        })))
    }

    /// The connector of a program, if it has one.
    pub fn get(&self, program: &str) -> Option<&Arc<dyn Connector>> {
        self.0.get(program)
    }

    /// All of them with their programs.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Arc<dyn Connector>)> {
        self.0.iter().map(|(program, connector)| (program.as_str(), connector))
    }

    /// The programs that have one.
    pub fn programs(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// Words of a partner, as many as are kept, without letters that change what stands around them.
fn words(text: &str, most: usize) -> String {
    let words: String = text.chars().filter(|c| !is_unseen(*c)).take(most).collect();
    // Nobody else speaks as the operator.
    let mut own = words.trim_start();
    while let Some(rest) = own.strip_prefix(BY_OPERATOR) {
        own = rest.trim_start();
    }
    own.to_owned()
}

/// The part of a message that is signed: method, path with its query, and body.
pub fn signed_part(method: &str, path: &str, body: &[u8]) -> Vec<u8> {
    [method.as_bytes(), b" ", path.as_bytes(), b"\n", body].concat()
}

/// Whether a signature of that second is of use now.
pub fn is_fresh(seconds: i64, now: Timestamp) -> bool {
    (now.ms().div_euclid(1_000) - seconds).abs() <= SIGNATURE_SECONDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_turns_nothing_that_stands_around_it() {
        let (id, reason) =
            (String::new(), Some([BY_OPERATOR, BY_OPERATOR, "closed\u{202e}\u{2066}\n\u{200f} số"].concat()));
        let operation =
            Operation { id, step: Step::Debit, state: OperationState::Refused, reason, at: Timestamp::from_ms(0) };
        assert_eq!(Answer::from(operation), Answer::Refused("closed số".to_owned()));
    }
}
