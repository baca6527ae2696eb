//! Balances that partners keep: they are read now and then, and a difference is booked once.

use crate::partners::{MINUTE_MS, OPENING, Setting, setting};
use crate::support::{World, check_on_both, points, quote, small_member, transfer, transfer_id};
use contract::connector::{BalanceLot, Step};
use contract::limits::{CONNECTOR_LOOK_MINUTES, CONNECTOR_READ_HOURS};
use contract::{Lot, MembershipId, TransferAccept};
use gom_backend::store::MemberId;
use gom_backend::{audit, jobs, outbox};
use points::Timestamp;
use points::transfer::State;

pub const READ_MS: i64 = CONNECTOR_READ_HOURS * 60 * MINUTE_MS;
pub const CORRECTIONS: &str = "SELECT COUNT(*) FROM entries WHERE kind = 'correct'";

/// A member whose first balances have been read, with the number at the partner "fixed".
pub async fn read_once(world: &World) -> (Setting, MemberId, Vec<MembershipId>, String) {
    let (member, at) = small_member(world, OPENING).await;
    let setting = setting(world, "").await;
    world.clock.advance_ms(MINUTE_MS);
    for store in &setting.stores {
        store.start_mirrors().await.unwrap();
    }
    both(&setting).await;
    assert_eq!(world.count("SELECT COUNT(*) FROM mirrors").await, 2, "of connected programs only");
    let wallet = world.store.wallet(&member).await.unwrap();
    let number = wallet.memberships.iter().find(|m| m.id == at[0]).unwrap().number.clone();
    (setting, member, at, number)
}

/// Both instances at once.
pub async fn both(setting: &Setting) {
    let [one, two] = &setting.stores;
    let (one, two) = tokio::join!(outbox::pass(one, &setting.connectors), outbox::pass(two, &setting.connectors));
    assert!(one.is_ok() && two.is_ok());
}

pub async fn available(world: &World, member: &MemberId, at: &MembershipId) -> u64 {
    world.store.membership(member, at).await.unwrap().membership.balance.available.get()
}

#[test]
fn what_is_earned_or_spent_at_a_partner_comes_by_itself_and_once() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        setting.partners["fixed"].change(Step::Credit, &number, 500);
        world.clock.advance_ms(READ_MS - 1);
        both(&setting).await;
        assert_eq!(available(&world, &member, &at[0]).await, OPENING, "not asked all the time");
        world.clock.advance_ms(1);
        both(&setting).await;
        assert_eq!(available(&world, &member, &at[0]).await, OPENING + 500);
        assert_eq!(world.count(CORRECTIONS).await, 1);
        setting.partners["fixed"].change(Step::Debit, &number, 700);
        for _ in 0..3 {
            world.clock.advance_ms(READ_MS);
            both(&setting).await;
        }
        assert_eq!(available(&world, &member, &at[0]).await, OPENING - 200);
        assert_eq!(world.count(CORRECTIONS).await, 2);
        world.store.unlink(&member, &at[0]).await.unwrap();
        world.clock.advance_ms(READ_MS);
        both(&setting).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM mirrors").await, 1, "nobody asks about a number that is unlinked");
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
    });
}

/// Partners say themselves when points end, of those that come later too.
#[test]
fn points_from_a_partner_end_when_the_partner_says() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 0).await;
        let setting = setting(&world, "").await;
        let (store, partner) = (&setting.stores[0], &setting.partners["fixed"]);
        let end = |text: &str| Some(Timestamp::parse(text).unwrap());
        let tell = |lots: &[(u64, Option<Timestamp>)]| {
            let lots =
                lots.iter().map(|(amount, expires_at)| BalanceLot { amount: points(*amount), expires_at: *expires_at });
            *partner.lots.lock().unwrap() = Some(lots.collect());
        };
        let shown = async || {
            let shown = store.membership(&member, &at[0]).await.unwrap().membership;
            let lot = |lot: &Lot| (lot.amount.get(), lot.last_valid_day.map(|day| day.to_string()));
            (shown.number, shown.lots.iter().map(lot).collect::<Vec<_>>())
        };
        let day = |text: &str| Some(text.to_owned());
        // The second ends in the middle of a day in Hà Nội, which is its last.
        tell(&[(OPENING - 300, None), (100, end("2027-03-31T08:00:00Z")), (200, end("2027-01-31T17:00:00Z"))]);
        store.start_mirrors().await.unwrap();
        both(&setting).await;
        let (number, lots) = shown().await;
        assert_eq!(lots, [(200, day("2027-01-31")), (100, day("2027-03-31")), (OPENING - 300, None)]);

        // Both spend what ends first. What is earned after that ends before the rest, and keeps its end.
        partner.change(Step::Debit, &number, 250);
        tell(&[(OPENING - 300, None), (50, end("2027-03-31T08:00:00Z"))]);
        world.clock.advance_ms(READ_MS);
        both(&setting).await;
        partner.change(Step::Credit, &number, 70);
        tell(&[(50, end("2027-03-31T08:00:00Z")), (OPENING - 300, None), (70, end("2028-01-31T17:00:00Z"))]);
        world.clock.advance_ms(READ_MS);
        both(&setting).await;
        let (_, lots) = shown().await;
        assert_eq!(lots, [(50, day("2027-03-31")), (70, day("2028-01-31")), (OPENING - 300, None)]);

        // As many as before, and some end later: what the partner says of their end counts, and nothing was earned or spent.
        let told = world.count("SELECT COUNT(*) FROM events").await;
        tell(&[(50, end("2027-12-31T08:00:00Z")), (OPENING - 300, None), (70, end("2028-01-31T17:00:00Z"))]);
        world.clock.advance_ms(READ_MS);
        both(&setting).await;
        let (_, lots) = shown().await;
        assert_eq!(lots, [(50, day("2027-12-31")), (70, day("2028-01-31")), (OPENING - 300, None)]);
        assert_eq!(world.count("SELECT COUNT(*) FROM events").await, told);

        // Less, and it says of what; a day far away is never.
        partner.change(Step::Debit, &number, 20);
        tell(&[(50, end("9999-12-31T23:59:59Z")), (OPENING - 300, None), (50, end("2028-01-31T17:00:00Z"))]);
        world.clock.advance_ms(READ_MS);
        both(&setting).await;
        let (_, lots) = shown().await;
        assert_eq!(lots.iter().filter(|(_, day)| day.is_some()).collect::<Vec<_>>(), [&(50, day("2028-01-31"))]);
        assert_eq!(lots.iter().map(|(amount, _)| amount).sum::<u64>(), OPENING - 200);
        let corrections = world.count(CORRECTIONS).await;
        world.clock.advance_ms(READ_MS);
        both(&setting).await;
        assert_eq!(world.count(CORRECTIONS).await, corrections, "the same again changes nothing");
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
    });
}

#[test]
fn who_looks_hears_sooner_and_who_looks_often_asks_no_more() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let store = &setting.stores[0];
        setting.partners["fixed"].change(Step::Credit, &number, 500);
        world.clock.advance_ms(CONNECTOR_LOOK_MINUTES * MINUTE_MS - 1);
        store.read_soon(&member).await.unwrap();
        both(&setting).await;
        assert_eq!(available(&world, &member, &at[0]).await, OPENING, "it was read a moment ago");
        world.clock.advance_ms(1);
        both(&setting).await;
        assert_eq!(available(&world, &member, &at[0]).await, OPENING, "nobody has looked");
        store.read_soon(&member).await.unwrap();
        both(&setting).await;
        assert_eq!(available(&world, &member, &at[0]).await, OPENING + 500);

        // Looking does not make a partner that is away be asked more often.
        world.clock.advance_ms(CONNECTOR_LOOK_MINUTES * MINUTE_MS);
        *setting.partners["fixed"].away.lock().unwrap() = true;
        store.read_soon(&member).await.unwrap();
        both(&setting).await;
        for _ in 0..3 {
            store.read_soon(&member).await.unwrap();
            assert_eq!(outbox::pass(store, &setting.connectors).await.unwrap(), 0);
        }
        assert_eq!(world.count("SELECT attempts FROM mirrors WHERE program_id = 'fixed'").await, 1);
    });
}

#[test]
fn no_balance_is_compared_while_a_transfer_is_under_way() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let (store, target) = (&setting.stores[0], &setting.partners["idle"]);
        let body = TransferAccept { quote: quote(&world, &member, (&at[0], &at[1]), 10).await.id };
        let id = transfer_id();
        store.accept_transfer(&member, &id, &body, None).await.unwrap();
        *target.away.lock().unwrap() = true;
        setting.partners["fixed"].change(Step::Credit, &number, 500);
        let work = async |ms: i64| {
            world.clock.advance_ms(ms);
            jobs::tick(store).await.unwrap();
            both(&setting).await;
        };
        for _ in 0..8 {
            work(30 * MINUTE_MS).await;
        }
        work(2 * READ_MS).await;
        let state = world.store.transfer(&member, &id).await.unwrap().state;
        assert_eq!((state, world.count(CORRECTIONS).await), (State::Unresolved, 0));
        let asked = world.count("SELECT MAX(attempts) FROM mirrors").await;
        assert_eq!(asked, 0, "and no partner is asked for one");
        *target.away.lock().unwrap() = false;
        for _ in 0..9 {
            work(30 * MINUTE_MS).await;
        }
        assert_eq!(world.store.transfer(&member, &id).await.unwrap().state, State::Returned);
        assert_eq!(available(&world, &member, &at[0]).await, OPENING + 500);
        assert_eq!(world.count(CORRECTIONS).await, 1);
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
    });
}

#[test]
fn a_number_that_its_program_does_not_know_is_told_until_it_does() {
    check_on_both(|world| async move {
        let (setting, member, at, _) = read_once(&world).await;
        let seen = async || {
            let detail = world.store.membership(&member, &at[0]).await.unwrap();
            let as_of = world.count(&format!("SELECT as_of FROM accounts WHERE id = '{}'", at[0].0)).await;
            (detail.number_not_known, detail.membership.balance.available.get(), as_of)
        };
        let (_, _, first) = seen().await;
        for knows_nobody in [true, true, false] {
            *setting.partners["fixed"].knows_nobody.lock().unwrap() = knows_nobody;
            world.clock.advance_ms(READ_MS);
            // What it said last stands while it is asked again.
            setting.stores[0].read_soon(&member).await.unwrap();
            both(&setting).await;
            let as_of = if knows_nobody { first } else { world.store.now().ms() };
            assert_eq!(seen().await, (knows_nobody, OPENING, as_of));
        }
    });
}

#[test]
fn an_operator_sees_first_what_nobody_knows_and_how_much_there_is() {
    check_on_both(|world| async move {
        let (setting, member, at, _) = read_once(&world).await;
        let store = &setting.stores[0];
        let hasty = World { store: store.clone(), ..world.again() };
        let send = async |from: usize, to: usize| {
            let sent = transfer(&hasty, &member, (&at[from], &at[to]), 10).await;
            (store.server_id(&member, &sent.id).await.unwrap(), sent.id)
        };
        let mut ids = Vec::new();
        for partner in setting.partners.values() {
            *partner.away.lock().unwrap() = true;
        }
        // A debit that is not answered, late; a credit that is not answered, unresolved; and one that has only left.
        ids.push(send(0, 1).await);
        world.clock.advance_ms(MINUTE_MS);
        ids.push(send(3, 0).await);
        for _ in 0..2 {
            jobs::tick(store).await.unwrap();
            both(&setting).await;
            world.clock.advance_ms(180 * MINUTE_MS);
        }
        both(&setting).await;
        ids.push(send(1, 0).await);
        jobs::tick(store).await.unwrap();
        let queue = store.queue(9).await.unwrap();
        let seen: Vec<_> = queue.transfers.iter().map(|one| (one.id.clone(), one.state, one.is_late)).collect();
        let wanted = [(1, State::Unresolved, true), (0, State::Debiting, true), (2, State::Debiting, false)];
        assert_eq!(seen, wanted.map(|(place, state, is_late)| (ids[place].0.clone(), state, is_late)));
        let cut = store.queue(1).await.unwrap();
        assert_eq!((cut.transfers.len(), cut.transfers[0].state, cut.of, queue.of), (1, State::Unresolved, 3, 3));
        // Either id names it: the partners' on one receipt, the member's on the other.
        for id in [&ids[0].0, &ids[1].1.0] {
            assert_eq!(store.resolve(id, false, "told by phone").await.unwrap(), State::Refused);
        }
        assert!(store.resolve("nobody's", false, "told by phone").await.is_err());
    });
}
