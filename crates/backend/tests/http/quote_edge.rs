//! R10: the server's clock decides the last moment of a quote, to the millisecond.

use crate::support::{check_on_both, rounds};
use crate::world::{World, fresh_id};
use contract::Code;

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
