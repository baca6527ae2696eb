//! R2: whatever happens at once, every answer shows the same total. One member, eight programs, a hundred points.

use crate::support::{check_on_both, rounds};
use crate::world::{Client, World, fresh_id, owned};
use axum::http::Method;
use contract::points::Points;
use contract::*;
use gom_backend::seed::{CatalogText, Seed};
use gom_backend::store::{Earned, NewMember};
use gom_backend::token::Token;
use gom_backend::{audit, jobs};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::watch;

const PROGRAMS: usize = 8;
const TOTAL: u64 = 100;
const WRITERS: usize = 20;
const READERS: usize = 2;
/// One in so many operations of a writer is a pass of the jobs.
const JOBS_EVERY: usize = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_answer_shows_the_same_total() {
    check_on_both(async |place| {
        let (programs, pairs) = data();
        let currencies = "code,exponent,vnd_rate_milli,basis\nVND,0,1000,exact\n";
        let (programs, pairs) = (programs.as_str(), pairs.as_str());
        let bank = Seed { name: "bank", currencies, programs, tiers: "", pairs, catalog: CatalogText::EMPTY };
        let world = World::with(place, &[], &bank, None).await;
        let member = depositor(&world).await;
        assert_eq!(owned(&member.wallet().await), TOTAL);

        let (operations, database) = (rounds(2_000, 100_000), world.place.name());
        let (progress, seen) = watch::channel(0_usize);
        let shared = Arc::new(Shared { world, left: AtomicUsize::new(operations), progress });
        let readers: Vec<_> = (0..READERS).map(|_| tokio::spawn(read(member.clone(), seen.clone()))).collect();
        let writers: Vec<_> =
            (0..WRITERS).map(|n| tokio::spawn(write(member.clone(), shared.clone(), n as u64 + 1))).collect();
        let mut accepted = 0;
        for writer in writers {
            accepted += writer.await.unwrap();
        }
        let Shared { world, progress, .. } = Arc::into_inner(shared).unwrap();
        drop(progress);
        let mut reads = 0;
        for reader in readers {
            let seen = reader.await.unwrap();
            assert!(seen > 0, "a reader saw nothing");
            reads += seen;
        }
        assert!(accepted > 0, "nothing was moved");
        while !member.wallet().await.under_way.is_empty() {
            world.clock.advance_ms(60_000);
            jobs::tick(&world.state.store).await.unwrap();
            assert_eq!(owned(&member.wallet().await), TOTAL);
        }
        let wallet = member.wallet().await;
        assert_eq!(wallet.memberships.iter().map(|m| m.balance.available.get()).sum::<u64>(), TOTAL);
        assert_eq!(audit::run(&world.state.store).await.unwrap().findings, []);
        println!("R2 on {database}: {operations} operations, {accepted} transfers, {reads} reads, 0 violations");
    })
    .await;
}

fn data() -> (String, String) {
    let mut programs = String::from(
        "id,name,kind,unit,country,time_zone,owner,point_value_vnd_milli,value_basis,expiry_kind,expiry_months,activity_kinds,\
         extend_minor,tiers,brand_color,monogram\n",
    );
    let mut pairs = String::from(
        "from,to,valid_from,give,get,min,max,step,fee_minor,fee_currency,fee_per_points,fee_cap_minor,bonus_num,bonus_den,\
         bonus_until,cancel_minutes,usual_hours,latest_hours,basis,as_of,source\n",
    );
    for from in 0..PROGRAMS {
        programs += &format!(
            "bank-{from},Bank {from},bank,points,VN,Asia/Ho_Chi_Minh,in_house,1000,test,never,,,,,#123456,B{from}\n"
        );
        for to in (0..PROGRAMS).filter(|to| *to != from) {
            let window = (from + to) % 2;
            pairs += &format!("bank-{from},bank-{to},,1,1,1,,1,,,,,,,,{window},0,1,invented,2026,test\n");
        }
    }
    (programs, pairs)
}

/// A member with the whole deposit, spread unevenly.
async fn depositor(world: &World) -> Client {
    let store = &world.state.store;
    let new = NewMember { name: "Bank", language: Language::En, zone: None, demo: false };
    let member = store.create_member(new).await.unwrap();
    for number in 0..PROGRAMS {
        let program = ProgramId(format!("bank-{number}"));
        let membership = store.link(&member, &program, &format!("number-{number}")).await.unwrap();
        let amount = if number == 0 { TOTAL - (PROGRAMS as u64 - 1) } else { 1 };
        let earned =
            Earned { amount: Points::new(amount).unwrap(), at: store.now(), release_at: None, text: "deposit" };
        store.earn(&member, &membership, earned).await.unwrap();
    }
    let token = Token::new().unwrap();
    store.create_session(&member, &token.hash(), "test").await.unwrap();
    let cookie = token.set_cookie().unwrap().to_str().unwrap().split(';').next().unwrap().to_owned();
    Client { app: world.app.clone(), cookie: Some(cookie) }
}

struct Shared {
    world: World,
    left: AtomicUsize,
    progress: watch::Sender<usize>,
}

/// Moves points at random until all operations are used up; answers how many transfers were accepted.
async fn write(member: Client, shared: Arc<Shared>, seed: u64) -> usize {
    let ids: Vec<MembershipId> =
        member.wallet().await.memberships.into_iter().map(|membership| membership.id).collect();
    let mut random = Random(seed);
    let (mut accepted, mut last) = (0, None::<(String, QuoteId)>);
    let take = || shared.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
    while take() {
        shared.progress.send_modify(|done| *done += 1);
        if random.below(JOBS_EVERY) == 0 {
            shared.world.clock.advance_ms(10_000);
            jobs::tick(&shared.world.state.store).await.unwrap();
            continue;
        }
        let from = random.below(ids.len());
        let to = (from + 1 + random.below(ids.len() - 1)) % ids.len();
        let answer = match (random.below(10), &last) {
            (0, Some((id, _))) => member.cancel(id).await,
            (1, Some((id, _))) => member.send(Method::POST, &paths::fill(paths::TRANSFER_SEND_NOW, &[id]), None).await,
            (2, Some((id, quote))) => member.accept(id, quote).await,
            _ => {
                let answer = member.ask(&ids[from], &ids[to], 1 + random.below(30) as u64).await;
                if answer.status.is_success() {
                    let (id, quote) = (fresh_id(), answer.json::<Quote>().id);
                    let answer = member.accept(&id, &quote).await;
                    if answer.status.is_success() {
                        accepted += 1;
                        last = Some((id, quote));
                    }
                    answer
                } else {
                    answer
                }
            }
        };
        assert!(answer.status.as_u16() < 500 && answer.status.as_u16() != 404, "{answer:?}");
        answer.code();
    }
    accepted
}

/// Reads whenever something was done, until the writers are gone.
async fn read(member: Client, mut seen: watch::Receiver<usize>) -> usize {
    let mut reads = 0;
    while seen.changed().await.is_ok() {
        let wallet = member.wallet().await;
        assert_eq!(owned(&wallet), TOTAL, "after {reads} reads: {wallet:?}");
        reads += 1;
    }
    reads
}

/// Steele and others' SplitMix64: the same operations for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % most as u64) as usize
    }
}
