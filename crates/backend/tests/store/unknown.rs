//! Nothing is guessed about partners: what only they know is asked for until they say it.

use crate::oracle::DAY_MS;
use crate::partners::{MINUTE_MS, OPENING, Setting, setting};
use crate::support::{World, check_on_both, small_member};
use contract::limits::CONNECTOR_ENDED_HOURS;
use gom_backend::{audit, jobs, outbox};
use points::Timestamp;
use points::transfer::State;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

/// When points end is for the partner to say; what was reckoned here is put right by its balance.
#[test]
fn points_that_ended_by_our_reckoning_are_compared_with_what_the_partner_has() {
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let Setting { stores: [store, _], connectors, .. } = setting(&world, "").await;
        let available = async |place: usize| {
            let wallet = store.wallet(&member).await.unwrap();
            wallet.memberships.iter().find(|m| m.id == at[place]).unwrap().balance.available.get()
        };
        world.clock.advance_ms(60 * DAY_MS);
        jobs::tick(&store).await.unwrap();
        assert_eq!((available(0).await, available(2).await), (0, 0));
        // It has its time to end them too, whoever looks meanwhile.
        for _ in 0..4 {
            world.clock.advance_ms(CONNECTOR_ENDED_HOURS * 60 * MINUTE_MS / 4 - MINUTE_MS);
            store.read_soon(&member).await.unwrap();
            outbox::pass(&store, &connectors).await.unwrap();
            assert_eq!(available(0).await, 0);
        }
        world.clock.advance_ms(3 * MINUTE_MS);
        world.clock.advance_ms(MINUTE_MS);
        outbox::pass(&store, &connectors).await.unwrap();
        assert_eq!((available(0).await, available(2).await), (OPENING, 0), "only connected programs are asked");
        assert_eq!(audit::run(&store).await.unwrap().findings, []);
    });
}

/// What this process logs about unresolved transfers.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Log {
    fn start() -> Log {
        let log = Log::default();
        let writer = log.clone();
        tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).init();
        log
    }

    fn lines_with(&self, words: &[&str]) -> usize {
        self.0.lock().unwrap().lines().filter(|line| words.iter().all(|word| line.contains(word))).count()
    }
}

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        if text.contains("unresolved") {
            self.0.lock().unwrap().push_str(&text);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An order that a partner never heard of comes back once it cannot be executed any more, and not before.
#[test]
fn nothing_is_decided_by_guess() {
    let log = &Log::start();
    check_on_both(|world| async move {
        let (member, at) = small_member(&world, 100).await;
        let setting = setting(&world, "").await;
        let (store, target) = (&setting.stores[0], &setting.partners["idle"]);
        let hasty = World { store: store.clone(), ..world.again() };
        let transfer = crate::support::transfer(&hasty, &member, (&at[0], &at[1]), 10).await;
        *target.away.lock().unwrap() = true;
        let state = async |at: Timestamp| {
            world.clock.set(at);
            jobs::tick(store).await.unwrap();
            outbox::pass(store, &setting.connectors).await.unwrap();
            jobs::tick(store).await.unwrap();
            world.store.transfer(&member, &transfer.id).await.unwrap().state
        };
        // The debit may take the partner a while.
        let mut now = transfer.accepted_at;
        while state(now).await != State::Crediting {
            now = now.plus_ms(MINUTE_MS);
        }
        let end = world.store.transfer(&member, &transfer.id).await.unwrap().latest_by.unwrap();
        assert!(now < end);
        assert_eq!(state(end.plus_ms(-1)).await, State::Crediting, "there is time left");
        assert_eq!(state(end.plus_ms(MINUTE_MS)).await, State::Unresolved, "nobody knows");
        assert_eq!(state(end.plus_ms(400 * MINUTE_MS)).await, State::Unresolved, "and nobody guesses");
        let id = world.store.server_id(&member, &transfer.id).await.unwrap();
        assert_eq!(log.lines_with(&[&id, "is unresolved"]), 1, "the operator reads it once");
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
        *target.away.lock().unwrap() = false;
        // It never heard of the order, and must refuse it by now: the points come back.
        assert_eq!(state(end.plus_ms(402 * MINUTE_MS)).await, State::Refused);
        state(end.plus_ms(600 * MINUTE_MS)).await;
        assert_eq!(state(end.plus_ms(700 * MINUTE_MS)).await, State::Returned);
        assert_eq!(audit::run(&world.store).await.unwrap().findings, []);
    });
}
