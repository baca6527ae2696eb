//! A program that does not answer: its members are told so, and told when it answers again.

use crate::partners::{MINUTE_MS, OPENING, Setting, setting};
use crate::support::{World, check_on_both, points, small_member, transfer_id};
use contract::limits::CONNECTOR_SILENT_TRIES;
use contract::{Change, QuoteRequest, Transfer, TransferAccept, TransferId};
use gom_backend::clock::Clock;
use gom_backend::store::MemberId;
use gom_backend::{audit, jobs, outbox};
use points::Timestamp;
use points::transfer::State;

impl Setting {
    /// Lets so much time go by that everything is due, and asks the partners once.
    async fn ask_again(&self, world: &World) {
        world.clock.advance_ms(MINUTE_MS);
        jobs::tick(&self.stores[0]).await.unwrap();
        outbox::pass(&self.stores[0], &self.connectors).await.unwrap();
    }

    async fn away(&self, program: &str, away: bool) {
        *self.partners[program].away.lock().unwrap() = away;
    }
}

/// The transfer as it is read, in all the ways.
async fn seen(world: &World, member: &MemberId, id: &TransferId) -> Transfer {
    let transfer = world.store.transfer(member, id).await.unwrap();
    assert_eq!(world.store.transfers(member, None, 1).await.unwrap().items.first(), Some(&transfer));
    assert_eq!(world.store.wallet(member).await.unwrap().under_way, std::slice::from_ref(&transfer));
    transfer
}

/// How often news of the transfer came that tell no state.
async fn told(world: &World, member: &MemberId, id: &TransferId) -> usize {
    let changes = world.store.changes(member, 0, 100).await.unwrap();
    assert!(changes.iter().map(|change| change.number).eq(1..=changes.len() as i64), "{changes:?}");
    let news = Change { transfer: Some(id.clone()), state: None, membership: None };
    changes.iter().filter(|numbered| numbered.change == news).count()
}

#[test]
fn a_program_that_does_not_answer_is_told_until_it_does() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, OPENING).await;
        let setting = setting(&world, "").await;
        setting.away("fixed", true).await;
        let request = QuoteRequest { from: at[0].clone(), to: at[1].clone(), amount: points(3) };
        let quote = setting.stores[0].quote(&member, &request).await.unwrap();
        let (id, body) = (transfer_id(), TransferAccept { quote: quote.id });
        setting.stores[0].accept_transfer(&member, &id, &body, None).await.unwrap();
        let mut first: Option<Timestamp> = None;
        for tries in 1..=CONNECTOR_SILENT_TRIES + 1 {
            setting.ask_again(&world).await;
            first = first.or(Some(world.clock.now()));
            let since = seen(&world, &member, &id).await.silent_since;
            let is_told = tries >= CONNECTOR_SILENT_TRIES;
            assert_eq!(since, first.filter(|_| is_told), "after {tries} tries");
            assert_eq!(told(&world, &member, &id).await, usize::from(is_told), "it is told once");
        }
        // The other one is away when its turn comes, and its tries are counted from there.
        setting.away("fixed", false).await;
        setting.away("idle", true).await;
        setting.ask_again(&world).await;
        assert_eq!(seen(&world, &member, &id).await.silent_since, None, "any answer ends it");
        while seen(&world, &member, &id).await.state != State::Crediting {
            setting.ask_again(&world).await;
        }
        assert_eq!(seen(&world, &member, &id).await.silent_since, None);
        let before = told(&world, &member, &id).await;
        for _ in 0..=CONNECTOR_SILENT_TRIES {
            setting.ask_again(&world).await;
        }
        let since = seen(&world, &member, &id).await.silent_since;
        assert!(since > first && since < Some(world.clock.now()), "{since:?}");
        assert_eq!(told(&world, &member, &id).await, before + 1);
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
        setting.away("idle", false).await;
        setting.ask_again(&world).await;
        let again = seen(&world, &member, &id).await;
        assert_eq!((again.state, again.silent_since), (State::Crediting, None), "it has answered that it will");
        assert_eq!(told(&world, &member, &id).await, before + 2, "the end of it is told");
        for _ in 0..90 {
            setting.ask_again(&world).await;
        }
        let over = world.store.transfer(&member, &id).await.unwrap();
        assert_eq!((over.state, over.silent_since), (State::Credited, None));
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
        for store in setting.stores {
            store.close().await;
        }
    });
}
