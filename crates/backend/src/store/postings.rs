//! Entries of the journal: which buckets there are, and how an entry changes balances.
//!
//! Balances and lots change nowhere else: what is stored is always the sum of what was posted.

use super::book::{Account, Book, LotState};
use super::entity::{entry, lot, posting};
use super::tx::TxError;
use contract::Owner;
use points::amount::MAX_POINTS;
use points::{Points, Timestamp};

/// Where points can be. The first three belong to a lot of an account, the others to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bucket {
    Available,
    Pending,
    Held,
    Issued,
    ExchangeOut,
    ExchangeIn,
    Redeemed,
    Expired,
    Adjusted,
}

impl Bucket {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Bucket::Available => "available",
            Bucket::Pending => "pending",
            Bucket::Held => "held",
            Bucket::Issued => "issued",
            Bucket::ExchangeOut => "exchange_out",
            Bucket::ExchangeIn => "exchange_in",
            Bucket::Redeemed => "redeemed",
            Bucket::Expired => "expired",
            Bucket::Adjusted => "adjusted",
        }
    }

    const fn of_lot(lot: &mut lot::Model, bucket: Bucket) -> Option<&mut i64> {
        match bucket {
            Bucket::Available => Some(&mut lot.available),
            Bucket::Pending => Some(&mut lot.pending),
            Bucket::Held => Some(&mut lot.held),
            _ => None,
        }
    }
}

/// Points of one lot, or of a lot and the program, that go from one bucket to another.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    pub lot: i64,
    pub from: Bucket,
    pub to: Bucket,
    pub amount: Points,
}

/// What an entry is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// `earn`, `release`, `accept`, `debit`, `credit`, `cancel`, `return`, `redeem`, `expire`, `correct`.
    pub kind: &'static str,
    pub at: Timestamp,
    /// The server's id of the transfer.
    pub transfer: Option<&'a str>,
    pub reason: &'a str,
}

impl Book {
    /// Books one entry. Every move takes from one bucket what it gives to another, so the entry sums to zero.
    pub(super) fn enter(&mut self, account: &str, about: About<'_>, moves: &[Move]) -> Result<(), TxError> {
        let state = self.accounts.get_mut(account).ok_or_else(|| TxError::broken("an account was not loaded"))?;
        state.row.seq += 1;
        // Of a program elsewhere only what it told is a newer copy of its balance; the rest was booked here.
        let is_kept_here = Book::info(&self.reference, state)?.program.owner == Owner::InHouse;
        if is_kept_here || matches!(about.kind, "earn" | "correct") {
            state.row.as_of = state.row.as_of.max(about.at.ms());
        }
        let mut line = 0;
        for step in moves.iter().filter(|step| !step.amount.is_zero()) {
            for (bucket, amount) in [(step.from, -step.amount.as_i64()), (step.to, step.amount.as_i64())] {
                let lot_no = post(state, step.lot, bucket, amount)?;
                let (account_id, seq, bucket) = (account.to_owned(), state.row.seq, bucket.name().to_owned());
                self.postings.push(posting::Model { account_id, seq, line, bucket, lot_no, amount });
                line += 1;
            }
        }
        self.entries.push(entry::Model {
            account_id: account.to_owned(),
            seq: state.row.seq,
            program_id: state.row.program_id.clone(),
            kind: about.kind.to_owned(),
            at: about.at.ms(),
            transfer: about.transfer.map(str::to_owned),
            reason: about.reason.to_owned(),
            source: state.row.source.clone(),
        });
        Ok(())
    }
}

/// Changes the lot and the account for one line; answers the lot's number where the bucket is of a lot.
fn post(state: &mut Account, lot: i64, bucket: Bucket, amount: i64) -> Result<Option<i64>, TxError> {
    let LotState { row, changed, .. } =
        state.lots.get_mut(&lot).ok_or_else(|| TxError::broken("a lot was not loaded"))?;
    let Some(of_lot) = Bucket::of_lot(row, bucket) else { return Ok(None) };
    *of_lot = within(*of_lot, amount)?;
    *changed = true;
    let of_account = match bucket {
        Bucket::Available => &mut state.row.available,
        Bucket::Pending => &mut state.row.pending,
        _ => &mut state.row.held,
    };
    *of_account = within(*of_account, amount)?;
    // Whoever shows an account adds these up.
    within(state.row.available + state.row.pending, state.row.held)?;
    Ok(Some(lot))
}

/// The sum, if it is a balance: not negative and not beyond what the wire carries.
fn within(balance: i64, amount: i64) -> Result<i64, TxError> {
    let sum = balance.checked_add(amount).ok_or(points::Overflow)?;
    if sum < 0 {
        return Err(TxError::broken("a balance would be negative"));
    }
    if sum.unsigned_abs() > MAX_POINTS { Err(points::Overflow.into()) } else { Ok(sum) }
}
