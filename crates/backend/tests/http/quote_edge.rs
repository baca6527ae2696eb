//! R10: the server's clock decides the last moment of a quote, to the millisecond.

use crate::support::{check_on_both, rounds};
use crate::world::{World, fresh_id};
use axum::http::Method;
use contract::{Code, QuoteId, paths};
use gom_backend::clock::Clock;

#[tokio::test]
async fn a_quote_stands_until_its_end_and_not_at_it() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let many = rounds(1, 1_000);
        let edges = [(-1, None), (0, Some(Code::QuoteExpired)), (1, Some(Code::QuoteExpired))];
        for (offset_ms, wanted) in edges.into_iter().cycle().take(3 * many) {
            let (id, quote) = (fresh_id(), member.quote(&member.a_move().await).await);
            let before = member.wallet().await;
            world.clock.set(quote.expires_at.plus_ms(offset_ms));
            let answer = member.accept(&id, &quote.id).await;
            assert_eq!(answer.code(), wanted, "{offset_ms} ms: {answer:?}");
            if wanted.is_some() {
                assert_eq!(member.wallet().await.memberships[0].balance.held, before.memberships[0].balance.held);
                let again = member.quote(&member.a_move().await).await;
                assert_eq!(
                    member.accept(&id, &again.id).await.code(),
                    None,
                    "a new quote is accepted under the same id"
                );
            }
            member.cancel(&id).await;
        }
        println!("R10 on {}: {many} at T-1 ms, {many} at T, {many} at T+1 ms, 0 violations", world.place.name());
    })
    .await;
}

#[tokio::test]
async fn of_a_quote_that_was_let_go_no_transfer_is_made() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (member, stranger) = (world.member().await, world.member().await);
        let quote = member.quote(&member.a_move().await).await;
        let path = |id: &QuoteId| paths::fill(paths::QUOTE, &[&id.0]);
        let before = member.wallet().await;
        assert_eq!(stranger.send(Method::DELETE, &path(&quote.id), None).await.code(), Some(Code::NotFound));
        for _ in 0..2 {
            assert_eq!(member.send(Method::DELETE, &path(&quote.id), None).await.status.as_u16(), 204);
        }
        // Also by an instance whose clock is behind that of the one that took it back.
        for now in [world.clock.now(), quote.made_at.plus_ms(-1_000)] {
            world.clock.set(now);
            assert_eq!(member.accept(&fresh_id(), &quote.id).await.code(), Some(Code::QuoteExpired));
        }
        world.clock.set(before.as_of);
        assert_eq!(member.wallet().await, before);

        let (id, quote) = (fresh_id(), member.quote(&member.a_move().await).await);
        let first = member.accept(&id, &quote.id).await;
        assert_eq!(member.send(Method::DELETE, &path(&quote.id), None).await.code(), Some(Code::QuoteUsed));
        let again = member.accept(&id, &quote.id).await;
        assert!(again.replayed() && again.body == first.body);
    })
    .await;
}
