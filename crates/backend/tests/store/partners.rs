//! R12: partners that answer nothing, too late, twice, in the wrong order or with an error; and still their ledgers agree with this one.

use crate::bad_partner::BadPartner;
use crate::support::{World, check_on_both, name_of, quote, rounds, small_member, transfer_id};
use contract::connector::{Balance, Entries, EntryKind, OperationState, Order, Step};
use contract::limits::CONNECTOR_ENTRIES_AT_ONCE;
use contract::{MembershipId, ProgramId, TransferAccept};
use gom_backend::clock::TestClock;
use gom_backend::connector::{Answer, Answering, Connector, Connectors};
use gom_backend::store::{MemberId, Store};
use gom_backend::{audit, jobs, outbox};
use points::transfer::State;
use std::collections::BTreeMap;
use std::sync::Arc;

pub const OPENING: u64 = 1_000_000;
pub const MINUTE_MS: i64 = 60_000;

/// Two instances on one database, and the two partners that both of them ask.
pub struct Setting {
    pub stores: [Arc<Store>; 2],
    pub partners: BTreeMap<&'static str, Arc<BadPartner>>,
    pub connectors: Connectors,
}

pub async fn setting(world: &World, faults: &str) -> Setting {
    let programs = ["fixed", "idle"];
    let partner = |(seed, name)| (name, BadPartner::new(&world.clock, &format!("{faults},seed={}", seed + 11)));
    let partners: BTreeMap<&str, Arc<BadPartner>> = (0..).zip(programs).map(partner).collect();
    let connector = |(name, partner): (&&str, &Arc<BadPartner>)| {
        (ProgramId((*name).to_owned()), partner.clone() as Arc<dyn Connector>)
    };
    let connectors = Connectors::new(partners.iter().map(connector));
    let open = async || {
        let store = Store::open(&world.url, world.clock.clone()).await.unwrap();
        Arc::new(store.with_demo_cancel_seconds(Some(0)).with_connected(programs, None))
    };
    Setting { stores: [open().await, open().await], partners, connectors }
}

impl Setting {
    /// Has the balances read that are due, of partners that answer, with everything that happened.
    async fn read_all(&self, clock: &TestClock) {
        for partner in self.partners.values() {
            *partner.away.lock().unwrap() = false;
            *partner.at_once.lock().unwrap() = CONNECTOR_ENTRIES_AT_ONCE;
        }
        for store in self.stores.iter().chain(&self.stores) {
            clock.advance_ms(2 * MINUTE_MS);
            store.start_mirrors().await.unwrap();
            outbox::pass(store, &self.connectors).await.unwrap();
        }
    }

    /// Lets time go by until no transfer is under way; answers how many were ever seen unresolved.
    pub async fn settle(&self, clock: &TestClock, member: &MemberId) -> u64 {
        let (mut unresolved, mut rounds) = (std::collections::BTreeSet::new(), 0_u32);
        loop {
            for store in &self.stores {
                jobs::tick(store).await.unwrap();
                outbox::pass(store, &self.connectors).await.unwrap();
            }
            for (program, partner) in &self.partners {
                for operation in partner.tell() {
                    let (id, step) = (operation.id.clone(), operation.step);
                    self.stores[0].hear_partner(program, &id, step, &operation.into()).await.unwrap();
                }
            }
            let under_way = self.stores[1].wallet(member).await.unwrap().under_way;
            if under_way.is_empty() {
                return unresolved.len() as u64;
            }
            unresolved.extend(under_way.into_iter().filter(|t| t.state == State::Unresolved).map(|t| t.id));
            rounds += 1;
            assert!(rounds < 2_000, "it does not end");
            clock.advance_ms(i64::from(rounds % 7) * MINUTE_MS + 1_000);
            // Every now and then one of them is away for longer than the pair's latest arrival.
            for (place, partner) in (0..).zip(self.partners.values()) {
                *partner.away.lock().unwrap() = (rounds + place * 40) % 80 > 62;
            }
        }
    }

    /// A member transfers so many, so many at once, and does things at the partners meanwhile; in the end both have the same. Answers how
    /// many transfers were ever seen unresolved.
    async fn transfer_and_live(
        &self,
        world: &World,
        member: &MemberId,
        at: &[MembershipId],
        [many, batch]: [usize; 2],
    ) -> u64 {
        let wallet = world.store.wallet(member).await.unwrap();
        let number_at = |partner: &str| {
            let own = wallet.memberships.iter().find(|one| one.program.id.0 == partner);
            own.unwrap().number.clone()
        };
        let mut unresolved = 0;
        for turn in 0..many.div_ceil(batch) {
            for number in 0..batch {
                let (from, to) = if (turn + number) % 3 == 0 { (1, 0) } else { (0, 1) };
                let body = TransferAccept { quote: quote(world, member, (&at[from], &at[to]), 3).await.id };
                self.stores[number % 2].accept_transfer(member, &transfer_id(), &body, None).await.unwrap();
            }
            for (name, partner) in &self.partners {
                partner.happen(EntryKind::Earn, &number_at(name), 7, "a flight");
                partner.happen(EntryKind::Redeem, &number_at(name), 2, "tea");
            }
            unresolved += self.settle(&world.clock, member).await;
            self.read_all(&world.clock).await;
        }
        let after = world.store.wallet(member).await.unwrap();
        for id in &at[..2] {
            let now = after.memberships.iter().find(|membership| membership.id == *id).unwrap();
            let theirs = self.partners[now.program.id.0.as_str()].book.lock().unwrap().balance(&now.number);
            assert_eq!(now.balance.available.get(), theirs, "{}", now.program.id);
        }
        unresolved
    }
}

/// How many transfers ended in each state; what the partners did for each is what its state says.
async fn ends(world: &World, setting: &Setting, member: &MemberId) -> BTreeMap<&'static str, u64> {
    let mut states = BTreeMap::new();
    let mut cursor = None;
    loop {
        let page = world.store.transfers(member, cursor.as_deref(), 100).await.unwrap();
        for transfer in page.items {
            let id = world.store.server_id(member, &transfer.id).await.unwrap();
            let became = |program: &ProgramId, step| setting.partners[program.0.as_str()].became(&id, step);
            let done = Some(OperationState::Done);
            let debit = became(&transfer.from_program, Step::Debit) == done;
            let credit = became(&transfer.to_program, Step::Credit) == done;
            let back = became(&transfer.from_program, Step::Return) == done;
            let wanted = match transfer.state {
                State::Credited => (true, true, false),
                State::Returned => (true, false, true),
                State::Refused => (false, false, false),
                other => panic!("{other:?} is no end"),
            };
            assert_eq!((debit, credit, back), wanted, "{transfer:?}");
            *states.entry(transfer.state.name()).or_default() += 1;
        }
        cursor = page.next;
        if cursor.is_none() {
            return states;
        }
    }
}

/// Transfers of one member in R12: few enough that the lots they leave are no more than entries of a partner may add to
/// (`CONNECTOR_OPEN_LOTS`).
const OF_ONE_MEMBER: usize = 2_000;

#[test]
fn bad_partners_and_this_ledger_agree_in_the_end() {
    check_on_both(|world| async move {
        let (many, batch) = (rounds(50, 10_000), rounds(25, 500));
        let mut members = Vec::new();
        for _ in 0..many.div_ceil(OF_ONE_MEMBER) {
            members.push(small_member(&world, OPENING).await);
        }
        let setting = setting(&world, "error=150,lose=150,refuse=60,silent=200,double=200,late=200,swap=200").await;
        // From now on everything that happens there is told.
        setting.read_all(&world.clock).await;
        let (mut states, mut unresolved, mut turns) = (BTreeMap::new(), 0, 0);
        for (member, at) in &members {
            let many = many.min(OF_ONE_MEMBER);
            unresolved += setting.transfer_and_live(&world, member, at, [many, batch]).await;
            turns += many.div_ceil(batch);
            for (state, count) in ends(&world, &setting, member).await {
                *states.entry(state).or_default() += count;
            }
        }
        // Everything that members did there is told once, and no reading of a balance had to correct anything on the way.
        for (text, amount) in [("a flight", 7), ("tea", 2)] {
            let told = format!("SELECT COUNT(*) FROM events WHERE text = '{text}' AND amount = {amount}");
            assert_eq!(world.count(&told).await, 2 * i64::try_from(turns).unwrap(), "{text}");
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM entries WHERE kind = 'correct'").await, 0);
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
        assert_eq!(states.values().sum::<u64>(), many as u64);
        assert_eq!(states.len(), 3, "{states:?}");
        // Among few it is chance; the test of the deadline makes one on purpose.
        assert!(unresolved > 0 || many < 1_000, "none of {many} was unresolved");
        println!("R12 on {}: {states:?}, {unresolved} unresolved for a while, both ledgers agree", name_of(&world.url));
        for store in setting.stores {
            store.close().await;
        }
    });
}

/// Never answers.
struct Silent;

impl Connector for Silent {
    fn order<'a>(&'a self, _: &'a str, _: Step, _: &'a Order) -> Answering<'a, Answer> {
        Box::pin(std::future::pending())
    }

    fn ask<'a>(&'a self, _: &'a str, _: Step) -> Answering<'a, Answer> {
        Box::pin(std::future::pending())
    }

    fn balance<'a>(&'a self, _: &'a str) -> Answering<'a, Result<Option<Balance>, String>> {
        Box::pin(std::future::pending())
    }

    fn activity<'a>(&'a self, _: &'a str, _: &'a str, _: &'a str) -> Answering<'a, Result<Entries, String>> {
        Box::pin(std::future::pending())
    }

    fn signed_at(&self, _: &str, _: &[u8]) -> Option<i64> {
        None
    }
}

#[test]
fn a_partner_that_never_answers_is_nobody_elses_trouble() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, OPENING).await;
        let Setting { stores: [store, _], partners, .. } = setting(&world, "").await;
        let hasty = World { store: store.clone(), ..world.again() };
        let silent: Arc<dyn Connector> = Arc::new(Silent);
        let good: Arc<dyn Connector> = partners["idle"].clone();
        let connectors =
            Connectors::new([("fixed", silent), ("idle", good)].map(|(name, c)| (ProgramId(name.into()), c)));
        for _ in 0..=contract::limits::CONNECTOR_PARALLEL {
            crate::support::transfer(&hasty, &member, (&at[0], &at[1]), 3).await;
        }
        // The source of this one answers.
        let other = crate::support::transfer(&hasty, &member, (&at[1], &at[0]), 3).await;
        jobs::tick(&store).await.unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(outbox::run(store.clone(), connectors, async move { drop(stopped.await) }));
        let mut looks = 0;
        while world.store.transfer(&member, &other.id).await.unwrap().state == State::Debiting {
            world.clock.advance_ms(1_000);
            looks += 1;
            assert!(looks < 100_000, "it waits for the silent one");
        }
        stop.send(()).unwrap();
        running.await.unwrap();
    });
}
