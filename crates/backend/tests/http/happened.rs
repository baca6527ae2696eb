//! What a member does at a partner: the partner tells it, and it is in the member's activity, in the partner's words.

use crate::partners::{OPENING, SECRET, membership, partners, send, serve, world};
use crate::support::check_on_both;
use crate::world::fresh_id;
use axum::body::Body;
use axum::extract::Query;
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri};
use axum::{Router, middleware};
use contract::connector::{Balance, Entries, EntryKind};
use contract::limits::CONNECTOR_CLOCKS_MS;
use contract::*;
use gom_backend::audit;
use gom_backend::clock::SystemClock;
use gom_backend::connector::{Connector, HttpConnector};
use gom_backend::outside::{Http, Peer};
use http_body_util::BodyExt;
use partner_sim::{Sim, sign, signed_at};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use tower::ServiceExt;

/// Asks a partner as Gom would, with a signature over this path.
async fn ask(sim: &Sim, method: Method, path: &str, signed: &str, body: &str) -> (StatusCode, Vec<u8>) {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let signature = sign(SECRET, seconds.cast_signed(), method.as_str(), signed, body.as_bytes());
    let request = Request::builder().method(method).uri(path).header("gom-signature", signature);
    let answer = sim.router().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
    (answer.status(), answer.into_body().collect().await.unwrap().to_bytes().to_vec())
}

async fn put(sim: &Sim, path: &str, body: &str) -> StatusCode {
    ask(sim, Method::PUT, path, path, body).await.0
}

#[tokio::test]
async fn a_flight_that_the_program_books_is_in_the_members_activity_once() {
    check_on_both(async |place| {
        let (sim, _) = partners("", 0).await;
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = asked.clone();
        let note = move |uri: Uri, request: axum::extract::Request, next: middleware::Next| {
            seen.lock().unwrap().extend(uri.query().map(str::to_owned));
            async move { next.run(request).await }
        };
        let world = world(place, &serve(sim.router().layer(middleware::from_fn(note))).await).await;
        let member = world.member().await;
        let own = membership(&member, "lotusmiles").await;
        world.state.store.start_mirrors().await.unwrap();
        world.work().await;
        assert_eq!(membership(&member, "lotusmiles").await.balance.available.get(), OPENING);

        let deed = |number: &str, amount: u64, text: &str| {
            format!("{{\"number\":\"{number}\",\"points\":{amount},\"text\":\"{text}\"}}")
        };
        let [flight, tea] = ["earnings", "redemptions"].map(|what| format!("/lotusmiles/{what}/{}", fresh_id()));
        let booked = deed(&own.number, 1_200, "Vietnam Airlines VN 213");
        for _ in 0..2 {
            assert_eq!(put(&sim, &flight, &booked).await, StatusCode::OK);
        }
        assert_eq!(put(&sim, &flight, &deed(&own.number, 1_201, "VN 213")).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(put(&sim, &flight, &deed(&own.number, 0, "VN 213")).await, StatusCode::BAD_REQUEST);
        assert_eq!(put(&sim, &tea, &deed(&own.number, OPENING * 2, "tea")).await, StatusCode::CONFLICT);
        assert_eq!(put(&sim, &tea, &deed(&own.number, 150, "tea")).await, StatusCode::OK);
        // The end of a transfer has balances read anew.
        send(&world, &member, 4_000).await;
        world.clock.advance_ms(CONNECTOR_CLOCKS_MS);
        world.work().await;

        let after = membership(&member, "lotusmiles").await;
        assert_eq!(after.balance.available.get(), OPENING + 1_200 - 150 - 4_000);
        assert_eq!(sim.balance("lotusmiles", &own.number), Some(after.balance.available.get()));
        let path = format!("{}?membership={}&limit=4", paths::ACTIVITY, own.id);
        let told: Page<Activity> = member.get(&path).await;
        let line = |entry: &Activity| (entry.kind, entry.amount.get(), entry.text.clone());
        let wanted = [
            (ActivityKind::Redeem, 150, "tea".to_owned()),
            (ActivityKind::Earn, 1_200, "Vietnam Airlines VN 213".to_owned()),
            (ActivityKind::TransferOut, 4_000, String::new()),
            (ActivityKind::TransferHold, 4_000, String::new()),
        ];
        assert_eq!(told.items.iter().map(line).collect::<Vec<_>>(), wanted);
        let earned: Page<Activity> = member.get(&format!("{}?kind=earn", paths::ACTIVITY)).await;
        assert_eq!(earned.items[0], told.items[1]);
        let file = member.send(Method::GET, paths::ACTIVITY_CSV, None).await.text();
        assert_eq!(file.matches("Vietnam Airlines VN 213").count(), 1);
        // What the transfer did at both ends is in their lists with its id, and here already.
        let mut asked = asked.lock().unwrap().clone();
        asked.sort_unstable();
        assert_eq!(asked, ["after=0&until=1", "after=0&until=3"]);
        assert_eq!(audit::run(&world.state.store).await.unwrap().findings, []);
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_what_is_asked_for_on_the_way() {
    let (sim, _) = partners("", 0).await;
    let whole = |text: &str| format!("{{\"number\":\"9123\",\"points\":{text},\"text\":\"VN 213\"}}");
    for (id, points) in [("a", "5"), ("b", "6"), ("c", "7")] {
        assert_eq!(put(&sim, &format!("/lotusmiles/earnings/{id}"), &whole(points)).await, StatusCode::OK);
    }
    let path = "/lotusmiles/memberships/9123";
    let (_, body) = ask(&sim, Method::GET, path, path, "").await;
    let balance: Balance = serde_json::from_slice(&body).unwrap();
    assert_eq!((balance.points.get(), balance.cursor.as_deref()), (OPENING + 18, Some("3")));
    let activity = |query: &str| format!("{path}/activity{query}");
    let [good, other] = ["?after=1&until=3", "?after=0&until=3"].map(activity);
    let (status, body) = ask(&sim, Method::GET, &good, &good, "").await;
    let told: Entries = serde_json::from_slice(&body).unwrap();
    assert_eq!(status, StatusCode::OK);
    assert_eq!(told.entries.iter().map(|entry| entry.points.get()).collect::<Vec<_>>(), [6, 7]);
    for signed in [&other, &activity("")] {
        assert_eq!(ask(&sim, Method::GET, &good, signed, "").await.0, StatusCode::UNAUTHORIZED, "{signed}");
    }
    let beyond = activity("?after=0&until=4");
    assert_eq!(ask(&sim, Method::GET, &beyond, &beyond, "").await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

/// A partner may write anything visible into a position: Gom's question has it as it was, and signed.
#[tokio::test]
async fn a_position_comes_back_as_it_was_told() {
    let seen: Arc<Mutex<Vec<bool>>> = Arc::default();
    let noted = seen.clone();
    let partner = async move |uri: Uri, Query(asked): Query<BTreeMap<String, String>>, headers: HeaderMap| {
        let header = headers["gom-signature"].to_str().unwrap();
        let is_signed = |path: &str| signed_at(header, SECRET, "GET", path, b"").is_some();
        let whole = uri.path_and_query().unwrap().as_str();
        noted
            .lock()
            .unwrap()
            .push(is_signed(whole) && !is_signed(uri.path()) && uri.path() == "/gom/memberships/9123/activity");
        let text = format!("{} {}", asked["after"], asked["until"]);
        let entry = format!(
            "{{\"id\":\"1\",\"at\":\"2026-11-25T12:00:00Z\",\"kind\":\"lottery\",\"points\":5,\"incoming\":true,\"text\":\"{text}\"}}"
        );
        format!("{{\"entries\":[{entry}]}}")
    };
    let address = serve(Router::new().fallback(partner)).await;
    let peer = Peer::new(&format!("{address}/gom"), SECRET).unwrap();
    let connector = HttpConnector::new(Arc::new(Http::new().unwrap()), peer, Arc::new(SystemClock));
    let told = connector.activity("9123", "a+b&until=x%20#/?", "c=d").await.unwrap();
    assert_eq!((told.entries[0].text.as_str(), told.entries[0].kind), ("a+b&until=x%20#/? c=d", EntryKind::Unknown));
    assert_eq!(*seen.lock().unwrap(), [true]);
}
