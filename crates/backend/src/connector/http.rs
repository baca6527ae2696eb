//! The protocol of docs/PARTNERS.md over HTTP.

use super::activity::is_cursor;
use super::{Answer, Answering, Connector, signed_part, words};
use crate::clock::Clock;
use crate::outside::{Http, Peer};
use contract::connector::{
    Balance, BalanceLot, Entries, NoMembership, Operation, OperationState, Order, SIGNATURE, Step,
};
use contract::limits::{CONNECTOR_ANSWER_BYTES, CONNECTOR_LOTS_MOST, CONNECTOR_REASON_CHARS, CONNECTOR_SECONDS};
use contract::points::Points;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode, Uri, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;

/// A partner that speaks the protocol.
pub struct HttpConnector {
    http: Arc<Http>,
    peer: Peer,
    clock: Arc<dyn Clock>,
}

impl HttpConnector {
    /// The partner at this address, which is what its own paths follow.
    pub fn new(http: Arc<Http>, peer: Peer, clock: Arc<dyn Clock>) -> HttpConnector {
        HttpConnector { http, peer, clock }
    }

    /// The status and the body; the error is for the log.
    async fn send(&self, method: Method, path: &str, body: Vec<u8>) -> Result<(StatusCode, Bytes), String> {
        let seconds = self.clock.now().ms().div_euclid(1_000);
        let url = [self.peer.url().to_string().trim_end_matches('/'), path].concat();
        let request = Request::builder().method(&method).uri(url);
        let signed_path = request.uri_ref().and_then(Uri::path_and_query).map(|path| path.as_str().to_owned());
        let message = signed_part(method.as_str(), &signed_path.unwrap_or_default(), &body);
        let signature = self.peer.signature(seconds, &message);
        let request = request
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, "gom-backend")
            .header(SIGNATURE, signature)
            .body(Full::from(body))
            .map_err(|error| error.to_string())?;
        let answer = self.http.send(request, CONNECTOR_SECONDS).await.map_err(|no_answer| no_answer.to_string())?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), CONNECTOR_ANSWER_BYTES).collect();
        let body = tokio::time::timeout(Duration::from_secs(CONNECTOR_SECONDS), body).await;
        let body = body.map_err(|_| format!("half an answer in {CONNECTOR_SECONDS} s"))?;
        Ok((status, body.map_err(|error| error.to_string())?.to_bytes()))
    }

    /// What became of an order.
    async fn operation(&self, method: Method, id: &str, step: Step, body: Vec<u8>) -> Answer {
        let path = format!("/{}s/{id}", step.name());
        let (status, body) = match self.send(method.clone(), &path, body).await {
            Ok(answer) => answer,
            Err(why) => return Answer::None(why),
        };
        match read::<Operation>(&body) {
            Ok(operation) if operation.id != id || operation.step != step => {
                Answer::None("it answered for another order".to_owned())
            }
            Ok(operation) if fits(status, operation.state, &method) => operation.into(),
            Ok(Operation { state, .. }) => Answer::None(format!("it answered {status} with {state:?}")),
            Err(why) => Answer::None(format!("it answered {status}: {why}")),
        }
    }
}

impl Connector for HttpConnector {
    fn order<'a>(&'a self, id: &'a str, step: Step, order: &'a Order) -> Answering<'a, Answer> {
        Box::pin(async move {
            match serde_json::to_vec(order) {
                Ok(body) => self.operation(Method::PUT, id, step, body).await,
                Err(error) => Answer::None(error.to_string()),
            }
        })
    }

    fn ask<'a>(&'a self, id: &'a str, step: Step) -> Answering<'a, Answer> {
        Box::pin(self.operation(Method::GET, id, step, Vec::new()))
    }

    fn balance<'a>(&'a self, number: &'a str) -> Answering<'a, Result<Option<Balance>, String>> {
        Box::pin(async move {
            match self.send(Method::GET, &format!("/memberships/{number}"), Vec::new()).await? {
                (StatusCode::NOT_FOUND, body) => match read::<NoMembership>(&body) {
                    Ok(NoMembership { number: asked, state: OperationState::NotKnown }) if asked == number => Ok(None),
                    _ => Err("a 404 that is not the partner's own".into()),
                },
                (StatusCode::OK, body) => {
                    let balance = with_what_says_something(read(&body)?);
                    match (balance.number == number, is_whole(&balance)) {
                        (true, true) => Ok(Some(balance)),
                        (true, false) => Err("its lots are not its balance".into()),
                        (false, _) => Err("it answered another number".into()),
                    }
                }
                (status, _) => Err(format!("it answered {status}")),
            }
        })
    }

    fn activity<'a>(
        &'a self,
        number: &'a str,
        after: &'a str,
        until: &'a str,
    ) -> Answering<'a, Result<Entries, String>> {
        Box::pin(async move {
            let [after, until] = [after, until].map(encoded);
            let path = format!("/memberships/{number}/activity?after={after}&until={until}");
            match self.send(Method::GET, &path, Vec::new()).await? {
                (StatusCode::OK, body) => read(&body),
                (status, _) => Err(format!("it answered {status}")),
            }
        })
    }

    fn signed_at(&self, header: &str, message: &[u8]) -> Option<i64> {
        self.peer.signed_at(header, message)
    }
}

/// What is encoded in a value of a query.
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, IN_QUERY).to_string()
}

/// Whether the status says the same as the state. A 404 may come from anything on the way, so only the partner's own words make it
/// "never heard of", and only where it was asked: one that was given the order has something else wrong.
fn fits(status: StatusCode, state: OperationState, method: &Method) -> bool {
    match state {
        OperationState::NotKnown => status == StatusCode::NOT_FOUND && method == Method::GET,
        OperationState::Refused => status == StatusCode::CONFLICT,
        _ => status.is_success(),
    }
}

/// Too many lots say nothing, nor does a position that cannot be one; the sum does.
fn with_what_says_something(mut balance: Balance) -> Balance {
    balance.lots = balance.lots.filter(|lots| lots.len() <= CONNECTOR_LOTS_MOST);
    balance.cursor = balance.cursor.filter(|cursor| is_cursor(cursor));
    balance
}

/// Whether the lots, where they are told, make up the balance, and could all be spent when it was read.
fn is_whole(balance: &Balance) -> bool {
    let Some(lots) = &balance.lots else { return true };
    let could_be_spent =
        |lot: &BalanceLot| !lot.amount.is_zero() && lot.expires_at.is_none_or(|end| end > balance.as_of);
    let sum = lots.iter().try_fold(Points::ZERO, |sum, lot| sum.checked_add(lot.amount).ok());
    lots.iter().all(could_be_spent) && sum == Some(balance.points)
}

/// The error has words of the partner, as many as a log needs.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| words(&error.to_string(), CONNECTOR_REASON_CHARS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::connector::Entry;

    #[test]
    fn a_position_is_one_value_of_a_query() {
        assert_eq!(encoded("aZ09-._~"), "aZ09-._~");
        assert_eq!(encoded("a+b&until=c%20#/?"), "a%2Bb%26until%3Dc%2520%23%2F%3F");
        let cursor = |cursor: &str| {
            let start = "{\"number\":\"1\",\"points\":1,\"as_of\":\"2026-11-25T12:00:00.000Z\"";
            let balance: Balance = read(format!("{start},\"cursor\":{cursor}}}").as_bytes()).unwrap();
            with_what_says_something(balance).cursor
        };
        assert_eq!(cursor("\"7/a\""), Some("7/a".to_owned()));
        for none in ["null", "\"\"", "\"two words\"", "42", "1.5", "true", "[\"7\"]", "{\"at\":[7]}"] {
            assert_eq!(cursor(none), None, "{none}");
        }
    }

    #[test]
    fn an_entry_without_words_has_none_and_an_error_few() {
        let text = |text: &str| {
            let entry =
                "{\"id\":\"1\",\"at\":\"2026-11-25T12:00:00Z\",\"kind\":\"earn\",\"points\":1,\"incoming\":true";
            read::<Entry>(format!("{entry}{text}}}").as_bytes()).map(|entry| entry.text)
        };
        let told = ["", ",\"text\":null", ",\"text\":\"a\""].map(text);
        assert_eq!(told, ["", "", "a"].map(|text| Ok(text.to_owned())));
        let long = format!("\"{}\"", "x".repeat(10_000));
        let why = read::<u64>(long.as_bytes()).unwrap_err();
        assert!(why.starts_with("invalid type") && why.len() == CONNECTOR_REASON_CHARS, "{why}");
    }

    #[test]
    fn lots_are_the_balance_or_the_answer_is_none() {
        let whole = |points: u64, lots: &str| {
            let lots = if lots.is_empty() { String::new() } else { format!(",\"lots\":[{lots}]") };
            let body = format!("{{\"number\":\"1\",\"points\":{points},\"as_of\":\"2026-11-25T12:00:00.000Z\"{lots}}}");
            is_whole(&read(body.as_bytes()).unwrap())
        };
        let ends = |at: &str| format!("{{\"amount\":30,\"expires_at\":\"{at}\"}}");
        let later = ends("2026-11-25T12:00:00.001Z");
        assert!(whole(30, "") && whole(30, &later) && whole(37, &format!("{later},{{\"amount\":7}}")));
        assert!(!whole(31, &later) && !whole(30, &ends("2026-11-25T12:00:00.000Z")));
        assert!(!whole(30, &format!("{later},{{\"amount\":0}}")) && !whole(0, &later));
        let lots = |count: usize| {
            let lots = vec!["{\"amount\":1}"; count].join(",");
            let body = format!(
                "{{\"number\":\"1\",\"points\":{count},\"as_of\":\"2026-11-25T12:00:00.000Z\",\"lots\":[{lots}]}}"
            );
            with_what_says_something(read(body.as_bytes()).unwrap()).lots
        };
        assert!(lots(CONNECTOR_LOTS_MOST).is_some() && lots(CONNECTOR_LOTS_MOST + 1).is_none());
        let most = format!("{{\"amount\":{}}}", (1_u64 << 53) - 1);
        assert!(!whole(1, &format!("{most},{most}")));
    }
}
