//! S17: what is not yours is not there. Every operation with an id × the id of somebody else.

use crate::operations::{self, fixture};
use crate::support::Place;
use crate::world::{World, fresh_id};
use axum::http::Method;
use contract::*;
use serde_json::json;

#[tokio::test]
async fn every_id_of_somebody_else_is_not_found() {
    let world = World::new(Place::sqlite()).await;
    let (owner, stranger) = (world.member().await, world.member().await);
    let mut tried = 0;
    for operation in
        operations::all().iter().filter(|operation| operation.needs_session && operation.path.contains('{'))
    {
        let (path, body) = fixture(operation, &owner).await;
        let before = (owner.wallet().await, stranger.wallet().await);
        let foreign = stranger.send(operation.method.clone(), &path, body.as_ref()).await;
        assert_eq!(foreign.code(), Some(Code::NotFound), "{}: {foreign:?}", operation.id);
        if operation.method != Method::PUT {
            for id in [&fresh_id(), "x", "00000000-0000-0000-0000-000000000000", "%00", "%ff", "..%2f..", "'or'1'='1"] {
                let path = paths::fill(&operation.path, &[id]);
                let answer = stranger.send(operation.method.clone(), &path, body.as_ref()).await;
                assert_eq!(answer.code(), Some(Code::NotFound), "{} with {id}: {answer:?}", operation.id);
            }
        }
        assert_eq!((owner.wallet().await, stranger.wallet().await), before, "{} changed something", operation.id);
        tried += 1;
    }
    assert!(tried >= 6, "only {tried} operations with an id were found");
}

#[tokio::test]
async fn ids_of_somebody_else_in_bodies_and_queries_are_not_found_either() {
    let world = World::new(Place::sqlite()).await;
    let (owner, stranger) = (world.member().await, world.member().await);
    let (theirs, own) = (owner.a_move().await, stranger.a_move().await);
    for (from, to) in [(&theirs.from, &own.to), (&own.from, &theirs.to), (&theirs.from, &theirs.to)] {
        assert_eq!(stranger.ask(from, to, own.amount).await.code(), Some(Code::NotFound));
    }
    let nowhere = MembershipId(fresh_id());
    assert_eq!(stranger.ask(&nowhere, &own.to, own.amount).await.code(), Some(Code::NotFound));
    assert_eq!(stranger.ask(&MembershipId("x".into()), &own.to, own.amount).await.code(), Some(Code::NotFound));
    let quote = owner.quote(&theirs).await;
    assert_eq!(stranger.accept(&fresh_id(), &quote.id).await.code(), Some(Code::NotFound));
    let activity = format!("{}?membership={}", paths::ACTIVITY, theirs.from);
    assert_eq!(stranger.send(Method::GET, &activity, None).await.code(), Some(Code::NotFound));
    assert_eq!(owner.accept(&fresh_id(), &quote.id).await.code(), None);
}

#[tokio::test]
async fn without_a_session_nothing_of_a_member_is_shown() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    for operation in operations::all() {
        for cookie in [None, Some(format!("__Host-gom={}", "0".repeat(64))), Some("__Host-gom=x".to_owned())] {
            let mut visitor = world.visitor();
            visitor.cookie = cookie;
            // What works once, such as a code, is made anew.
            let (path, body) = fixture(&operation, &member).await;
            let answer = visitor.send(operation.method.clone(), &path, body.as_ref()).await;
            let wanted = operation.needs_session.then_some(Code::SignedOut);
            assert_eq!(answer.code(), wanted, "{}: {answer:?}", operation.id);
        }
    }
    // Order of checks: the session comes before the body.
    let answer = world.visitor().send(Method::POST, paths::QUOTES, Some(&json!("nonsense"))).await;
    assert_eq!(answer.code(), Some(Code::SignedOut));
}
