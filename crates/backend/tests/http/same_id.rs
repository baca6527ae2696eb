//! R5, R6, R7: one id is one transfer, whoever sends it how often and when.

use crate::support::{check_on_both, rounds};
use crate::world::{Move, World, fresh_id};
use axum::http::StatusCode;
use contract::points::transfer::State;
use contract::*;
use std::collections::HashSet;

const DAY_MS: i64 = 86_400_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_equal_requests_at_once_are_one_transfer() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let wanted = member.a_move().await;
        let (many, database) = (rounds(10, 1_000), world.place.name());
        for _ in 0..many {
            let (quote, id) = (member.quote(&wanted).await, fresh_id());
            let before = member.wallet().await;
            let requests = (0..100).map(|_| {
                let (member, quote, id) = (member.clone(), quote.id.clone(), id.clone());
                tokio::spawn(async move { member.accept(&id, &quote).await })
            });
            let mut answers = Vec::new();
            for request in requests.collect::<Vec<_>>() {
                answers.push(request.await.unwrap());
            }
            let made: Vec<_> = answers.iter().filter(|a| a.status == StatusCode::CREATED && !a.replayed()).collect();
            assert_eq!(made.len(), 1);
            for answer in &answers {
                let replay = answer.status == StatusCode::CREATED && answer.body == made[0].body;
                assert!(replay || answer.status == StatusCode::CONFLICT, "{answer:?}");
            }
            let after = member.wallet().await;
            assert_eq!(after.under_way.len(), before.under_way.len() + 1);
            assert_eq!(held(&after), held(&before) + wanted.amount);
            assert_eq!(member.cancel(&id).await.json::<Transfer>().state, State::Cancelled);
        }
        println!("R5 on {database}: {many} rounds of 100 equal requests, {many} transfers, 0 violations");
    })
    .await;
}

fn held(wallet: &Wallet) -> u64 {
    wallet.memberships.iter().map(|membership| membership.balance.held.get()).sum()
}

#[tokio::test]
async fn the_same_id_with_any_other_value_is_refused_and_changes_nothing() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let moves = member.moves().await;
        let sibling = |a: &Move| moves.iter().any(|b| b.from == a.from && b.to != a.to);
        let first = moves.iter().find(|a| sibling(a)).expect("one program gives to two others").clone();
        let other = |fits: &dyn Fn(&Move) -> bool| moves.iter().find(|m| fits(m)).cloned();
        let changed = [
            ("quote", Some(first.clone())),
            ("amount", Some(Move { amount: first.amount + first.step, ..first.clone() })),
            ("to", other(&|m| m.from == first.from && m.to != first.to)),
            ("from", other(&|m| m.from != first.from)),
        ];
        let (id, quote) = (fresh_id(), member.quote(&first).await);
        let made = member.accept(&id, &quote.id).await;
        assert_eq!(made.status, StatusCode::CREATED);
        let mut bodies = vec![QuoteId(fresh_id()), QuoteId("x".into())];
        for (field, wanted) in changed {
            let wanted = wanted.unwrap_or_else(|| panic!("the demo member has no move with another {field}"));
            bodies.push(member.quote(&wanted).await.id);
        }
        let before = member.wallet().await;
        for body in &bodies {
            let answer = member.accept(&id, body).await;
            assert_eq!(answer.code(), Some(Code::IdReused), "{answer:?}");
            assert_eq!(member.wallet().await, before);
        }
        let again = member.accept(&id, &quote.id).await;
        assert!(again.replayed() && again.body == made.body);
        println!("R6 on {}: {} other bodies, {} refused", world.place.name(), bodies.len(), bodies.len());

        let neighbour = world.member().await;
        let own = neighbour.quote(&neighbour.a_move().await).await;
        let theirs = neighbour.accept(&id, &own.id).await;
        assert!(theirs.status == StatusCode::CREATED && !theirs.replayed());
        assert_eq!(member.wallet().await, before);
    })
    .await;
}

#[tokio::test]
async fn the_first_answer_is_repeated_for_as_long_as_a_session_can_live() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let (id, quote) = (fresh_id(), member.quote(&member.a_move().await).await);
        let made = member.accept(&id, &quote.id).await;
        member.cancel(&id).await;
        for days in [1, 29, 60, 80, 80, 80, 30] {
            world.clock.advance_ms(days * DAY_MS);
            let again = member.accept(&id, &quote.id).await;
            assert!(again.status == made.status && again.replayed() && again.body == made.body, "{again:?}");
        }
        println!("R7 on {}: repeated after 1, 30, 90, 170, 250, 330 and 360 days, 1 execution", world.place.name());
        let transfers: Transfers = member.get(paths::TRANSFERS).await;
        assert_eq!(transfers.items.iter().filter(|transfer| transfer.id.0 == id).count(), 1);
        assert_eq!(transfers.items.iter().map(|t| t.id.clone()).collect::<HashSet<_>>().len(), transfers.items.len());
    })
    .await;
}

#[tokio::test]
async fn a_refused_id_is_not_used_up() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let (id, wanted) = (fresh_id(), member.a_move().await);
        let late = member.quote(&wanted).await;
        world.clock.set(late.expires_at);
        assert_eq!(member.accept(&id, &late.id).await.code(), Some(Code::QuoteExpired));
        let fresh = member.quote(&wanted).await;
        let made = member.accept(&id, &fresh.id).await;
        assert!(made.status == StatusCode::CREATED && !made.replayed());
        let other = member.accept(&fresh_id(), &fresh.id).await;
        assert_eq!(other.code(), Some(Code::QuoteUsed));
    })
    .await;
}
