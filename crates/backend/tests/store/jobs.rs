//! The jobs: late is not wrong, twice is not double, two runners are as good as one.

use crate::oracle::DAY_MS;
use crate::support::{SMALL, check_on_both, points, small_member, spent, transfer};
use contract::ActivityKind;
use gom_backend::seed::{self, Seed};
use gom_backend::store::{ActivityFilter, Earned};
use gom_backend::{audit, jobs};
use points::amount::MAX_POINTS;
use points::transfer::State;
use std::sync::Arc;

#[test]
fn a_late_job_changes_nothing_that_a_member_sees() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let release_at = Some(world.store.now().plus_days(3));
        let earned = Earned { amount: points(40), at: world.store.now(), release_at, text: "VJ123" };
        world.store.earn(&member, &at[3], earned).await.unwrap();
        for days in [0, 3, 40] {
            world.clock.advance_ms(days * DAY_MS);
            let before = world.store.wallet(&member).await.unwrap();
            jobs::tick(&world.store).await.unwrap();
            let after = world.store.wallet(&member).await.unwrap();
            assert_eq!((before.memberships, before.total), (after.memberships, after.total));
            assert_eq!(jobs::tick(&world.store).await.unwrap(), jobs::JobReport::default());
        }
        let kinds: Vec<ActivityKind> = world
            .store
            .activity(&member, &ActivityFilter::default(), None, 100)
            .await
            .unwrap()
            .items
            .iter()
            .map(|item| item.kind)
            .collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == ActivityKind::Release).count(), 1);
        assert_eq!(kinds.iter().filter(|kind| **kind == ActivityKind::Expire).count(), 3);
        let wallet = world.store.wallet(&member).await.unwrap();
        let never = wallet.memberships.iter().find(|m| m.id == at[3]).unwrap();
        assert_eq!((never.balance.available.get(), wallet.total_points.get()), (140, 140));
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
    });
}

#[test]
fn released_points_can_be_spent_before_the_job_has_seen_them() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 0).await;
        let release_at = Some(world.store.now().plus_days(1));
        let earned = Earned { amount: points(40), at: world.store.now(), release_at, text: "" };
        world.store.earn(&member, &at[3], earned).await.unwrap();
        assert!(world.store.redeem(&member, &at[3], spent(&world, 1)).await.is_err());
        world.clock.advance_ms(DAY_MS);
        world.store.redeem(&member, &at[3], spent(&world, 40)).await.unwrap();
        assert_eq!(world.store.wallet(&member).await.unwrap().total_points.get(), 0);
    });
}

#[test]
fn two_runners_at_once_move_every_transfer_exactly_once() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 1_000).await;
        let mut sent = Vec::new();
        for _ in 0..20 {
            sent.push(transfer(&world, &member, (&at[0], &at[1]), 10).await.id);
        }
        world.clock.advance_ms(DAY_MS);
        let others = [world.second().await, world.second().await];
        let runners = others.map(|store| tokio::spawn(async move { jobs::tick(&store).await.unwrap() }));
        for runner in runners {
            assert_eq!(runner.await.unwrap().failed, 0);
        }
        // Whoever had the lease did all of it; a runner that comes after its end finds nothing left.
        world.clock.advance_ms(60_000);
        jobs::tick(&world.store).await.unwrap();
        for id in sent {
            let there = world.store.transfer(&member, &id).await.unwrap();
            assert_eq!((there.state, there.events.len()), (State::Credited, 5));
        }
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
        assert_eq!(world.store.wallet(&member).await.unwrap().total_points.get(), 4_000);
    });
}

#[test]
fn the_runner_ends_with_its_shutdown_and_leaves_the_lease_to_others() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let moved = transfer(&world, &member, (&at[2], &at[3]), 10).await;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let runner = tokio::spawn(jobs::run(world.store.clone(), async move {
            let _ = stopped.await;
        }));
        while world.store.transfer(&member, &moved.id).await.unwrap().state != State::Credited {
            tokio::task::yield_now().await;
        }
        stop.send(()).unwrap();
        runner.await.unwrap();
        let second = world.second().await;
        transfer(&world, &member, (&at[2], &at[3]), 10).await;
        assert_eq!(jobs::tick(&Arc::clone(&second)).await.unwrap().steps, 4);
    });
}

/// All accounts of a new member have something due; the store cannot settle one of them.
#[test]
fn an_account_that_fails_waits_and_others_go_on() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let broken = &at[0].0;
        world.sql(&format!("UPDATE accounts SET available = 0 WHERE id = '{broken}'")).await;
        world.clock.advance_ms(60 * DAY_MS);
        let report = jobs::tick(&world.store).await.unwrap();
        assert_eq!((report.accounts, report.failed), (2, 1));
        assert_eq!(jobs::tick(&world.store).await.unwrap(), jobs::JobReport::default());
        world.sql(&format!("UPDATE accounts SET available = 100 WHERE id = '{broken}'")).await;
        world.clock.advance_ms(5_000);
        assert_eq!(jobs::tick(&world.store).await.unwrap().accounts, 1);
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
        assert_eq!(world.store.wallet(&member).await.unwrap().total_points.get(), 100);
    });
}

/// Between the look for what is due and the booking, a number can be unlinked, and linked by somebody else.
#[test]
fn an_account_is_settled_only_for_whom_it_is_linked_to_at_that_moment() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let (other, _) = small_member(&world, 0).await;
        let account = &at[0];
        world.clock.advance_ms(60 * DAY_MS);
        let entries = || world.count("SELECT COUNT(*) FROM postings");
        let before = entries().await;
        for stale in [Some(&*other.0), None] {
            assert!(!world.store.settle_account(stale, &account.0).await.unwrap());
        }
        world.store.unlink(&member, account).await.unwrap();
        let unlinked = entries().await;
        assert!(!world.store.settle_account(Some(&member.0), &account.0).await.unwrap());
        assert_eq!((before, entries().await), (unlinked, unlinked));
        assert!(world.store.settle_account(None, &account.0).await.unwrap());
        assert!(entries().await > unlinked);
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
    });
}

#[test]
fn a_target_that_cannot_hold_more_points_sends_them_back() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 1_000).await;
        let sent = transfer(&world, &member, (&at[0], &at[1]), 100).await;
        crate::support::earn(&world, &member, &at[1], MAX_POINTS - 1_000 - 50).await;
        world.clock.advance_ms(3_600_000);
        let report = jobs::tick(&world.store).await.unwrap();
        assert_eq!((report.steps, report.failed), (5, 0));
        let back = world.store.transfer(&member, &sent.id).await.unwrap();
        assert_eq!(back.state, State::Returned);
        assert!(back.events.iter().any(|event| event.reason.contains("more points than there can be")));
        // Held and available together are a balance too: what fits one bucket but not the account is refused.
        let held = transfer(&world, &member, (&at[1], &at[0]), 900).await;
        let earned = Earned { amount: points(51), at: world.store.now(), release_at: None, text: "" };
        assert!(world.store.earn(&member, &at[1], earned).await.is_err());
        world.store.cancel_transfer(&member, &held.id).await.unwrap();
        let wallet = world.store.wallet(&member).await.unwrap();
        assert_eq!(wallet.total_points.get(), MAX_POINTS);
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
    });
}

#[test]
fn an_import_by_one_instance_reaches_the_others() {
    check_on_both(|world| async move {
        let other = world.second().await;
        assert!(other.programs().await.unwrap().items.is_empty());
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let runner = tokio::spawn(jobs::run(other.clone(), async move {
            let _ = stopped.await;
        }));
        let (member, _) = small_member(&world, 10).await;
        while other.programs().await.unwrap().items.len() != 4 {
            tokio::task::yield_now().await;
        }
        assert_eq!(other.wallet(&member).await.unwrap().total_points.get(), 40);
        stop.send(()).unwrap();
        runner.await.unwrap();
        assert!(!jobs::refresh(&other).await.unwrap());
        let renamed = SMALL.programs.replace("Never", "For ever");
        seed::import(&world.store, &Seed { programs: &renamed, ..SMALL }).await.unwrap();
        assert!(jobs::refresh(&other).await.unwrap());
        assert_eq!(other.programs().await.unwrap(), world.store.programs().await.unwrap());
    });
}
