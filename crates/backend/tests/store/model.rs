//! R1: a state machine of random operations against the plain oracle, compared after every operation.
//!
//! `GOM_CAMPAIGN=1` runs 1,000 cases of 256 operations instead of 50.

use crate::ops::{EVENTS, Op, STEPS_MS, op};
use crate::oracle::{Oracle, PROGRAMS};
use crate::support::{World, check_cases_on_both, points, refused, rounds, small_member, spent, transfer_id};
use contract::{MembershipId, Quote, QuoteRequest, TransferAccept, TransferId};
use gom_backend::store::{Correction, Earned, MemberId, Refused, StoreError};
use gom_backend::{audit, jobs};
use points::Timestamp;
use points::transfer::{Event, State};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use std::collections::BTreeMap;

/// The pairs of the small seed: from, to, give, get, bonus in per cent, window in ms.
pub const PAIRS: [(usize, usize, i64, i64, i64, i64); 5] = [
    (0, 1, 1, 1, 0, 1_800_000),
    (1, 0, 3, 2, 10, 1_800_000),
    (0, 2, 2, 1, 0, 1_800_000),
    (2, 3, 1, 1, 0, 0),
    (3, 0, 1, 1, 0, 1_800_000),
];
/// Operations of one case.
const OPERATIONS: usize = 256;

#[test]
fn every_operation_leaves_what_the_oracle_says() {
    let cases = u32::try_from(rounds(50, 1_000)).unwrap();
    check_cases_on_both("R1", cases, proptest::collection::vec(op(), OPERATIONS), |world, ops| async move {
        let mut run = Run::new(&world).await;
        for op in ops {
            run.apply(&op).await;
            run.compare(&op).await;
        }
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
        run.database.close().await.unwrap();
    });
}

/// The store and the oracle side by side.
struct Run<'a> {
    world: &'a World,
    member: MemberId,
    at: Vec<MembershipId>,
    database: DatabaseConnection,
    oracle: Oracle,
    quotes: Vec<(usize, Quote, bool)>,
    accepted: Vec<(TransferId, TransferAccept, Vec<u8>)>,
}

impl<'a> Run<'a> {
    async fn new(world: &'a World) -> Run<'a> {
        let (member, at) = small_member(world, 0).await;
        let database = sea_orm::Database::connect(&world.url).await.unwrap();
        let oracle = Oracle { now: world.store.now().ms(), ..Oracle::default() };
        Run { world, member, at, database, oracle, quotes: Vec::new(), accepted: Vec::new() }
    }

    async fn apply(&mut self, op: &Op) {
        let store = &self.world.store;
        let before = self.oracle.clone();
        match *op {
            Op::Earn { program, amount, pending_days } => {
                let at = store.now();
                let release_at = pending_days.map(|days| at.plus_days(days));
                let earned = Earned { amount: points(amount), at, release_at, text: "" };
                store.earn(&self.member, &self.at[program], earned).await.unwrap();
                self.oracle.earn(program, amount.cast_signed(), release_at.map(Timestamp::ms));
            }
            Op::Redeem { program, amount } => {
                let result = store.redeem(&self.member, &self.at[program], spent(self.world, amount)).await;
                let expected = self.oracle.spend(program, amount.cast_signed(), "redeemed");
                self.spent(result, expected, before);
            }
            Op::Correct { program, amount, up: true } => {
                let correction = Correction::Add(points(amount));
                store.correct(&self.member, &self.at[program], correction, "").await.unwrap();
                self.oracle.correct_up(program, amount.cast_signed());
            }
            Op::Correct { program, amount, up: false } => {
                let correction = Correction::TakeOff(points(amount));
                let result = store.correct(&self.member, &self.at[program], correction, "").await;
                let expected = self.oracle.spend(program, amount.cast_signed(), "adjusted");
                self.spent(result, expected, before);
            }
            Op::Quote { pair, amount } => self.quote(pair, amount).await,
            Op::Accept { quote } => self.accept(quote, before).await,
            Op::Replay { transfer, quote } => self.replay(transfer, quote).await,
            Op::Cancel { transfer } => self.cancel(transfer).await,
            Op::SendNow { transfer } => self.send_now(transfer).await,
            Op::Event { transfer, event } => {
                let Some((index, id)) = self.pick(transfer) else { return };
                let result = store.apply_event(&self.member, &id, EVENTS[event], "").await;
                let possible = self.oracle.event(index, EVENTS[event]);
                assert_eq!(result.is_ok(), possible, "{result:?}");
            }
            Op::Nothing => {}
            Op::Tick => {
                assert_eq!(jobs::tick(store).await.unwrap().failed, 0);
                self.oracle.tick();
            }
            Op::Clock { step } => {
                self.world.clock.advance_ms(STEPS_MS[step]);
                self.oracle.now += STEPS_MS[step];
            }
        }
    }

    fn spent(&mut self, result: Result<(), StoreError>, expected: Result<(), i64>, before: Oracle) {
        if let Err(available) = expected {
            self.oracle = before;
            assert_eq!(refused(result), Refused::NotEnough { available: points(available.unsigned_abs()) });
        } else {
            result.unwrap();
        }
    }

    async fn quote(&mut self, pair: usize, amount: u64) {
        let (from, to, give, get, bonus, _) = PAIRS[pair];
        let request = QuoteRequest { from: self.at[from].clone(), to: self.at[to].clone(), amount: points(amount) };
        let result = self.world.store.quote(&self.member, &request).await;
        let (min, step) = [(1, 1), (2, 1), (2, 2), (1, 1), (1, 1)][pair];
        if amount < min || !amount.is_multiple_of(step) {
            assert!(matches!(refused(result), Refused::AmountRefused(_)));
            return;
        }
        let quote = result.unwrap();
        let received = amount.cast_signed() * get / give;
        let is_bonus_time = self.oracle.now < Timestamp::parse("2027-02-28T20:00:00Z").unwrap().ms();
        let extra = if is_bonus_time { received * bonus / 100 } else { 0 };
        assert_eq!((quote.outcome.received.as_i64(), quote.outcome.bonus.as_i64()), (received, extra));
        self.quotes.push((pair, quote, false));
    }

    async fn accept(&mut self, quote: usize, before: Oracle) {
        if self.quotes.is_empty() {
            return;
        }
        // Late quotes are tried too, but mostly the latest ones.
        let index = self.quotes.len() - 1 - quote % self.quotes.len().min(3);
        let (pair, quote, used) = self.quotes[index].clone();
        let (id, body) = (transfer_id(), TransferAccept { quote: quote.id.clone() });
        let result = self.world.store.accept_transfer(&self.member, &id, &body, None).await;
        if self.oracle.now >= quote.expires_at.ms() {
            assert_eq!(refused(result), Refused::QuoteExpired);
        } else if used {
            assert_eq!(refused(result), Refused::QuoteUsed);
        } else {
            let (from, to, .., window) = PAIRS[pair];
            let parts = (quote.outcome.received.as_i64(), quote.outcome.bonus.as_i64());
            let expected = self.oracle.accept((from, to), quote.outcome.amount.as_i64(), parts, window);
            if expected.is_ok() {
                self.quotes[index].2 = true;
                self.accepted.push((id, body, result.as_ref().map(|a| a.body.clone()).unwrap_or_default()));
            }
            self.spent(result.map(|accepted| assert!(!accepted.replayed)), expected, before);
        }
    }

    async fn replay(&mut self, transfer: usize, quote: usize) {
        let Some((index, id)) = self.pick(transfer) else { return };
        let (_, body, first) = &self.accepted[index];
        let again = self.world.store.accept_transfer(&self.member, &id, body, None).await.unwrap();
        assert!(again.replayed && again.body == *first);
        let other = TransferAccept { quote: self.quotes[quote % self.quotes.len()].1.id.clone() };
        let result = self.world.store.accept_transfer(&self.member, &id, &other, None).await;
        if other == *body { assert!(result.unwrap().replayed) } else { assert_eq!(refused(result), Refused::IdReused) }
    }

    async fn cancel(&mut self, transfer: usize) {
        let Some((index, id)) = self.pick(transfer) else { return };
        let result = self.world.store.cancel_transfer(&self.member, &id).await;
        let now = self.oracle.transfers[index].clone();
        match (now.state, now.debited) {
            (State::Waiting, _) => {
                assert_eq!(result.unwrap().state, State::Cancelled);
                self.oracle.event(index, Event::Cancel);
            }
            (State::Cancelled, _) => assert_eq!(result.unwrap().state, State::Cancelled),
            (State::Refused, false) | (State::Returned, _) => assert_eq!(refused(result), Refused::AlreadyFinal),
            _ => {
                let left_at = Timestamp::from_ms(now.left_at.unwrap());
                assert_eq!(refused(result), Refused::AlreadySent { left_at });
            }
        }
    }

    async fn send_now(&mut self, transfer: usize) {
        let Some((index, id)) = self.pick(transfer) else { return };
        let result = self.world.store.send_now(&self.member, &id).await;
        let now = &self.oracle.transfers[index];
        match (now.state, now.debited) {
            (State::Cancelled | State::Returned, _) | (State::Refused, false) => {
                assert_eq!(refused(result), Refused::AlreadyFinal);
            }
            (State::Waiting, _) => {
                assert_eq!(result.unwrap().state, State::Debiting);
                self.oracle.event(index, Event::Claim);
            }
            (state, _) => assert_eq!(result.unwrap().state, state),
        }
    }

    /// One of the last few transfers.
    fn pick(&self, transfer: usize) -> Option<(usize, TransferId)> {
        let count = self.accepted.len();
        let index = count.checked_sub(1)? - transfer % count.min(4);
        Some((index, self.accepted[index].0.clone()))
    }

    /// What the member sees, and what the journal adds up to, against the oracle.
    async fn compare(&self, op: &Op) {
        let wallet = self.world.store.wallet(&self.member).await.unwrap();
        let mut seen = self.oracle.clone();
        (0..PROGRAMS).for_each(|program| seen.settle(program));
        for (program, id) in self.at.iter().enumerate() {
            let shown = wallet.memberships.iter().find(|m| m.id == *id).unwrap();
            let lots = &seen.accounts[program].lots;
            let sums = lots.iter().fold((0, 0, 0), |s, l| (s.0 + l.available, s.1 + l.pending, s.2 + l.held));
            let balance = &shown.balance;
            let stored = (balance.available.as_i64(), balance.pending.as_i64(), balance.held.as_i64());
            assert_eq!(stored, sums, "{program} after {op:?}");
            let mut expected: Vec<_> = lots.iter().filter(|lot| lot.available > 0).collect();
            expected.sort_by_key(|lot| (lot.expires.unwrap_or(i64::MAX), lot.earned, lot.id));
            let expected: Vec<_> = expected.iter().map(|lot| (lot.available, lot.expires)).collect();
            let lots: Vec<_> =
                shown.lots.iter().map(|l| (l.amount.as_i64(), l.expires_at.map(Timestamp::ms))).collect();
            assert_eq!(lots, expected, "{program} after {op:?}");
        }
        let open = self.oracle.transfers.iter().filter(|t| !t.state.is_final(t.debited)).count();
        assert_eq!(wallet.under_way.len(), open.min(100), "{op:?}");
        self.compare_journal(op).await;
    }

    async fn compare_journal(&self, op: &Op) {
        let sql =
            "SELECT account_id, bucket, CAST(SUM(amount) AS BIGINT) AS total FROM postings GROUP BY account_id, bucket";
        let backend = self.database.get_database_backend();
        let rows = self.database.query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
        let mut journal: BTreeMap<(String, String), i64> = BTreeMap::new();
        for row in rows {
            let key = (row.try_get("", "account_id").unwrap(), row.try_get("", "bucket").unwrap());
            journal.insert(key, row.try_get("", "total").unwrap());
        }
        for (program, id) in self.at.iter().enumerate() {
            let of = |bucket: &str| journal.get(&(id.0.clone(), bucket.to_owned())).copied().unwrap_or(0);
            let lots = &self.oracle.accounts[program].lots;
            let account = [
                ("available", lots.iter().map(|lot| lot.available).sum::<i64>()),
                ("pending", lots.iter().map(|lot| lot.pending).sum()),
                ("held", lots.iter().map(|lot| lot.held).sum()),
            ];
            let buckets = &self.oracle.accounts[program].buckets;
            let names = ["issued", "exchange_out", "exchange_in", "redeemed", "expired", "adjusted"];
            let of_program = names.map(|name| (name, buckets.get(name).copied().unwrap_or(0)));
            let mut total = 0;
            for (bucket, expected) in account.into_iter().chain(of_program) {
                assert_eq!(of(bucket), expected, "{program} {bucket} after {op:?}");
                total += of(bucket);
            }
            assert_eq!(total, 0, "{program} after {op:?}");
        }
    }
}
