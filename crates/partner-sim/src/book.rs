//! The ledger of one program: what memberships hold, and what became of every order. A journal on disk, one line for each change,
//! written through before anybody hears of it; a start reads it again.

use crate::happened::Deed;
use contract::connector::{Entry, EntryKind, Operation, OperationState, Order, Step};
use contract::points::{Points, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

/// An order came again with the same id and other contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch;

/// The ledger.
#[derive(Debug, Default)]
pub struct Book {
    opening: u64,
    pub(crate) accounts: BTreeMap<String, u64>,
    /// What changed the balance of each membership, oldest first.
    pub(crate) lists: BTreeMap<String, Vec<Entry>>,
    /// What was earned and spent without Gom, by id.
    pub(crate) deeds: BTreeMap<String, (EntryKind, Deed)>,
    orders: BTreeMap<(Step, String), Taken>,
    journal: Option<File>,
}

#[derive(Clone, Debug)]
struct Taken {
    order: Order,
    decides_at: i64,
    outcome: Option<Operation>,
}

impl Taken {
    fn is_due(&self, now: Timestamp) -> bool {
        self.outcome.is_none() && self.decides_at <= now.ms()
    }
}

/// A line of the journal. Files of before there were deeds are read as they are.
#[derive(Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(crate) enum Line {
    Taken { id: String, step: Step, order: Order, at: Timestamp, decides_at: Timestamp },
    Decided(Operation),
    Happened { id: String, kind: EntryKind, deed: Deed, at: Timestamp },
}

impl Book {
    /// A ledger that is nowhere on disk, whose memberships begin with `opening` points when they are seen first.
    pub fn new(opening: u64) -> Book {
        Book { opening, ..Book::default() }
    }

    /// The ledger of a journal, which is made if it is not there. Half a line at its end was never told to anybody and is cut off.
    pub fn open(path: &Path, opening: u64) -> io::Result<Book> {
        let mut journal = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        let mut text = String::new();
        journal.read_to_string(&mut text)?;
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let mut book = Book::new(opening);
        for line in text[..whole].lines() {
            book.apply(serde_json::from_str(line)?);
        }
        journal.set_len(whole as u64)?;
        book.journal = Some(journal);
        Ok(book)
    }

    /// What a membership can spend.
    pub fn balance(&self, number: &str) -> u64 {
        self.accounts.get(number).copied().unwrap_or(self.opening)
    }

    /// Takes an order, which is decided `after_ms` later; the same order again only says what became of it.
    pub fn order(
        &mut self,
        step: Step,
        id: &str,
        order: &Order,
        now: Timestamp,
        after_ms: i64,
    ) -> io::Result<Result<Operation, Mismatch>> {
        match self.orders.get(&(step, id.to_owned())) {
            Some(taken) if taken.order != *order => return Ok(Err(Mismatch)),
            Some(_) => {}
            None => {
                let (id, order, decides_at) = (id.to_owned(), order.clone(), now.plus_ms(after_ms));
                self.write(Line::Taken { id, step, order, at: now, decides_at })?;
            }
        }
        if self.orders.get(&(step, id.to_owned())).is_some_and(|taken| taken.is_due(now)) {
            self.decide(step, id, now)?;
        }
        Ok(self.ask(step, id, now).ok_or(Mismatch))
    }

    /// What became of an order; `None` for an id that was never seen.
    pub fn ask(&self, step: Step, id: &str, now: Timestamp) -> Option<Operation> {
        let taken = self.orders.get(&(step, id.to_owned()))?;
        let pending = Operation { id: id.to_owned(), step, state: OperationState::Pending, reason: None, at: now };
        Some(taken.outcome.clone().unwrap_or(pending))
    }

    /// Decides what is due and answers the decisions.
    pub fn decide_due(&mut self, now: Timestamp) -> io::Result<Vec<Operation>> {
        let due = self.orders.iter().filter(|(_, taken)| taken.is_due(now));
        let due: Vec<(Step, String)> = due.map(|(key, _)| key.clone()).collect();
        due.into_iter().map(|(step, id)| self.decide(step, &id, now)).collect()
    }

    fn decide(&mut self, step: Step, id: &str, now: Timestamp) -> io::Result<Operation> {
        let refusal = self.refusal(step, id, now);
        let state = if refusal.is_none() { OperationState::Done } else { OperationState::Refused };
        let decision = Operation { id: id.to_owned(), step, state, reason: refusal.map(str::to_owned), at: now };
        self.write(Line::Decided(decision.clone()))?;
        Ok(decision)
    }

    /// Refuses an order that is not decided yet, as a program may for reasons of its own.
    pub fn refuse(&mut self, step: Step, id: &str, reason: &str, now: Timestamp) -> io::Result<()> {
        if self.orders.get(&(step, id.to_owned())).is_some_and(|taken| taken.outcome.is_none()) {
            let (state, reason) = (OperationState::Refused, Some(reason.to_owned()));
            self.write(Line::Decided(Operation { id: id.to_owned(), step, state, reason, at: now }))?;
        }
        Ok(())
    }

    fn refusal(&self, step: Step, id: &str, now: Timestamp) -> Option<&'static str> {
        let taken = self.orders.get(&(step, id.to_owned()))?;
        if taken.order.not_after.is_some_and(|end| now >= end) {
            return Some("too late");
        }
        let (held, points) = (self.balance(&taken.order.number), taken.order.points.get());
        match step {
            Step::Debit => (held < points).then_some("not enough points"),
            Step::Credit => Points::new(held + points).is_err().then_some("more points than a membership can hold"),
            Step::Return => {
                let debit = self.ask(Step::Debit, id, now).map(|debit| debit.state);
                (debit != Some(OperationState::Done)).then_some("no such debit")
            }
        }
    }

    pub(crate) fn write(&mut self, line: Line) -> io::Result<()> {
        if let Some(journal) = &mut self.journal {
            let mut text = serde_json::to_vec(&line)?;
            text.push(b'\n');
            journal.write_all(&text)?;
            journal.sync_data()?;
        }
        self.apply(line);
        Ok(())
    }

    fn apply(&mut self, line: Line) {
        match line {
            Line::Taken { id, step, order, decides_at, .. } => {
                self.orders.insert((step, id), Taken { order, decides_at: decides_at.ms(), outcome: None });
            }
            Line::Decided(decision) => {
                let Some(taken) = self.orders.get_mut(&(decision.step, decision.id.clone())) else { return };
                taken.outcome = Some(decision.clone());
                if decision.state == OperationState::Done {
                    let Order { number, points, .. } = taken.order.clone();
                    let held = self.accounts.entry(number.clone()).or_insert(self.opening);
                    *held = if decision.step == Step::Debit { *held - points.get() } else { *held + points.get() };
                    self.list_order(&number, points, &decision);
                }
            }
            Line::Happened { id, kind, deed, at } => self.apply_deed(id, kind, deed, at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(points: u64, not_after: Option<i64>) -> Order {
        let not_after = not_after.map(Timestamp::from_ms);
        Order { number: "9123".into(), points: Points::new(points).unwrap(), not_after }
    }

    fn state(book: &mut Book, step: Step, id: &str, order: &Order, now: i64) -> OperationState {
        book.order(step, id, order, Timestamp::from_ms(now), 0).unwrap().unwrap().state
    }

    #[test]
    fn an_order_has_its_effect_once_and_survives_a_crash() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lotusmiles.jsonl");
        let mut book = Book::open(&path, 1_000).unwrap();
        for _ in 0..3 {
            assert_eq!(state(&mut book, Step::Debit, "a", &order(300, None), 1), OperationState::Done);
        }
        assert_eq!(book.balance("9123"), 700);
        let other = book.order(Step::Debit, "a", &order(301, None), Timestamp::from_ms(2), 0).unwrap();
        assert_eq!(other, Err(Mismatch));
        let later = book.order(Step::Credit, "b", &order(50, None), Timestamp::from_ms(2), 10).unwrap();
        assert_eq!(later.unwrap().state, OperationState::Pending);
        drop(book);
        // The machine died in the middle of a line.
        std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"what\":\"deci").unwrap();
        let mut book = Book::open(&path, 1_000).unwrap();
        assert_eq!(book.balance("9123"), 700);
        assert_eq!(book.decide_due(Timestamp::from_ms(12)).unwrap().len(), 1);
        assert_eq!(book.balance("9123"), 750);
        drop(book);
        assert_eq!(Book::open(&path, 1_000).unwrap().balance("9123"), 750);
    }

    #[test]
    fn what_cannot_be_is_refused_for_good() {
        let mut book = Book::new(100);
        assert_eq!(state(&mut book, Step::Debit, "a", &order(101, None), 1), OperationState::Refused);
        assert_eq!(state(&mut book, Step::Return, "a", &order(101, None), 1), OperationState::Refused);
        assert_eq!(state(&mut book, Step::Credit, "b", &order(1, Some(5)), 5), OperationState::Refused);
        assert_eq!(state(&mut book, Step::Debit, "c", &order(60, Some(5)), 4), OperationState::Done);
        assert_eq!(state(&mut book, Step::Return, "c", &order(60, None), 9), OperationState::Done);
        assert_eq!(book.balance("9123"), 100);
        assert_eq!(book.ask(Step::Debit, "never", Timestamp::from_ms(1)), None);
    }
}
