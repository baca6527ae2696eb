//! Bad input: a clear sentence and no change.

use crate::support::{Place, check_on_both};
use crate::world::{Answer, Client, ORIGIN, World, fresh_id};
use axum::body::Body;
use axum::http::{Method, Request};
use contract::points::Refusal;
use contract::points::amount::MAX_POINTS;
use contract::*;
use serde_json::json;

async fn raw(client: &Client, path: &str, body: impl Into<Body>) -> Answer {
    let request = Request::builder().method(Method::POST).uri(path).header("origin", ORIGIN);
    let request = request.header("cookie", client.cookie.clone().unwrap()).header("content-type", "application/json");
    client.send_raw(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let wanted = member.a_move().await;
    let (from, to) = (&wanted.from.0, &wanted.to.0);
    let before = member.wallet().await;
    let quote = |amount: &str| format!(r#"{{"from":"{from}","to":"{to}","amount":{amount}}}"#);
    let mut bodies: Vec<String> =
        ["", "{", "null", "[]", "\"x\"", "{}", "\u{feff}{}", "{\"from\":1}"].map(str::to_owned).into();
    bodies
        .extend(["-1", "1.5", "1e400", "\"5\"", "null", "[1]", "9007199254740992", "99999999999999999999"].map(quote));
    bodies.push(quote("1").replace('}', ",\"fee\":0}"));
    bodies.push(quote("1").replace('}', ",\"amount\":2}"));
    bodies.push(quote("1") + "x");
    bodies.push("[".repeat(10_000));
    for body in bodies {
        let answer = raw(&member, paths::QUOTES, body.clone()).await;
        assert_eq!(answer.code(), Some(Code::Malformed), "{body}: {answer:?}");
        assert!(answer.json::<Problem>().detail.len() > 20);
    }
    for amount in ["9007199254740992", "-1", "1.5"] {
        let problem: Problem = raw(&member, paths::QUOTES, quote(amount)).await.json();
        assert!(problem.detail.contains("9007199254740991") && problem.errors[0].field == "amount", "{problem:?}");
    }
    let invalid_utf8 = [quote("1").as_bytes(), &[0xff][..]].concat();
    assert_eq!(raw(&member, paths::QUOTES, invalid_utf8).await.code(), Some(Code::Malformed));
    assert_eq!(member.wallet().await, before);
}

#[tokio::test]
async fn huge_bodies_are_refused_and_the_largest_allowed_one_is_read() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let of_size =
        |bytes: usize| format!("{{\"language\":\"en\"{}}}", " ".repeat(bytes - "{\"language\":\"en\"}".len()));
    let patch = async |body: String| {
        let request = Request::builder().method(Method::PATCH).uri(paths::ME).header("origin", ORIGIN);
        let request =
            request.header("cookie", member.cookie.clone().unwrap()).header("content-type", "application/json");
        member.send_raw(request.body(Body::from(body)).unwrap()).await
    };
    assert_eq!(patch(of_size(limits::BODY_BYTES)).await.code(), None);
    assert_eq!(patch(of_size(limits::BODY_BYTES + 1)).await.code(), Some(Code::TooLarge));
    assert_eq!(patch(of_size(50_000_000)).await.code(), Some(Code::TooLarge));
    let headers = [("origin", ORIGIN), ("content-encoding", "gzip"), ("content-type", "application/json")];
    let answer = member.send_as(Method::PATCH, paths::ME, Some(&json!({})), &headers).await;
    assert_eq!(answer.code(), Some(Code::UnsupportedMediaType));
}

#[tokio::test]
async fn amounts_that_do_not_fit_say_how() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let wanted = member.a_move().await;
        let before = member.wallet().await;
        let refused = async |amount: u64| {
            let answer = member.ask(&wanted.from, &wanted.to, amount).await;
            assert!(matches!(answer.code(), Some(Code::AmountRefused | Code::NotEnough)), "{amount}: {answer:?}");
            answer.json::<Problem>()
        };
        assert!(matches!(refused(0).await.refusal, Some(Refusal::Zero { .. })));
        assert!(wanted.amount == 1 || matches!(refused(1).await.refusal, Some(Refusal::UnderMinimum { .. })));
        let off = wanted.amount + 1;
        assert!(wanted.step == 1 || matches!(refused(off).await.refusal, Some(Refusal::OffStep { .. })));
        refused(MAX_POINTS).await;
        refused(MAX_POINTS / wanted.step * wanted.step).await;
        let same = member.ask(&wanted.from, &wanted.from, wanted.amount).await;
        assert!(matches!(same.code(), Some(Code::PairClosed | Code::Invalid)), "{same:?}");
        assert_eq!(member.wallet().await, before);
    })
    .await;
}

#[tokio::test]
async fn ids_and_queries_of_a_wrong_form_are_refused() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let quote = member.quote(&member.a_move().await).await;
    for id in ["x", "7F9C24E5-2F8B-4C6D-8E1F-0A1B2C3D4E5F", "7f9c24e5-2f8b-1c6d-8e1f-0a1b2c3d4e5f", "%ff", "%00"] {
        let answer = member.accept(id, &quote.id).await;
        assert_eq!(answer.code(), Some(Code::Malformed), "{id}");
        assert!(answer.json::<Problem>().detail.contains("version 4 or 7"));
    }
    for query in [
        "limit=0",
        "limit=101",
        "limit=x",
        "limit=",
        "limit=-1",
        "limt=5",
        "limit=1&limit=2",
        "cursor=%ff%00",
        "cursor=x",
    ] {
        for path in [paths::TRANSFERS, paths::ACTIVITY, paths::REWARDS] {
            let answer = member.send(Method::GET, &format!("{path}?{query}"), None).await;
            assert_eq!(answer.code(), Some(Code::Malformed), "{path}?{query}: {answer:?}");
        }
    }
    let long = format!("{}?cursor={}", paths::TRANSFERS, "a".repeat(limits::CURSOR_BYTES + 1));
    assert_eq!(member.send(Method::GET, &long, None).await.code(), Some(Code::Malformed));
    let language = format!("{}?language=fr", paths::REWARDS);
    assert_eq!(member.send(Method::GET, &language, None).await.code(), Some(Code::Malformed));
    for pair in [["lynkid", "nowhere"], ["LYNKID", "skyjoy"], ["%2e%2e", "x"]] {
        assert_eq!(member.send(Method::GET, &paths::fill(paths::PAIR, &pair), None).await.code(), Some(Code::NotFound));
    }
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let all: Page<Activity> = member.get(&format!("{}?limit=100", paths::ACTIVITY)).await;
    let (mut seen, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let after = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let page: Page<Activity> = member.get(&format!("{}?limit=2{after}", paths::ACTIVITY)).await;
        seen.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert!(!seen.is_empty() && seen == all.items);
}

#[tokio::test]
async fn the_store_away_is_said_and_comes_back() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    world.state.store.close().await;
    for path in [paths::WALLET, "/readyz"] {
        let answer = member.send(Method::GET, path, None).await;
        assert_eq!(answer.code(), Some(Code::Unavailable), "{path}: {answer:?}");
    }
    assert_eq!(member.send(Method::GET, "/healthz", None).await.status.as_u16(), 200);
    let put = member.accept(&fresh_id(), &QuoteId(fresh_id())).await;
    assert_eq!(put.code(), Some(Code::Unavailable));
}
