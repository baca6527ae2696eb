//! Quotes and transfers: order of checks, replay, windows, lots that come back.

use crate::support::{World, check_on_both, points, quote, refused, small_member, transfer, transfer_id};
use contract::{Lot, MembershipId, QuoteId, QuoteRequest, TransferAccept};
use gom_backend::store::{ActivityFilter, MemberId, Refused, Store};
use gom_backend::{audit, jobs};
use points::transfer::{Event, State};

async fn lots(world: &World, member: &MemberId, of: &MembershipId) -> Vec<Lot> {
    world.store.membership(member, of).await.unwrap().membership.lots
}

/// Everything a member has, to see that nothing changed.
async fn everything(store: &Store, member: &MemberId) -> String {
    let wallet = store.wallet(member).await.unwrap();
    let transfers = store.transfers(member, None, 100).await.unwrap();
    format!("{:?} {:?} {:?} {:?}", wallet.memberships, wallet.recent, wallet.under_way, transfers)
}

#[test]
fn a_quote_ends_at_its_time_exactly_by_the_servers_clock() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        for (offset, taken) in [(-1, true), (0, false), (1, false)] {
            let quote = quote(&world, &member, (&at[0], &at[1]), 10).await;
            let before = everything(&world.store, &member).await;
            world.clock.set(quote.expires_at.plus_ms(offset));
            let body = TransferAccept { quote: quote.id.clone() };
            let result = world.store.accept_transfer(&member, &transfer_id(), &body, None).await;
            if taken {
                result.unwrap();
                continue;
            }
            assert_eq!(refused(result), Refused::QuoteExpired);
            world.clock.set(quote.made_at);
            assert_eq!(everything(&world.store, &member).await, before);
        }
    });
}

#[test]
fn the_same_id_replays_the_first_answer_for_ever_and_executes_once() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let (first, other) =
            (quote(&world, &member, (&at[0], &at[1]), 10).await, quote(&world, &member, (&at[0], &at[1]), 11).await);
        let (id, body) = (transfer_id(), TransferAccept { quote: first.id.clone() });
        let accepted = world.store.accept_transfer(&member, &id, &body, None).await.unwrap();
        assert_eq!((accepted.status, accepted.replayed), (201, false));
        let changed = TransferAccept { quote: other.id.clone() };
        assert_eq!(refused(world.store.accept_transfer(&member, &id, &changed, None).await), Refused::IdReused);
        for days in [0, 1, 30, 365] {
            world.clock.advance_ms(days * 86_400_000);
            jobs::tick(&world.store).await.unwrap();
            let again = world.store.accept_transfer(&member, &id, &body, None).await.unwrap();
            assert!(again.replayed && again.body == accepted.body && again.status == accepted.status);
            let used = world.store.accept_transfer(&member, &transfer_id(), &body, None).await;
            // After its end a quote is over, whoever used it before.
            let expected =
                if world.store.now() < first.expires_at { Refused::QuoteUsed } else { Refused::QuoteExpired };
            assert_eq!(refused(used), expected);
        }
        assert_eq!(world.store.transfers(&member, None, 10).await.unwrap().items.len(), 1);
        let (stranger, theirs) = small_member(&world, 100).await;
        let own = TransferAccept { quote: quote(&world, &stranger, (&theirs[0], &theirs[1]), 10).await.id };
        assert_eq!(
            refused(world.store.accept_transfer(&stranger, &transfer_id(), &body, None).await),
            Refused::NotFound
        );
        assert!(!world.store.accept_transfer(&stranger, &id, &own, None).await.unwrap().replayed);
    });
}

#[test]
fn a_refusal_leaves_no_trace_and_its_id_can_be_sent_again() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let id = transfer_id();
        let before = everything(&world.store, &member).await;
        let much = TransferAccept { quote: quote(&world, &member, (&at[0], &at[1]), 101).await.id };
        let result = world.store.accept_transfer(&member, &id, &much, None).await;
        assert_eq!(refused(result), Refused::NotEnough { available: points(100) });
        let unknown = TransferAccept { quote: QuoteId("nothing".to_owned()) };
        assert_eq!(refused(world.store.accept_transfer(&member, &id, &unknown, None).await), Refused::NotFound);
        assert_eq!(everything(&world.store, &member).await, before);
        let fits = TransferAccept { quote: quote(&world, &member, (&at[0], &at[1]), 100).await.id };
        assert!(!world.store.accept_transfer(&member, &id, &fits, None).await.unwrap().replayed);
    });
}

#[test]
fn amounts_and_memberships_that_do_not_fit_get_no_quote() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let (_, theirs) = small_member(&world, 100).await;
        let ask = |from: &MembershipId, to: &MembershipId, amount| {
            let request = QuoteRequest { from: from.clone(), to: to.clone(), amount: points(amount) };
            let (store, member) = (world.store.clone(), member.clone());
            async move { refused(store.quote(&member, &request).await) }
        };
        use points::Refusal as R;
        assert_eq!(ask(&at[0], &at[1], 0).await, Refused::AmountRefused(R::Zero { min: points(1) }));
        assert_eq!(ask(&at[0], &at[2], 1).await, Refused::AmountRefused(R::UnderMinimum { min: points(2) }));
        assert_eq!(ask(&at[0], &at[2], 5).await, Refused::AmountRefused(R::OffStep { step: 2, below: points(4) }));
        assert_eq!(ask(&at[2], &at[3], 501).await, Refused::AmountRefused(R::OverMaximum { max: points(500) }));
        assert_eq!(ask(&at[1], &at[2], 10).await, Refused::PairClosed);
        assert_eq!(ask(&at[0], &at[0], 10).await, Refused::PairClosed);
        assert_eq!(ask(&at[0], &theirs[1], 10).await, Refused::NotFound);
        assert_eq!(ask(&theirs[0], &at[1], 10).await, Refused::NotFound);
    });
}

#[test]
fn cancelled_in_time_the_very_lots_are_back() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 0).await;
        for amount in [30, 20, 50] {
            crate::support::earn(&world, &member, &at[0], amount).await;
            world.clock.advance_ms(86_400_000);
        }
        let before = lots(&world, &member, &at[0]).await;
        assert_eq!(before.len(), 3);
        let waiting = transfer(&world, &member, (&at[0], &at[1]), 45).await;
        assert_eq!(waiting.cancel_until, waiting.accepted_at.plus_ms(30 * 60_000));
        assert_eq!(lots(&world, &member, &at[0]).await.iter().map(|lot| lot.amount.get()).collect::<Vec<_>>(), [5, 50]);
        let cancelled = world.store.cancel_transfer(&member, &waiting.id).await.unwrap();
        assert_eq!(cancelled.state, State::Cancelled);
        assert_eq!(lots(&world, &member, &at[0]).await, before);
        assert_eq!(world.store.cancel_transfer(&member, &waiting.id).await.unwrap(), cancelled);
        assert_eq!(refused(world.store.send_now(&member, &waiting.id).await), Refused::AlreadyFinal);
    });
}

#[test]
fn claimed_it_cannot_be_cancelled_and_arrives_by_the_targets_rule() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 300).await;
        let sent = transfer(&world, &member, (&at[1], &at[0]), 150).await;
        assert_eq!((sent.received.get(), sent.bonus.get()), (100, 10));
        let left_at = world.store.now();
        world.store.send_now(&member, &sent.id).await.unwrap();
        world.store.send_now(&member, &sent.id).await.unwrap();
        world.clock.advance_ms(5);
        assert_eq!(refused(world.store.cancel_transfer(&member, &sent.id).await), Refused::AlreadySent { left_at });
        let wallet = world.store.wallet(&member).await.unwrap();
        assert_eq!((wallet.total_points.get(), wallet.under_way.len()), (1_200, 1));
        assert_eq!(jobs::tick(&world.store).await.unwrap().steps, 3);
        let there = world.store.transfer(&member, &sent.id).await.unwrap();
        let states: Vec<State> = there.events.iter().map(|event| event.state).collect();
        use State::{Credited, Crediting, Debited, Debiting, Waiting};
        assert_eq!(states, [Waiting, Debiting, Debited, Crediting, Credited]);
        assert_eq!(there.usual_by, Some(left_at.plus_ms(3_600_000)));
        let arrived = lots(&world, &member, &at[0]).await;
        let ends: Vec<_> =
            arrived.iter().map(|lot| (lot.amount.get(), lot.last_valid_day.unwrap().to_string())).collect();
        let day = "2026-12-21".to_owned();
        assert_eq!(ends, [(300, day.clone()), (100, day.clone()), (10, day)]);
        assert_eq!(world.store.wallet(&member).await.unwrap().total_points.get(), 1_160);
        let activity = world.store.activity(&member, &ActivityFilter::of(&at[0]), None, 1).await.unwrap();
        assert_eq!((activity.items[0].amount.get(), activity.items[0].incoming), (110, true));
        assert_eq!(refused(world.store.cancel_transfer(&member, &sent.id).await), Refused::AlreadySent { left_at });
    });
}

#[test]
fn points_that_come_back_to_a_lapsed_lot_live_seven_more_days() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let waiting = transfer(&world, &member, (&at[0], &at[1]), 60).await;
        world.store.send_now(&member, &waiting.id).await.unwrap();
        world.store.apply_event(&member, &waiting.id, Event::DebitDone, "").await.unwrap();
        world.store.apply_event(&member, &waiting.id, Event::CreditSent, "").await.unwrap();
        let lapsed = points::Timestamp::parse("2026-12-21T17:00:00Z").unwrap();
        world.clock.set(lapsed);
        assert!(lots(&world, &member, &at[0]).await.is_empty());
        let refusal =
            world.store.apply_event(&member, &waiting.id, Event::CreditRefused, "account closed").await.unwrap();
        assert_eq!((refusal.state, refusal.events.last().unwrap().reason.as_str()), (State::Refused, "account closed"));
        let impossible = world.store.apply_event(&member, &waiting.id, Event::CreditDone, "").await;
        assert!(matches!(refused(impossible), Refused::Impossible(_)));
        jobs::tick(&world.store).await.unwrap();
        assert_eq!(world.store.transfer(&member, &waiting.id).await.unwrap().state, State::Returned);
        let back = lots(&world, &member, &at[0]).await;
        assert_eq!(
            back.iter().map(|lot| (lot.amount.get(), lot.expires_at)).collect::<Vec<_>>(),
            [(60, Some(lapsed.plus_days(7)))]
        );
        assert_eq!(refused(world.store.cancel_transfer(&member, &waiting.id).await), Refused::AlreadyFinal);
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
    });
}

#[test]
fn points_that_come_back_at_noon_live_to_the_end_of_a_day() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let waiting = transfer(&world, &member, (&at[0], &at[1]), 60).await;
        // Its lot lapsed on 22 December at midnight in Hà Nội; there it is noon of the 24th.
        world.clock.set(points::Timestamp::parse("2026-12-24T05:00:00Z").unwrap());
        world.store.cancel_transfer(&member, &waiting.id).await.unwrap();
        let back = lots(&world, &member, &at[0]).await;
        let end = points::Timestamp::parse("2026-12-31T17:00:00Z").unwrap();
        assert_eq!(back[0].expires_at, Some(end));
        assert_eq!(back[0].last_valid_day.unwrap().to_string(), "2026-12-31");
        world.clock.set(end.plus_ms(-1));
        assert_eq!(lots(&world, &member, &at[0]).await.len(), 1);
        world.clock.set(end);
        assert!(lots(&world, &member, &at[0]).await.is_empty());
    });
}

#[test]
fn without_an_answer_nothing_is_decided_by_guess() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        for (end, state) in [(Event::CreditDone, State::Credited), (Event::CreditRefused, State::Refused)] {
            let sent = transfer(&world, &member, (&at[0], &at[1]), 40).await;
            for event in [Event::Claim, Event::DebitDone, Event::CreditSent, Event::NoAnswer] {
                world.store.apply_event(&member, &sent.id, event, "").await.unwrap();
            }
            world.clock.advance_ms(86_400_000);
            assert_eq!(jobs::tick(&world.store).await.unwrap().steps, 0);
            assert_eq!(world.store.transfer(&member, &sent.id).await.unwrap().state, State::Unresolved);
            assert_eq!(world.store.wallet(&member).await.unwrap().under_way.len(), 1);
            assert_eq!(world.store.apply_event(&member, &sent.id, end, "").await.unwrap().state, state);
            jobs::tick(&world.store).await.unwrap();
        }
        assert_eq!(world.store.wallet(&member).await.unwrap().under_way.len(), 0);
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
    });
}
