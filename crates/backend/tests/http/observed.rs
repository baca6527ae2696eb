//! How long transfers of a pair took: unknown at first, learnt from those that arrived, and the same for everybody.

use crate::support::check_on_both;
use crate::world::{Client, Move, World, fresh_id};
use axum::http::{Method, StatusCode};
use contract::points::Observed;
use contract::{Pair, PairHistory, Pairs, paths};
use gom_backend::jobs;

async fn pair(world: &World, from: &str, to: &str) -> Pair {
    let pairs: Pairs = world.visitor().get(paths::PAIRS).await;
    let pair = pairs.items.into_iter().find(|pair| pair.from.0 == from && pair.to.0 == to).unwrap();
    let alone: PairHistory = world.visitor().get(&paths::fill(paths::PAIR, &[from, to])).await;
    assert_eq!(alone.pair, pair);
    pair
}

/// Leaves now, and arrives after so many seconds.
async fn arrives_after(world: &World, member: &Client, wanted: &Move, seconds: i64) {
    let (id, quote) = (fresh_id(), member.quote(wanted).await);
    assert_eq!(member.accept(&id, &quote.id).await.status, StatusCode::CREATED);
    let path = paths::fill(paths::TRANSFER_SEND_NOW, &[&id]);
    assert_eq!(member.send(Method::POST, &path, None).await.status, StatusCode::OK);
    world.clock.advance_ms(seconds * 1_000);
    jobs::tick(&world.state.store).await.unwrap();
}

#[tokio::test]
async fn times_are_learnt_from_enough_transfers_that_arrived() {
    check_on_both(|place| async move {
        let world = World::new(place).await;
        let member = world.member().await;
        let wallet = member.wallet().await;
        let id = |program: &str| wallet.memberships.iter().find(|m| m.program.id.0 == program).unwrap().id.clone();
        let wanted = Move { from: id("skyjoy"), to: id("lynkid"), amount: 1_000, step: 1 };
        for seconds in [10, 20, 30, 90] {
            arrives_after(&world, &member, &wanted, seconds).await;
        }
        world.clock.advance_ms(60_000);
        assert_eq!(pair(&world, "skyjoy", "lynkid").await.observed, None, "four say nothing");
        arrives_after(&world, &member, &wanted, 40).await;
        world.clock.advance_ms(60_000);
        let observed = Some(Observed { median_seconds: 30, most_seconds: 90, count: 5 });
        assert_eq!(pair(&world, "skyjoy", "lynkid").await.observed, observed);
        assert_eq!(pair(&world, "lynkid", "skyjoy").await.observed, None);
    })
    .await;
}
