//! The plain oracle: the rules once more, without a database, in the simplest words.

use points::transfer::{Event, State};
use points::{Date, Timestamp};
use std::collections::BTreeMap;

pub const DAY_MS: i64 = 86_400_000;
/// The programs of the small seed: `fixed`, `idle`, `year`, `never`.
pub const PROGRAMS: usize = 4;
/// How far their zones are from UTC.
const OFFSET_MS: [i64; PROGRAMS] = [7 * 3_600_000, 4 * 3_600_000, 9 * 3_600_000, 7 * 3_600_000];
/// The buckets of a program, beside the three of an account.
pub type Buckets = BTreeMap<&'static str, i64>;

#[derive(Clone, Debug, Default)]
pub struct OracleLot {
    pub id: usize,
    pub earned: i64,
    pub expires: Option<i64>,
    pub release: i64,
    pub available: i64,
    pub pending: i64,
    pub held: i64,
}

#[derive(Clone, Debug, Default)]
pub struct OracleAccount {
    pub lots: Vec<OracleLot>,
    pub buckets: Buckets,
}

#[derive(Clone, Debug)]
pub struct OracleTransfer {
    pub state: State,
    pub debited: bool,
    pub ends: (usize, usize),
    pub parts: (i64, i64),
    pub takes: Vec<(usize, i64)>,
    pub due: Option<i64>,
    pub left_at: Option<i64>,
}

#[derive(Clone, Debug, Default)]
pub struct Oracle {
    pub now: i64,
    pub accounts: [OracleAccount; PROGRAMS],
    pub transfers: Vec<OracleTransfer>,
}

impl Oracle {
    /// When points of a program end that are earned now.
    pub fn expiry(&self, program: usize) -> Option<i64> {
        let day = Timestamp::from_ms(self.now + OFFSET_MS[program]).utc_date();
        let end = match program {
            0 | 1 => day.plus_months(1),
            2 => Date::new(day.ymd().0 + 1, 1, 1).unwrap(),
            _ => return None,
        };
        Some(end.days() * DAY_MS - OFFSET_MS[program])
    }

    /// Books what time decided on one account.
    pub fn settle(&mut self, program: usize) {
        let (now, account) = (self.now, &mut self.accounts[program]);
        for lot in &mut account.lots {
            if lot.release <= now {
                lot.available += std::mem::take(&mut lot.pending);
            }
            if lot.expires.is_some_and(|end| end <= now) {
                *account.buckets.entry("expired").or_default() += std::mem::take(&mut lot.available);
            }
        }
    }

    /// An activity that moves the end of all lots of `idle`.
    fn keep_alive(&mut self, program: usize) {
        let end = self.expiry(program);
        for lot in self.accounts[program].lots.iter_mut().filter(|_| program == 1) {
            lot.expires = lot.expires.max(end);
        }
    }

    fn add(&mut self, program: usize, bucket: &'static str, amount: i64, pending_until: Option<i64>) {
        let (earned, expires) = (self.now, self.expiry(program));
        let account = &mut self.accounts[program];
        let (available, pending) = if pending_until.is_some() { (0, amount) } else { (amount, 0) };
        let release = pending_until.unwrap_or(earned);
        let lot = OracleLot { id: account.lots.len(), earned, expires, release, available, pending, held: 0 };
        account.lots.push(lot);
        *account.buckets.entry(bucket).or_default() -= amount;
    }

    pub fn earn(&mut self, program: usize, amount: i64, pending_until: Option<i64>) {
        self.settle(program);
        self.keep_alive(program);
        self.add(program, "issued", amount, pending_until);
    }

    pub fn correct_up(&mut self, program: usize, amount: i64) {
        self.settle(program);
        self.add(program, "adjusted", amount, None);
    }

    /// Takes points for good; refused with what there is.
    pub fn spend(&mut self, program: usize, amount: i64, bucket: &'static str) -> Result<(), i64> {
        for (lot, part) in self.choose(program, amount)? {
            self.accounts[program].lots[lot].available -= part;
        }
        *self.accounts[program].buckets.entry(bucket).or_default() += amount;
        Ok(())
    }

    /// Which lots give the amount: earliest expiry, earliest earned, lowest id; without expiry last.
    fn choose(&mut self, program: usize, amount: i64) -> Result<Vec<(usize, i64)>, i64> {
        self.settle(program);
        let mut lots = self.accounts[program].lots.clone();
        lots.retain(|lot| lot.available > 0);
        lots.sort_by_key(|lot| (lot.expires.unwrap_or(i64::MAX), lot.earned, lot.id));
        let (mut left, mut takes) = (amount, Vec::new());
        for lot in lots {
            let part = left.min(lot.available);
            left -= part;
            takes.extend((part > 0).then_some((lot.id, part)));
        }
        if left == 0 { Ok(takes) } else { Err(amount - left) }
    }

    pub fn accept(&mut self, ends: (usize, usize), amount: i64, parts: (i64, i64), window: i64) -> Result<(), i64> {
        let takes = self.choose(ends.0, amount)?;
        for (lot, part) in &takes {
            let lot = &mut self.accounts[ends.0].lots[*lot];
            (lot.available, lot.held) = (lot.available - part, lot.held + part);
        }
        let due = Some(self.now + window);
        self.transfers.push(OracleTransfer {
            state: State::Waiting,
            debited: false,
            ends,
            parts,
            takes,
            due,
            left_at: None,
        });
        Ok(())
    }

    /// Applies an event; answers whether it was possible.
    pub fn event(&mut self, index: usize, event: Event) -> bool {
        let transfer = self.transfers[index].clone();
        let next = match (transfer.state, event) {
            (State::Waiting, Event::Cancel) => State::Cancelled,
            (State::Waiting, Event::Claim) => State::Debiting,
            (State::Debiting, Event::DebitDone) => State::Debited,
            (State::Debiting, Event::DebitRefused) => State::Refused,
            (State::Debited, Event::CreditSent) => State::Crediting,
            (State::Crediting | State::Unresolved, Event::CreditDone) => State::Credited,
            (State::Crediting | State::Unresolved, Event::CreditRefused) => State::Refused,
            (State::Crediting, Event::NoAnswer) => State::Unresolved,
            (State::Refused, Event::ReturnDone) if transfer.debited => State::Returned,
            _ => return false,
        };
        let (from, to) = transfer.ends;
        let amount: i64 = transfer.takes.iter().map(|(_, part)| part).sum();
        match event {
            Event::Cancel | Event::DebitRefused => self.give_back(from, &transfer.takes, true),
            Event::ReturnDone => {
                self.give_back(from, &transfer.takes, false);
                *self.accounts[from].buckets.entry("exchange_out").or_default() -= amount;
            }
            Event::DebitDone => {
                self.settle(from);
                for (lot, part) in &transfer.takes {
                    self.accounts[from].lots[*lot].held -= part;
                }
                *self.accounts[from].buckets.entry("exchange_out").or_default() += amount;
                self.keep_alive(from);
            }
            Event::CreditDone => {
                self.settle(to);
                self.keep_alive(to);
                for part in [transfer.parts.0, transfer.parts.1].into_iter().filter(|part| *part > 0) {
                    self.add(to, "exchange_in", part, None);
                }
            }
            _ => {}
        }
        let left_at = if event == Event::Claim { Some(self.now) } else { transfer.left_at };
        let debited = transfer.debited || event == Event::DebitDone;
        self.transfers[index] = OracleTransfer { state: next, debited, left_at, ..transfer };
        self.transfers[index].due = self.next_event(index).map(|_| self.now);
        true
    }

    /// The same lots, which live seven more days, and to the end of the last of them, where they lapsed.
    fn give_back(&mut self, program: usize, takes: &[(usize, i64)], was_held: bool) {
        self.settle(program);
        let in_seven_days = self.now + 7 * DAY_MS + OFFSET_MS[program];
        let grace = in_seven_days + (-in_seven_days).rem_euclid(DAY_MS) - OFFSET_MS[program];
        for (lot, part) in takes {
            let lot = &mut self.accounts[program].lots[*lot];
            lot.held -= if was_held { *part } else { 0 };
            lot.available += part;
            lot.expires = lot.expires.map(|end| if end <= self.now { grace } else { end });
        }
    }

    fn next_event(&self, index: usize) -> Option<Event> {
        let transfer = &self.transfers[index];
        match transfer.state {
            State::Waiting => Some(Event::Claim),
            State::Debiting => Some(Event::DebitDone),
            State::Debited => Some(Event::CreditSent),
            State::Crediting => Some(Event::CreditDone),
            State::Refused if transfer.debited => Some(Event::ReturnDone),
            _ => None,
        }
    }

    /// One pass of the jobs: time's decisions first, then every transfer that is due goes on to its end.
    pub fn tick(&mut self) {
        (0..PROGRAMS).for_each(|program| self.settle(program));
        let mut due: Vec<usize> = (0..self.transfers.len()).collect();
        due.retain(|index| self.transfers[*index].due.is_some_and(|at| at <= self.now));
        due.sort_by_key(|index| (self.transfers[*index].due, *index));
        for index in due {
            while let Some(event) = self.next_event(index) {
                self.event(index, event);
            }
        }
    }
}
