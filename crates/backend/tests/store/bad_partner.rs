//! A partner in this process, whose ledger is that of the simulation.

use crate::partners::{MINUTE_MS, OPENING};
use crate::support::{points, transfer_id};
use contract::connector::{Balance, BalanceLot, Entries, Entry, EntryKind, Operation, OperationState, Order, Step};
use gom_backend::clock::{Clock, TestClock};
use gom_backend::connector::{Answer, Answering, Connector};
use partner_sim::{Book, Callbacks, Deed, Faults};
use std::sync::{Arc, Mutex};

/// A partner in this process, with the ledger and the faults of the simulation.
pub struct BadPartner {
    pub book: Mutex<Book>,
    faults: Mutex<Faults>,
    callbacks: Mutex<Callbacks>,
    clock: Arc<TestClock>,
    pub away: Mutex<bool>,
    /// It has lost its list of members.
    pub knows_nobody: Mutex<bool>,
    /// What it tells of the ends of a balance.
    pub lots: Mutex<Option<Vec<BalanceLot>>>,
    /// How many entries of its list it tells at a time.
    pub at_once: Mutex<usize>,
    /// What it tells of what happened, instead of its list.
    pub told: Mutex<Option<Result<Vec<Entry>, String>>>,
}

impl BadPartner {
    pub fn new(clock: &Arc<TestClock>, faults: &str) -> Arc<BadPartner> {
        let (book, faults) = (Mutex::new(Book::new(OPENING)), Mutex::new(Faults::parse(faults).unwrap()));
        let (callbacks, clock) = (Mutex::default(), clock.clone());
        Arc::new(BadPartner {
            book,
            faults,
            callbacks,
            clock,
            away: Mutex::new(false),
            knows_nobody: Mutex::new(false),
            lots: Mutex::default(),
            at_once: Mutex::new(2),
            told: Mutex::default(),
        })
    }

    /// What a member earns or spends there.
    pub fn happen(&self, kind: EntryKind, number: &str, amount: u64, text: &str) {
        let deed = Deed { number: number.to_owned(), points: points(amount), text: text.to_owned() };
        let (id, now) = (transfer_id().0, self.clock.now());
        self.book.lock().unwrap().happen(&id, kind, &deed, now).unwrap().unwrap();
    }

    /// Points that a member gets, or loses, by an order that is nobody's here.
    pub fn change(&self, step: Step, number: &str, amount: u64) {
        let (order, id) =
            (Order { number: number.to_owned(), points: points(amount), not_after: None }, transfer_id().0);
        let operation = self.book.lock().unwrap().order(step, &id, &order, self.clock.now(), 0).unwrap().unwrap();
        assert_eq!(operation.state, OperationState::Done);
    }

    /// What a membership holds, and where in its list that is.
    pub fn holds(&self, number: &str) -> (u64, String) {
        let book = self.book.lock().unwrap();
        (book.balance(number), book.cursor(number))
    }

    fn take(&self, id: &str, step: Step, order: &Order) -> Answer {
        let (mut book, mut faults, now) = (self.book.lock().unwrap(), self.faults.lock().unwrap(), self.clock.now());
        let rates = faults.clone();
        if *self.away.lock().unwrap() || faults.happens(rates.error) {
            return Answer::None("an error".to_owned());
        }
        let after_ms = faults.number(4) as i64 * 25 * MINUTE_MS;
        let operation = book.order(step, id, order, now, after_ms).unwrap().unwrap();
        if step != Step::Return && faults.happens(rates.refuse) {
            book.refuse(step, id, "not today", now).unwrap();
        }
        let operation = book.ask(step, id, now).unwrap_or(operation);
        if faults.happens(rates.lose) { Answer::None("no answer".to_owned()) } else { operation.into() }
    }

    pub fn became(&self, id: &str, step: Step) -> Option<OperationState> {
        self.book.lock().unwrap().ask(step, id, self.clock.now()).map(|operation| operation.state)
    }

    /// What is decided by now, some of it twice, some never, some late, some in the wrong order.
    pub fn tell(&self) -> Vec<Operation> {
        let decided = self.book.lock().unwrap().decide_due(self.clock.now()).unwrap();
        let (mut faults, mut callbacks) = (self.faults.lock().unwrap(), self.callbacks.lock().unwrap());
        callbacks.told(&mut faults, decided, self.clock.now())
    }
}

impl Connector for BadPartner {
    fn order<'a>(&'a self, id: &'a str, step: Step, order: &'a Order) -> Answering<'a, Answer> {
        Box::pin(async move { self.take(id, step, order) })
    }

    fn ask<'a>(&'a self, id: &'a str, step: Step) -> Answering<'a, Answer> {
        Box::pin(async move {
            if *self.away.lock().unwrap() {
                return Answer::None("away".to_owned());
            }
            let found = self.book.lock().unwrap().ask(step, id, self.clock.now());
            found.map_or(Answer::NotKnown, Answer::from)
        })
    }

    fn balance<'a>(&'a self, number: &'a str) -> Answering<'a, Result<Option<Balance>, String>> {
        Box::pin(async move {
            if *self.away.lock().unwrap() {
                return Err("away".to_owned());
            }
            if *self.knows_nobody.lock().unwrap() {
                return Ok(None);
            }
            let (book, lots, as_of) = (self.book.lock().unwrap(), self.lots.lock().unwrap().clone(), self.clock.now());
            let (points, cursor) = (points(book.balance(number)), Some(book.cursor(number)));
            Ok(Some(Balance { number: number.to_owned(), points, as_of, lots, cursor }))
        })
    }

    fn activity<'a>(
        &'a self,
        number: &'a str,
        after: &'a str,
        until: &'a str,
    ) -> Answering<'a, Result<Entries, String>> {
        Box::pin(async move {
            match self.told.lock().unwrap().clone() {
                Some(told) => told.map(|entries| Entries { entries, next: None }),
                None => {
                    let at_once = *self.at_once.lock().unwrap();
                    let told = self.book.lock().unwrap().activity(number, after, until, at_once);
                    told.ok_or_else(|| format!("nothing is between {after} and {until}"))
                }
            }
        })
    }

    fn signed_at(&self, _: &str, _: &[u8]) -> Option<i64> {
        None
    }
}
