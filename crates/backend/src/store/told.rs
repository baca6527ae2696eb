//! A balance that a partner told, booked: as what happened there, one by one, if that is the difference; else as a correction with the
//! partner as its source.

use super::book::{Account, Earned, Spent, Told};
use super::movements::{Ends, moves};
use super::postings::{About, Bucket};
use super::tx::TxError;
use super::{Book, ProgramInfo};
use contract::ActivityKind;
use contract::connector::{Balance, BalanceLot, Entry, EntryKind};
use contract::limits::CONNECTOR_END_DAYS_MOST;
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
        let most = MAX_POINTS.cast_signed() - ours.row.pending - ours.row.held;
        match leading(told, (ours.row.available, there), most) {
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
        match (entry.kind, entry.incoming) {
            (EntryKind::Earn, true) => {
                let since = lives_since(info, entry.at, at);
                self.earn_since(account, Earned { amount, at, release_at: None, text }, since)
            }
            (EntryKind::Redeem, false) => {
                self.redeem_since(account, Spent { amount, at, text, reward: None }, entry.at.min(at))
            }
            (EntryKind::Expire, false) => self.end(account, amount, text),
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

/// The entries that lead from one balance to another: all that no order of ours caused, or, where what ended there has ended here
/// already, those without it. None if there would be less than nothing or more than can be on the way.
fn leading(told: &[Entry], (from, to): (i64, i64), most: i64) -> Option<Vec<&Entry>> {
    let not_ours = || told.iter().filter(|entry| entry.order.is_none());
    let ended = |entry: &&Entry| entry.kind == EntryKind::Expire && !entry.incoming;
    let step = |held: i64, entry: &&Entry| {
        let points = entry.points.as_i64();
        Some(if entry.incoming { held + points } else { held - points }).filter(|held| (0..=most).contains(held))
    };
    let all = [not_ours().collect::<Vec<_>>(), not_ours().filter(|entry| !ended(entry)).collect()];
    all.into_iter().find(|entries| entries.iter().try_fold(from, step) == Some(to))
}

/// From when the program's rule counts for what is there now: a clock that is ahead counts as ours, and what would have ended by the
/// rule has not ended by the partner's.
fn lives_since(info: &ProgramInfo, at: Timestamp, now: Timestamp) -> Timestamp {
    let at = at.min(now);
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
