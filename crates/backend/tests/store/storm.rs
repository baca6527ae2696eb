//! R13: commits refused as collisions and connections cut around them, and still every transfer is there exactly once.

use crate::rough::rough_way;
use crate::support::{ALL, check_on_postgres, points, rounds, small_member, transfer_id};
use contract::{MembershipId, QuoteRequest, Transfer, TransferAccept};
use gom_backend::store::{MemberId, Refused, Store, StoreError};
use gom_backend::{audit, jobs};
use points::transfer::State;
use std::sync::Arc;
use std::sync::atomic::Ordering;

const WRITERS: usize = 4;

/// The same again for as long as the database cannot do it, as a client does.
async fn persist<T, Fut: Future<Output = Result<T, StoreError>>>(call: impl Fn() -> Fut) -> Result<T, Refused> {
    loop {
        match call().await {
            Ok(value) => return Ok(value),
            Err(StoreError::Refused(refused)) => return Err(refused),
            Err(StoreError::Unavailable(_)) => {}
            Err(StoreError::Internal(why)) => panic!("{why}"),
        }
    }
}

/// Accepts so many transfers, one after the other, and takes every third back; answers how many of each.
async fn write(store: Arc<Store>, member: MemberId, ends: (MembershipId, MembershipId), times: usize) -> (u64, u64) {
    let (mut accepted, mut cancelled) = (0, 0);
    for number in 0..times {
        let request = QuoteRequest { from: ends.0.clone(), to: ends.1.clone(), amount: points(1) };
        let quote = persist(|| store.quote(&member, &request)).await.unwrap();
        let (id, body) = (transfer_id(), TransferAccept { quote: quote.id });
        let answer = persist(|| store.accept_transfer(&member, &id, &body, None)).await.unwrap();
        let again = persist(|| store.accept_transfer(&member, &id, &body, None)).await.unwrap();
        assert!(again.replayed && again.body == answer.body);
        assert_eq!(serde_json::from_slice::<Transfer>(&answer.body).unwrap().id, id);
        accepted += 1;
        if number % 3 == 0 {
            let back = persist(|| store.cancel_transfer(&member, &id)).await.unwrap();
            assert_eq!(back.state, State::Cancelled);
            cancelled += 1;
        }
    }
    (accepted, cancelled)
}

#[test]
fn collisions_and_cut_connections_neither_lose_nor_double_a_transfer() {
    check_on_postgres(|world| async move {
        let many = rounds(60, 10_000);
        let (member, at) = small_member(&world, 20_000).await;
        let (rough, damage) = rough_way(&world.url).await;
        // Two instances of the server, on one database.
        let open = async || Arc::new(Store::open(&rough, world.clock.clone()).await.unwrap().with_step_up_vnd(ALL));
        let stores = [open().await, open().await];
        damage.begins.store(true, Ordering::SeqCst);
        let ways = [(0, 1), (3, 0)].map(|(from, to): (usize, usize)| (at[from].clone(), at[to].clone()));
        let writers: Vec<_> = (0..WRITERS)
            .map(|n| {
                tokio::spawn(write(stores[n / 2 % 2].clone(), member.clone(), ways[n % 2].clone(), many / WRITERS))
            })
            .collect();
        let (mut accepted, mut cancelled) = (0, 0);
        for writer in writers {
            let (a, c) = writer.await.unwrap();
            (accepted, cancelled) = (accepted + a, cancelled + c);
        }
        world.clock.advance_ms(3_600_000);
        while !persist(|| stores[0].wallet(&member)).await.unwrap().under_way.is_empty() {
            // A pass may fail as a whole or in rows, and is made again when failed rows are due.
            let _ = tokio::join!(jobs::tick(&stores[0]), jobs::tick(&stores[1]));
            world.clock.advance_ms(6_000);
        }
        let wallet = world.store.wallet(&member).await.unwrap();
        let of = |index: usize| wallet.memberships.iter().find(|m| m.id == at[index]).unwrap().balance.available.get();
        let moved = accepted - cancelled;
        assert_eq!((wallet.total_points.get(), of(0) + of(1) + of(3)), (80_000, 60_000));
        assert_eq!(of(1) - 20_000 + (20_000 - of(3)), moved);
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
        let count = |number: &std::sync::atomic::AtomicU64| number.load(Ordering::SeqCst);
        let (collisions, before, after) =
            (count(&damage.collisions), count(&damage.cut_before), count(&damage.cut_after));
        assert!(collisions > 0 && before > 0 && after > 0, "{damage:?}");
        println!(
            "R13 on PostgreSQL: {accepted} transfers, {} commits, {collisions} refused, {before} cut before, {after} after: \
             0 lost, 0 doubled",
            count(&damage.commits)
        );
        damage.begins.store(false, Ordering::SeqCst);
        for store in stores {
            store.close().await;
        }
    });
}
