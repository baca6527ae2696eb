//! R5 and a small R2: equal and different mutations at once, readers beside them.

use crate::support::{check_on_both, points, quote, small_member, transfer, transfer_id};
use contract::{MembershipId, QuoteRequest, TransferAccept};
use gom_backend::store::{MemberId, Refused, Store, StoreError};
use gom_backend::{audit, jobs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[test]
fn equal_mutations_at_once_have_one_effect() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 1_000).await;
        let other = world.second().await;
        for round in 1..=10 {
            let body = TransferAccept { quote: quote(&world, &member, (&at[0], &at[1]), 10).await.id };
            let id = transfer_id();
            let tasks: Vec<_> = (0..20)
                .map(|n| {
                    let store = if n % 2 == 0 { world.store.clone() } else { other.clone() };
                    let (member, id, body) = (member.clone(), id.clone(), body.clone());
                    tokio::spawn(async move { store.accept_transfer(&member, &id, &body, None).await.unwrap() })
                })
                .collect();
            let mut answers = Vec::new();
            for task in tasks {
                answers.push(task.await.unwrap());
            }
            assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
            assert!(answers.iter().all(|answer| answer.body == answers[0].body));
            let balance = world.store.wallet(&member).await.unwrap();
            let held: u64 = balance.memberships.iter().map(|m| m.balance.held.get()).sum();
            assert_eq!(held, round * 10);
        }
    });
}

/// One writer: quotes and accepts one point after the other; answers how many moved.
async fn write(store: Arc<Store>, member: MemberId, ends: (MembershipId, MembershipId), times: u32) -> u32 {
    let mut done = 0;
    for _ in 0..times {
        let request = QuoteRequest { from: ends.0.clone(), to: ends.1.clone(), amount: points(1) };
        let quote = store.quote(&member, &request).await.unwrap();
        let body = TransferAccept { quote: quote.id };
        match store.accept_transfer(&member, &transfer_id(), &body, None).await {
            Ok(_) => done += 1,
            Err(StoreError::Refused(Refused::NotEnough { .. })) => {}
            Err(error) => panic!("{error}"),
        }
    }
    done
}

#[test]
fn whatever_is_moved_at_once_every_reader_sees_the_same_total() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 0).await;
        crate::support::earn(&world, &member, &at[0], 60).await;
        crate::support::earn(&world, &member, &at[3], 40).await;
        let store = world.hasty().await;
        let over = Arc::new(AtomicBool::new(false));
        let reader = {
            let (store, member, over) = (store.clone(), member.clone(), over.clone());
            tokio::spawn(async move {
                let mut reads = 0;
                while !over.load(Ordering::SeqCst) {
                    assert_eq!(store.wallet(&member).await.unwrap().total_points.get(), 100);
                    reads += 1;
                }
                reads
            })
        };
        let mover = {
            let (store, over) = (store.clone(), over.clone());
            tokio::spawn(async move {
                while !over.load(Ordering::SeqCst) {
                    assert_eq!(jobs::tick(&store).await.unwrap().failed, 0);
                    tokio::task::yield_now().await;
                }
            })
        };
        // fixed → idle and never → fixed are 1:1.
        let ways = [(at[0].clone(), at[1].clone()), (at[3].clone(), at[0].clone())];
        let writers: Vec<_> =
            (0..20).map(|n| tokio::spawn(write(store.clone(), member.clone(), ways[n % 2].clone(), 10))).collect();
        let mut done = 0;
        for writer in writers {
            done += writer.await.unwrap();
        }
        over.store(true, Ordering::SeqCst);
        mover.await.unwrap();
        assert!(reader.await.unwrap() > 0 && done >= 100, "{done}");
        while jobs::tick(&store).await.unwrap().steps > 0 {}
        assert_eq!(audit::run(&store).await.unwrap().findings, []);
        let wallet = store.wallet(&member).await.unwrap();
        assert_eq!((wallet.total_points.get(), wallet.under_way.len()), (100, 0));
    });
}

#[test]
fn a_cancel_and_a_claim_at_once_have_one_winner() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 1_000).await;
        let other = world.second().await;
        for _ in 0..20 {
            let waiting = transfer(&world, &member, (&at[0], &at[1]), 10).await;
            let cancel = {
                let (store, member, id) = (world.store.clone(), member.clone(), waiting.id.clone());
                tokio::spawn(async move { store.cancel_transfer(&member, &id).await.is_ok() })
            };
            let send = {
                let (store, member, id) = (other.clone(), member.clone(), waiting.id.clone());
                tokio::spawn(async move { store.send_now(&member, &id).await.is_ok() })
            };
            assert!(cancel.await.unwrap() != send.await.unwrap());
            while jobs::tick(&world.store).await.unwrap().steps > 0 {}
        }
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
    });
}
