//! What happened at a partner, told by it and booked one by one; or not told, or not the difference, and then corrected.

use crate::bad_partner::BadPartner;
use crate::mirrors::{CORRECTIONS, READ_MS, available, both, read_once};
use crate::partners::{MINUTE_MS, OPENING, Setting, setting};
use crate::support::{World, check_on_both, points, quote, small_member, transfer_id};
use contract::connector::{Balance, Entries, Entry, EntryKind, Order, Step};
use contract::limits::CONNECTOR_ENTRIES_TRIES;
use contract::{ActivityKind, MembershipId, ProgramId, TransferAccept};
use gom_backend::connector::{Answer, Answering, Connector, Connectors};
use gom_backend::store::{ActivityFilter, MemberId};
use gom_backend::{audit, outbox};
use points::Timestamp;
use std::sync::Arc;

/// What the member reads of a membership, oldest first, but for what there was at first.
pub async fn read(world: &World, member: &MemberId, at: &MembershipId) -> Vec<String> {
    let page = world.store.activity(member, &ActivityFilter::of(at), None, 100).await.unwrap();
    let line = |entry: contract::Activity| {
        let sign = if entry.incoming { '+' } else { '-' };
        format!("{:?} {sign}{} {}", entry.kind, entry.amount.get(), entry.text)
    };
    page.items.into_iter().rev().skip(1).map(line).collect()
}

/// The next usual reading.
pub async fn read_again(world: &World, setting: &Setting) {
    world.clock.advance_ms(READ_MS);
    both(setting).await;
}

pub async fn is_sound(world: &World) {
    assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
}

pub fn entry(id: &str, kind: EntryKind, incoming: bool, amount: u64, at: Timestamp) -> Entry {
    Entry { id: id.to_owned(), at, kind, points: points(amount), incoming, text: id.to_owned(), order: None }
}

#[test]
fn what_happened_is_booked_one_by_one_and_once() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let (store, partner) = (&setting.stores[0], &setting.partners["fixed"]);
        partner.happen(EntryKind::Earn, &number, 1_200, "VN 213 SGN – HAN");
        // A transfer leaves meanwhile: what it did there is in the ledger, and is in the partner's list with its id.
        let body = TransferAccept { quote: quote(&world, &member, (&at[0], &at[1]), 10).await.id };
        store.accept_transfer(&member, &transfer_id(), &body, None).await.unwrap();
        setting.settle(&world.clock, &member).await;
        partner.happen(EntryKind::Redeem, &number, 300, "Hành lý thêm 15 kg");
        partner.happen(EntryKind::Earn, &number, 40, "");
        for _ in 0..3 {
            read_again(&world, &setting).await;
        }
        let (moved, seen): (Vec<_>, Vec<_>) =
            read(&world, &member, &at[0]).await.into_iter().partition(|line| line.starts_with("Transfer"));
        assert_eq!(seen, ["Earn +1200 VN 213 SGN – HAN", "Redeem -300 Hành lý thêm 15 kg", "Earn +40 Fixed"]);
        assert!(moved.contains(&"TransferOut -10 ".to_owned()), "{moved:?}");
        let (there, cursor) = partner.holds(&number);
        assert_eq!((available(&world, &member, &at[0]).await, world.count(CORRECTIONS).await), (there, 0));
        let ours = format!("SELECT COUNT(*) FROM mirrors WHERE account_id = '{}' AND cursor = '{cursor}'", at[0].0);
        assert_eq!(world.count(&ours).await, 1, "booked up to {cursor}");
        is_sound(&world).await;
    });
}

#[test]
fn each_kind_is_what_it_is_and_one_against_its_direction_a_correction() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let (partner, now) = (&setting.partners["fixed"], world.store.now());
        let kinds = [
            (EntryKind::Earn, "earn"),
            (EntryKind::Redeem, "redeem"),
            (EntryKind::Expire, "expire"),
            (EntryKind::Transfer, "transfer"),
            (EntryKind::Adjust, "adjust"),
            (EntryKind::Unknown, "unknown"),
        ];
        let both_ways = kinds.into_iter().flat_map(|(kind, name)| {
            [entry(&format!("{name} in"), kind, true, 50, now), entry(&format!("{name} out"), kind, false, 20, now)]
        });
        *partner.told.lock().unwrap() = Some(Ok(both_ways.collect()));
        partner.change(Step::Credit, &number, 6 * 30);
        read_again(&world, &setting).await;
        let told = |line: &str| line.split_once(' ').map(|(kind, rest)| (kind.to_owned(), rest.to_owned())).unwrap();
        let seen: Vec<_> = read(&world, &member, &at[0]).await.iter().map(|line| told(line)).collect();
        let kind_of = |text: &str| seen.iter().find(|(_, rest)| rest.ends_with(text)).map(|(kind, _)| kind.as_str());
        let own = [("earn in", ActivityKind::Earn), ("redeem out", ActivityKind::Redeem)];
        for (text, kind) in own.into_iter().chain([("expire out", ActivityKind::Expire)]) {
            assert_eq!(kind_of(text), Some(&*format!("{kind:?}")));
        }
        assert_eq!(seen.iter().filter(|(kind, _)| kind == "Adjust").count(), 9);
        assert_eq!((seen.len(), available(&world, &member, &at[0]).await), (12, OPENING + 180));
        is_sound(&world).await;
    });
}

/// One correction, in the partner's name, and nothing else.
#[test]
fn what_is_not_the_difference_is_not_told() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let (partner, now) = (&setting.partners["fixed"], world.store.now());
        let most = contract::points::amount::MAX_POINTS;
        let earn = |id: &str, amount| entry(id, EntryKind::Earn, true, amount, now);
        let redeem = |id: &str, amount| entry(id, EntryKind::Redeem, false, amount, now);
        let of_order = Entry { order: Some("x".to_owned()), ..earn("a", 500) };
        for told in [
            vec![earn("a", 499)],
            vec![earn("a", 501)],
            vec![earn("a", 500), earn("b", 1)],
            vec![of_order],
            vec![],
            // Less than nothing, and more than can be, on a way that leads there.
            vec![redeem("a", 2 * OPENING), earn("b", 2 * OPENING + 500)],
            vec![earn("a", most), redeem("b", most - 500)],
        ] {
            let before = available(&world, &member, &at[0]).await;
            *partner.told.lock().unwrap() = Some(Ok(told));
            partner.change(Step::Credit, &number, 500);
            read_again(&world, &setting).await;
            assert_eq!(available(&world, &member, &at[0]).await, before + 500);
        }
        assert_eq!(read(&world, &member, &at[0]).await, ["Adjust +500 Fixed"; 7]);
        is_sound(&world).await;
    });
}

#[test]
fn who_does_not_tell_is_asked_some_times_and_the_balance_counts() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let partner = &setting.partners["fixed"];
        partner.happen(EntryKind::Earn, &number, 70, "lost");
        *partner.told.lock().unwrap() = Some(Err("an error".to_owned()));
        world.clock.advance_ms(READ_MS);
        for tries in 1..=CONNECTOR_ENTRIES_TRIES {
            assert_eq!(available(&world, &member, &at[0]).await, OPENING, "{tries}");
            both(&setting).await;
            world.clock.advance_ms(MINUTE_MS);
        }
        assert_eq!(read(&world, &member, &at[0]).await, ["Adjust +70 Fixed"]);
        // It goes on from there.
        *partner.told.lock().unwrap() = None;
        partner.happen(EntryKind::Earn, &number, 30, "VN 214");
        read_again(&world, &setting).await;
        // One that does so in time loses nothing.
        *partner.told.lock().unwrap() = Some(Err("an error".to_owned()));
        partner.happen(EntryKind::Earn, &number, 20, "VN 215");
        read_again(&world, &setting).await;
        *partner.told.lock().unwrap() = None;
        world.clock.advance_ms(MINUTE_MS);
        both(&setting).await;
        let wanted = ["Adjust +70 Fixed", "Earn +30 VN 214", "Earn +20 VN 215"];
        assert_eq!(read(&world, &member, &at[0]).await, wanted);
        is_sound(&world).await;
    });
}

#[test]
fn who_links_a_number_is_told_of_what_happens_from_then_on() {
    check_on_both(|world| async move {
        let (setting, member, at, number) = read_once(&world).await;
        let partner = &setting.partners["fixed"];
        assert!(read(&world, &member, &at[0]).await.is_empty(), "the first balance brought nothing older");
        world.store.unlink(&member, &at[0]).await.unwrap();
        partner.happen(EntryKind::Earn, &number, 60, "somebody's flight");
        let new =
            gom_backend::store::NewMember { name: "B", language: contract::Language::Vi, zone: None, demo: false };
        let other = world.store.create_member(new).await.unwrap();
        world.store.link(&other, &ProgramId("fixed".to_owned()), &number).await.unwrap();
        read_again(&world, &setting).await;
        partner.happen(EntryKind::Earn, &number, 70, "own flight");
        read_again(&world, &setting).await;
        let page = world.store.activity(&other, &ActivityFilter::default(), None, 100).await.unwrap();
        let told: Vec<_> = page.items.iter().map(|entry| (entry.amount.get(), &*entry.text)).collect();
        assert_eq!(told, [(70, "own flight"), (60, "Fixed")]);
        is_sound(&world).await;
    });
}

/// While this one tells what happened, somebody else books it.
struct Overtaken {
    inner: Arc<BadPartner>,
    world: World,
}

impl Connector for Overtaken {
    fn order<'a>(&'a self, id: &'a str, step: Step, order: &'a Order) -> Answering<'a, Answer> {
        self.inner.order(id, step, order)
    }

    fn ask<'a>(&'a self, id: &'a str, step: Step) -> Answering<'a, Answer> {
        self.inner.ask(id, step)
    }

    fn balance<'a>(&'a self, number: &'a str) -> Answering<'a, Result<Option<Balance>, String>> {
        self.inner.balance(number)
    }

    fn activity<'a>(
        &'a self,
        number: &'a str,
        after: &'a str,
        until: &'a str,
    ) -> Answering<'a, Result<Entries, String>> {
        Box::pin(async move {
            self.world.sql(&format!("UPDATE mirrors SET cursor = '{until}' WHERE program_id = 'fixed'")).await;
            self.inner.activity(number, after, until).await
        })
    }

    fn signed_at(&self, _: &str, _: &[u8]) -> Option<i64> {
        None
    }
}

#[test]
fn what_is_booked_up_to_another_position_meanwhile_is_not_booked_again() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, OPENING).await;
        let setting = setting(&world, "").await;
        let inner = setting.partners["fixed"].clone();
        let partner: Arc<dyn Connector> = Arc::new(Overtaken { inner, world: world.again() });
        let connectors = Connectors::new([(ProgramId("fixed".to_owned()), partner)]);
        let pass = async || outbox::pass(&setting.stores[0], &connectors).await.unwrap();
        let number = world.store.membership(&member, &at[0]).await.unwrap().membership.number;
        world.clock.advance_ms(MINUTE_MS);
        setting.stores[0].start_mirrors().await.unwrap();
        pass().await;
        setting.partners["fixed"].happen(EntryKind::Earn, &number, 60, "VN 213");
        world.clock.advance_ms(READ_MS);
        pass().await;
        assert!(read(&world, &member, &at[0]).await.is_empty());
        assert_eq!(world.count(CORRECTIONS).await, 0);
    });
}
