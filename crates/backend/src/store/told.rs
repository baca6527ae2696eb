//! A balance that a partner told, booked: as what happened there, one by one, if that is the difference; else as a correction with the
//! partner as its source.

use super::book::{Account, Earned, Spent, Told};
use super::movements::{Ends, moves};
use super::postings::{About, Bucket};
use super::tx::TxError;
use super::{Book, ProgramInfo};
use contract::ActivityKind;
use contract::connector::{Balance, BalanceLot, Entry, EntryKind};
use contract::limits::{CONNECTOR_END_DAYS_MOST, CONNECTOR_ENTRIES_POINTS, CONNECTOR_OPEN_LOTS};
use points::amount::MAX_POINTS;
use points::{Points, Timestamp};

impl Book {
    /// Makes an account what its partner says that it holds. What the partner told of the way there is booked if it leads there exactly,
    /// else nothing of it; what ends at another time than the partner says is corrected after that.
    pub(super) fn agree(&mut self, account: &str, balance: &Balance, told: &[Entry]) -> Result<(), TxError> {
        let (now, reference) = (self.now, self.reference.clone());
        let ours: &Account = self.account(account)?;
        let info = Book::info(&reference, ours)?;
        let name = &info.program.name;
        let there = match &balance.lots {
            Some(lots) => ours.row.available + differences(info, ours, lots, now).values().sum::<i64>(),
            None => balance.points.as_i64(),
        };
        let way = Way {
            from: ours.row.available,
            to: there,
            most: MAX_POINTS.cast_signed() - ours.row.pending - ours.row.held,
            open_lots: ours.lots.values().filter(|lot| lot.row.available + lot.row.pending + lot.row.held > 0).count(),
        };
        match way.leading(told) {
            Some(entries) => entries.into_iter().try_for_each(|entry| self.happened(account, entry, info))?,
            None if told.is_empty() => {}
            None => tracing::info!(account, "what a partner told is not what its balance differs by"),
        }
        let ours = self.account(account)?;
        if let Some(lots) = &balance.lots {
            let over = differences(info, ours, lots, now);
            return self.shift(account, &over, name);
        }
        match there - ours.row.available {
            0 => Ok(()),
            more if more > 0 => self.add(account, Points::try_from(more)?, name),
            less => self.take_off(account, Points::try_from(-less)?, name),
        }
    }

    /// Books one entry of a partner. Kinds that do not fit the direction are corrections in the partner's words: earning that was taken
    /// back, say.
    fn happened(&mut self, account: &str, entry: &Entry, info: &ProgramInfo) -> Result<(), TxError> {
        let (at, amount) = (self.now, entry.points);
        let text = if entry.text.is_empty() { &info.program.name } else { &entry.text };
        let active_at = entry.at.min(at);
        match (entry.kind, entry.incoming) {
            (EntryKind::Earn, true) => {
                self.keep_alive(account, "earn", active_at)?;
                let since = lives_since(info, active_at, at);
                self.earn_since(account, Earned { amount, at, release_at: None, text }, since)
            }
            (EntryKind::Redeem, false) => {
                self.redeem_since(account, Spent { amount, at, text, reward: None }, active_at)
            }
            (EntryKind::Expire, false) => self.end(account, amount, text),
            (EntryKind::Transfer, true) => {
                self.keep_alive(account, "transfer", active_at)?;
                self.add(account, amount, text)
            }
            (EntryKind::Transfer, false) => {
                self.take_off(account, amount, text)?;
                self.keep_alive(account, "transfer", active_at)
            }
            (_, true) => self.add(account, amount, text),
            (_, false) => self.take_off(account, amount, text),
        }
    }

    /// expire: available → expired, of what ends first, because the partner ended it.
    fn end(&mut self, account: &str, amount: Points, text: &str) -> Result<(), TxError> {
        let at = self.now;
        let takes = self.choose(account, amount, at)?;
        let about = About { kind: "expire", at, transfer: None, reason: text };
        self.enter(account, about, &moves(&takes, Bucket::Available, Bucket::Expired))?;
        self.tell(account, Told::plain(ActivityKind::Expire, at, amount, false, text))
    }
}

/// From one balance to another.
struct Way {
    from: i64,
    to: i64,
    /// What can be there on the way.
    most: i64,
    /// Lots that have points at its start.
    open_lots: usize,
}

impl Way {
    /// The entries that lead there: all that no order of ours caused, without the first of those that end points, as many as have ended
    /// here already.
    fn leading<'a>(&self, told: &'a [Entry]) -> Option<Vec<&'a Entry>> {
        let not_ours: Vec<&Entry> = told.iter().filter(|entry| entry.order.is_none()).collect();
        let ended = |entry: &Entry| entry.kind == EntryKind::Expire && !entry.incoming;
        let without_first = |count: usize| {
            let mut left_out = 0;
            let is_booked = |entry: &&Entry| {
                let is_left_out = ended(entry) && left_out < count;
                left_out += usize::from(is_left_out);
                !is_left_out
            };
            not_ours.iter().copied().filter(is_booked).collect()
        };
        let most = not_ours.iter().filter(|entry| ended(entry)).count();
        (0..=most).map(without_first).find(|entries: &Vec<&Entry>| self.is_led(entries))
    }

    /// Whether they lead there exactly, with never less than nothing or more than can be on the way, and are not too much for a ledger.
    fn is_led(&self, entries: &[&Entry]) -> bool {
        let step = |held: i64, entry: &&Entry| {
            let points = entry.points.as_i64();
            let held = if entry.incoming { held + points } else { held - points };
            (0..=self.most).contains(&held).then_some(held)
        };
        let moved: u128 = entries.iter().map(|entry| u128::from(entry.points.get())).sum();
        let incoming = entries.iter().filter(|entry| entry.incoming).count();
        let is_too_much = incoming > 0 && self.open_lots + incoming > CONNECTOR_OPEN_LOTS;
        moved <= CONNECTOR_ENTRIES_POINTS.into()
            && !is_too_much
            && entries.iter().try_fold(self.from, step) == Some(self.to)
    }
}

/// From when the program's rule counts for points that are there now: what would have ended by the rule has not ended by the partner's.
fn lives_since(info: &ProgramInfo, at: Timestamp, now: Timestamp) -> Timestamp {
    if info.expiry(at).is_some_and(|end| end <= now) { now } else { at }
}

/// By how much a partner has more of each end than this ledger, or less. What ends after the last day that can be written never ends.
fn differences(info: &ProgramInfo, ours: &Account, theirs: &[BalanceLot], now: Timestamp) -> Ends {
    let last = now.plus_days(CONNECTOR_END_DAYS_MOST);
    let mut over = Ends::new();
    for lot in theirs {
        let end = lot.expires_at.filter(|end| *end < last).map(|end| info.midnight_from(end).ms());
        // Over since it was read.
        if end.is_some_and(|end| end <= now.ms()) {
            continue;
        }
        *over.entry(end).or_default() += lot.amount.as_i64();
    }
    for lot in ours.lots.values() {
        *over.entry(lot.row.expires_at).or_default() -= lot.row.available;
    }
    over.retain(|_, over| *over != 0);
    over
}
