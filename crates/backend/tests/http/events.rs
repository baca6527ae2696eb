//! The stream of what changes: everything once and in order, taken up again without loss, on any instance, until the session ends.

use crate::support::{Place, check_on_both};
use crate::world::{Client, ORIGIN, World, fresh_id};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use contract::points::transfer::State;
use contract::{Change, Code, TransferId, limits, paths};
use gom_backend::{jobs, seed};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// An open stream, read event by event.
struct Stream {
    body: Body,
    text: String,
}

#[derive(Debug, PartialEq, Eq)]
struct Told {
    id: i64,
    name: String,
    change: Change,
}

impl Stream {
    async fn open(client: &Client, query: &str, last: Option<i64>) -> Stream {
        let mut request = Request::get([paths::EVENTS, query].concat()).header("origin", ORIGIN);
        request = request.header(header::COOKIE, client.cookie.as_deref().unwrap());
        if let Some(last) = last {
            request = request.header("last-event-id", last.to_string());
        }
        let response = client.app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Stream { body: response.into_body(), text: String::new() }
    }

    /// The next event; `None` at the end of the stream.
    async fn next(&mut self) -> Option<Told> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                let told = field("id").map(|id| Told {
                    id: id.parse().unwrap(),
                    name: field("event").unwrap().to_owned(),
                    change: serde_json::from_str(field("data").unwrap()).unwrap(),
                });
                self.text = rest.to_owned();
                if told.is_some() {
                    return told;
                }
                continue;
            }
            let data = self.body.frame().await?.ok()?.into_data().ok()?;
            self.text.push_str(std::str::from_utf8(&data).unwrap());
        }
    }

    /// The number at which it begins.
    async fn opened(&mut self) -> i64 {
        let told = self.next().await.unwrap();
        assert_eq!(told.name, "open");
        told.id
    }

    async fn rest(mut self) -> Vec<Told> {
        let mut rest = Vec::new();
        while let Some(told) = self.next().await {
            rest.push(told);
        }
        rest
    }
}

/// A transfer of this member that waits.
async fn accepted(member: &Client) -> TransferId {
    let (id, quote) = (fresh_id(), member.quote(&member.a_move().await).await);
    assert_eq!(member.accept(&id, &quote.id).await.status, StatusCode::CREATED);
    TransferId(id)
}

async fn send_now(member: &Client, id: &TransferId) {
    let path = paths::fill(paths::TRANSFER_SEND_NOW, &[&id.0]);
    assert_eq!(member.send(Method::POST, &path, None).await.status, StatusCode::OK);
}

fn states(told: &[Told], id: &TransferId) -> Vec<State> {
    told.iter().filter(|told| told.change.transfer.as_ref() == Some(id)).filter_map(|told| told.change.state).collect()
}

const LIFE: [State; 5] = [State::Waiting, State::Debiting, State::Debited, State::Crediting, State::Credited];

#[tokio::test]
async fn every_change_is_told_once_in_order_by_whichever_instance() {
    check_on_both(|place| async move {
        let world = World::new(place).await;
        let other = World::with(world.place.again(), &[], &seed::EVERYDAY, None).await;
        let member = world.member().await;
        let there = Client { app: other.app.clone(), cookie: member.cookie.clone() };
        let (mut here, mut elsewhere) = (Stream::open(&member, "", None).await, Stream::open(&there, "", None).await);
        let start = here.opened().await;
        assert_eq!(elsewhere.opened().await, start);

        let id = accepted(&member).await;
        send_now(&member, &id).await;
        jobs::tick(&world.state.store).await.unwrap();
        let mut seen = Vec::new();
        for stream in [&mut here, &mut elsewhere] {
            let mut told = Vec::new();
            while states(&told, &id).last() != Some(&State::Credited) {
                told.push(stream.next().await.unwrap());
            }
            assert_eq!(states(&told, &id), LIFE);
            assert!(told.windows(2).all(|pair| pair[0].id < pair[1].id), "{told:?}");
            assert!(told.iter().all(|told| told.name == "change" && told.id > start), "{told:?}");
            seen.push(told);
        }
        assert_eq!(seen[0], seen[1]);

        // Broken off after any of them, the rest comes, and nothing twice.
        for (at, told) in seen[0].iter().enumerate() {
            let mut again = Stream::open(&there, "?seconds=0", Some(told.id)).await;
            assert_eq!(again.opened().await, told.id);
            assert_eq!(again.rest().await, seen[0][at + 1..], "after {}", told.id);
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_hears_of_somebody_else() {
    let world = World::new(Place::sqlite()).await;
    let (member, stranger) = (world.member().await, world.member().await);
    accepted(&member).await;
    let own = Stream::open(&stranger, "?seconds=0", Some(0)).await.rest().await;
    assert!(own.iter().all(|told| told.change.transfer.is_none()), "{own:?}");
    assert!(
        Stream::open(&member, "?seconds=0", Some(0))
            .await
            .rest()
            .await
            .iter()
            .any(|told| told.change.transfer.is_some())
    );
}

#[tokio::test]
async fn more_than_fits_at_once_comes_whole() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let mut ids = Vec::new();
    for _ in 0..limits::EVENTS_AT_ONCE / 2 + 3 {
        let id = accepted(&member).await;
        assert_eq!(member.cancel(&id.0).await.status, StatusCode::OK);
        ids.push(id);
    }
    let told = Stream::open(&member, "?seconds=0", Some(0)).await.rest().await;
    assert!(told.len() > limits::EVENTS_AT_ONCE as usize);
    for id in &ids {
        assert_eq!(states(&told, id), [State::Waiting, State::Cancelled]);
    }
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_with_the_server() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let mut stream = Stream::open(&member, "", None).await;
    stream.opened().await;
    assert_eq!(member.send(Method::DELETE, paths::SESSION, None).await.status, StatusCode::OK);
    assert_eq!(stream.next().await, None);

    let member = world.member().await;
    let mut stream = Stream::open(&member, "", None).await;
    stream.opened().await;
    world.state.streams.close();
    assert_eq!(stream.next().await, None);
    let late = member.send(Method::GET, paths::EVENTS, None).await;
    assert_eq!(late.code(), Some(Code::Unavailable));
}

#[tokio::test]
async fn one_member_cannot_take_all_streams() {
    let world = World::new(Place::sqlite()).await;
    let (member, other) = (world.member().await, world.member().await);
    let mut open = Vec::new();
    for _ in 0..limits::EVENTS_OF_MEMBER {
        open.push(Stream::open(&member, "", None).await);
    }
    assert_eq!(member.send(Method::GET, paths::EVENTS, None).await.code(), Some(Code::RateLimited));
    Stream::open(&other, "", None).await.opened().await;
    open.pop();
    Stream::open(&member, "", None).await.opened().await;
    drop(open);
    assert_eq!(world.state.streams.count(), 0);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_and_a_number_never_given_begins_anew() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    for (query, last) in
        [("?seconds=901", ""), ("?seconds=x", ""), ("?since=1", ""), ("", "x"), ("", "-1"), ("", "12345678901234567")]
    {
        let headers: &[(&str, &str)] = if last.is_empty() { &[] } else { &[("last-event-id", last)] };
        let answer = member.send_as(Method::GET, &[paths::EVENTS, query].concat(), None, headers).await;
        assert_eq!(answer.code(), Some(Code::Malformed), "{query} {last}");
    }
    assert_eq!(world.visitor().send(Method::GET, paths::EVENTS, None).await.code(), Some(Code::SignedOut));
    let head = Stream::open(&member, "", None).await.opened().await;
    assert_eq!(Stream::open(&member, "", Some(head + 1_000)).await.opened().await, head);
    let headers = [("accept-encoding", "gzip"), ("last-event-id", "")];
    let answer = member.send_as(Method::GET, paths::EVENTS, None, &headers).await;
    assert!(answer.text().contains(&format!("id: {head}\n")), "{answer:?}");
    assert_eq!((answer.header("content-type"), answer.header("content-encoding")), ("text/event-stream", ""));
    assert_eq!((answer.header("cache-control"), answer.header("x-accel-buffering")), ("no-store", "no"));
}
