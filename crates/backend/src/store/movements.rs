//! The movements of the ledger: what happens to an account, in the words of the rules.

use super::book::{Account, Book, Earned, Spent, Told};
use super::error::Refused;
use super::postings::{About, Bucket, Move};
use super::tx::TxError;
use contract::{ActivityKind, ProgramId, TransferId};
use points::expiry::ExpiryRule;
use points::lot::{Spendable, Take, allocate, expiry_after_return};
use points::{Points, Timestamp};
use std::collections::BTreeMap;

/// How much there is more of each end, or less; `None` is what never ends.
pub(super) type Ends = BTreeMap<Option<i64>, i64>;

/// A transfer, as its entries and events name it.
#[derive(Clone, Copy)]
pub(crate) struct OfTransfer<'a> {
    pub id: &'a TransferId,
    pub server_id: &'a str,
    pub other_program: &'a ProgramId,
    pub reason: &'a str,
}

impl Book {
    /// Books what time alone decided: points to release, then lots that lapsed. Everything else comes after this, so a late
    /// job changes nothing but the date of the entry.
    pub(super) fn settle(&mut self, account: &str) -> Result<(), TxError> {
        let now = self.now;
        let state = self.account(account)?;
        let released: Vec<(i64, Points)> =
            state.lots.values().map(|lot| (lot.row.no, due_release(&lot.row, now))).collect();
        self.book_due(account, &released, "release", (Bucket::Pending, Bucket::Available))?;
        let state = self.account(account)?;
        let lapsed: Vec<(i64, Points)> =
            state.lots.values().map(|lot| (lot.row.no, due_expiry(&lot.row, now))).collect();
        self.book_due(account, &lapsed, "expire", (Bucket::Available, Bucket::Expired))
    }

    /// Whether points have ended by that.
    pub fn has_ended(&self) -> bool {
        self.entries.iter().any(|entry| entry.kind == "expire")
    }

    fn book_due(
        &mut self,
        account: &str,
        due: &[(i64, Points)],
        kind: &'static str,
        (from, to): (Bucket, Bucket),
    ) -> Result<(), TxError> {
        let moves: Vec<Move> = due.iter().map(|(lot, amount)| Move { lot: *lot, from, to, amount: *amount }).collect();
        let amount = total(due.iter().map(|(_, amount)| *amount))?;
        if amount.is_zero() {
            return Ok(());
        }
        let at = self.now;
        self.enter(account, About { kind, at, transfer: None, reason: "" }, &moves)?;
        let incoming = kind == "release";
        let kind = if incoming { ActivityKind::Release } else { ActivityKind::Expire };
        self.tell(account, Told::plain(kind, at, amount, incoming, ""))
    }

    /// earn: issued → available, or pending until its release.
    pub fn earn(&mut self, account: &str, earned: Earned<'_>) -> Result<(), TxError> {
        self.keep_alive(account, "earn", earned.at)?;
        self.earn_since(account, earned, earned.at)
    }

    /// The same, of points that the program's rule of expiry counts from another instant; the others are left as they are.
    pub(super) fn earn_since(&mut self, account: &str, earned: Earned<'_>, since: Timestamp) -> Result<(), TxError> {
        let Earned { amount, at, release_at, text } = earned;
        let expires_at = self.expiry_of_new_lot(account, since)?;
        let state = self.account(account)?;
        let lot = state.start_lot("earn", since, expires_at);
        if let Some(started) = state.lots.get_mut(&lot) {
            started.row.release_at = release_at.map(Timestamp::ms);
        }
        let to = if release_at.is_some() { Bucket::Pending } else { Bucket::Available };
        let moves = [Move { lot, from: Bucket::Issued, to, amount }];
        self.enter(account, About { kind: "earn", at, transfer: None, reason: text }, &moves)?;
        let kind = if release_at.is_some() { ActivityKind::EarnPending } else { ActivityKind::Earn };
        self.tell(account, Told::plain(kind, at, amount, true, text))
    }

    /// redeem: available → held → redeemed, in one go.
    pub fn redeem(&mut self, account: &str, spent: Spent<'_>) -> Result<(), TxError> {
        self.redeem_since(account, spent, spent.at)
    }

    /// The same, where it was an activity at another instant.
    pub(super) fn redeem_since(&mut self, account: &str, spent: Spent<'_>, since: Timestamp) -> Result<(), TxError> {
        let Spent { amount, at, text, reward } = spent;
        let about = |kind| About { kind, at, transfer: None, reason: text };
        let takes = self.choose(account, amount, at)?;
        self.enter(account, about("accept"), &moves(&takes, Bucket::Available, Bucket::Held))?;
        self.enter(account, about("redeem"), &moves(&takes, Bucket::Held, Bucket::Redeemed))?;
        self.keep_alive(account, "redeem", since)?;
        self.tell(account, Told { reward, ..Told::plain(ActivityKind::Redeem, at, amount, false, text) })
    }

    /// correct: adjusted → available, a lot by the program's rule.
    pub fn add(&mut self, account: &str, amount: Points, reason: &str) -> Result<(), TxError> {
        let (at, expires_at) = (self.now, self.expiry_of_new_lot(account, self.now)?);
        let lot = self.account(account)?.start_lot("adjust", at, expires_at);
        let step = Move { lot, from: Bucket::Adjusted, to: Bucket::Available, amount };
        self.corrected(account, &[step], (amount, true), reason)
    }

    /// correct: of each end there is so much more or less, as somebody else told. What only ends at another time is told to nobody.
    pub fn shift(&mut self, account: &str, over: &Ends, reason: &str) -> Result<(), TxError> {
        let at = self.now;
        let state = self.account(account)?;
        let (mut steps, mut more, mut less) = (Vec::new(), Points::ZERO, Points::ZERO);
        // What goes goes first: there is never more than before and after.
        let gone = over.iter().filter(|(_, over)| **over < 0);
        for (end, over) in gone.chain(over.iter().filter(|(_, over)| **over > 0)) {
            let mut wanted = Points::try_from(over.unsigned_abs())?;
            if *over > 0 {
                let lot = state.start_lot("adjust", at, end.map(Timestamp::from_ms));
                steps.push(Move { lot, from: Bucket::Adjusted, to: Bucket::Available, amount: wanted });
                more = more.checked_add(wanted)?;
                continue;
            }
            less = less.checked_add(wanted)?;
            for lot in state.lots.values().filter(|lot| lot.row.expires_at == *end) {
                let amount = wanted.min(Points::try_from(lot.row.available)?);
                wanted = wanted.checked_sub(amount).unwrap_or_default();
                steps.push(Move { lot: lot.row.no, from: Bucket::Available, to: Bucket::Adjusted, amount });
            }
        }
        if steps.is_empty() {
            return Ok(());
        }
        let change = match more.checked_sub(less) {
            Some(more) => (more, true),
            None => (less.checked_sub(more).unwrap_or_default(), false),
        };
        self.corrected(account, &steps, change, reason)
    }

    /// correct: available → adjusted, from the lots that would be spent.
    pub fn take_off(&mut self, account: &str, amount: Points, reason: &str) -> Result<(), TxError> {
        let takes = self.choose(account, amount, self.now)?;
        self.corrected(account, &moves(&takes, Bucket::Available, Bucket::Adjusted), (amount, false), reason)
    }

    fn corrected(
        &mut self,
        account: &str,
        steps: &[Move],
        (amount, incoming): (Points, bool),
        reason: &str,
    ) -> Result<(), TxError> {
        let at = self.now;
        self.enter(account, About { kind: "correct", at, transfer: None, reason }, steps)?;
        self.tell(account, Told::plain(ActivityKind::Adjust, at, amount, incoming, reason))
    }

    /// accept: available → held, by lot. The lots are fixed here.
    pub fn hold(&mut self, account: &str, amount: Points, of: OfTransfer<'_>) -> Result<Vec<Take<i64>>, TxError> {
        let takes = self.choose(account, amount, self.now)?;
        let steps = moves(&takes, Bucket::Available, Bucket::Held);
        self.of_transfer(account, "accept", ActivityKind::TransferHold, false, &steps, of)?;
        Ok(takes)
    }

    /// cancel, or refuse before the debit: held → available, the same lots.
    pub fn release(&mut self, account: &str, takes: &[Take<i64>], of: OfTransfer<'_>) -> Result<(), TxError> {
        self.revive(account, takes)?;
        let steps = moves(takes, Bucket::Held, Bucket::Available);
        self.of_transfer(account, "cancel", ActivityKind::TransferCancelled, true, &steps, of)
    }

    /// debit: held → exchange_out.
    pub fn debit(&mut self, account: &str, takes: &[Take<i64>], of: OfTransfer<'_>) -> Result<(), TxError> {
        let steps = moves(takes, Bucket::Held, Bucket::ExchangeOut);
        self.of_transfer(account, "debit", ActivityKind::TransferOut, false, &steps, of)?;
        self.keep_alive(account, "transfer", self.now)
    }

    /// return after the debit: exchange_out → available, the same lots.
    pub fn give_back(&mut self, account: &str, takes: &[Take<i64>], of: OfTransfer<'_>) -> Result<(), TxError> {
        self.revive(account, takes)?;
        let steps = moves(takes, Bucket::ExchangeOut, Bucket::Available);
        self.of_transfer(account, "return", ActivityKind::TransferReturned, true, &steps, of)
    }

    /// credit: exchange_in → available, a new lot by the program's rule and one for the bonus.
    pub fn credit(&mut self, account: &str, parts: [Points; 2], of: OfTransfer<'_>) -> Result<(), TxError> {
        self.keep_alive(account, "transfer", self.now)?;
        let (now, expires_at) = (self.now, self.expiry_of_new_lot(account, self.now)?);
        let state = self.account(account)?;
        let mut steps = Vec::new();
        for (origin, amount) in ["transfer", "bonus"].into_iter().zip(parts).filter(|(_, amount)| !amount.is_zero()) {
            let lot = state.start_lot(origin, now, expires_at);
            steps.push(Move { lot, from: Bucket::ExchangeIn, to: Bucket::Available, amount });
        }
        self.of_transfer(account, "credit", ActivityKind::TransferIn, true, &steps, of)
    }

    fn of_transfer(
        &mut self,
        account: &str,
        kind: &'static str,
        told: ActivityKind,
        incoming: bool,
        steps: &[Move],
        of: OfTransfer<'_>,
    ) -> Result<(), TxError> {
        let at = self.now;
        self.enter(account, About { kind, at, transfer: Some(of.server_id), reason: of.reason }, steps)?;
        let amount = total(steps.iter().map(|step| step.amount))?;
        let transfer = Some((of.id, of.other_program));
        self.tell(account, Told { transfer, ..Told::plain(told, at, amount, incoming, "") })
    }

    /// Chooses the lots that give `amount`: the rule's order, nothing that lapsed.
    pub(super) fn choose(&mut self, account: &str, amount: Points, at: Timestamp) -> Result<Vec<Take<i64>>, TxError> {
        let state = self.account(account)?;
        let lots = state.lots.values().map(|lot| spendable(&lot.row)).collect::<Result<Vec<_>, _>>()?;
        allocate(lots, amount, at).map_err(|less| Refused::NotEnough { available: less.available }.into())
    }

    /// Gives lots that get points back their new end, where they lapsed meanwhile.
    fn revive(&mut self, account: &str, takes: &[Take<i64>]) -> Result<(), TxError> {
        let (now, reference) = (self.now, self.reference.clone());
        let state = self.account(account)?;
        let info = Book::info(&reference, state)?;
        let kept_alive_until = state.row.lots_end_at;
        for take in takes {
            let lot = state.lots.get_mut(&take.id).ok_or_else(|| TxError::broken("a transfer's lot was not loaded"))?;
            // A lot that was empty did not hear of the activity that moved the others.
            let own_end = lot.row.expires_at.map(|end| Timestamp::from_ms(end.max(kept_alive_until.unwrap_or(end))));
            let end = expiry_after_return(own_end, now);
            let end = if end == own_end { end } else { end.map(|end| info.midnight_from(end)) };
            lot.row.expires_at = end.map(Timestamp::ms);
            lot.changed = true;
        }
        Ok(())
    }

    /// Under an inactivity rule, moves the end of all lots when the activity is of a kind that counts.
    pub(super) fn keep_alive(&mut self, account: &str, kind: &str, at: Timestamp) -> Result<(), TxError> {
        let reference = self.reference.clone();
        let state = self.account(account)?;
        let info = Book::info(&reference, state)?;
        if !info.program.expiry.is_moved_by(kind) {
            return Ok(());
        }
        let Some(end) = info.expiry(at).map(Timestamp::ms) else { return Ok(()) };
        state.row.lots_end_at = state.row.lots_end_at.max(Some(end));
        for lot in state.lots.values_mut().filter(|lot| lot.row.expires_at.is_some_and(|own| own < end)) {
            lot.row.expires_at = Some(end);
            lot.changed = true;
        }
        Ok(())
    }

    fn expiry_of_new_lot(&mut self, account: &str, at: Timestamp) -> Result<Option<Timestamp>, TxError> {
        let (now, reference) = (self.now, self.reference.clone());
        let state: &Account = self.account(account)?;
        let info = Book::info(&reference, state)?;
        // What is heard of late was kept alive with the others by what came after it.
        let is_late = at < now && matches!(info.program.expiry, ExpiryRule::Inactivity { .. });
        let kept_alive = state.row.lots_end_at.filter(|_| is_late).map(Timestamp::from_ms);
        Ok(info.expiry(at).map(|end| kept_alive.map_or(end, |until| end.max(until))))
    }
}

/// What of a lot waits although its time has come.
pub(super) fn due_release(lot: &super::entity::lot::Model, now: Timestamp) -> Points {
    let due = lot.pending > 0 && lot.release_at.is_none_or(|at| at <= now.ms());
    if due { Points::try_from(lot.pending).unwrap_or(Points::ZERO) } else { Points::ZERO }
}

/// What of a lot is still there although it lapsed.
pub(super) fn due_expiry(lot: &super::entity::lot::Model, now: Timestamp) -> Points {
    let due = lot.available > 0 && lot.expires_at.is_some_and(|at| at <= now.ms());
    if due { Points::try_from(lot.available).unwrap_or(Points::ZERO) } else { Points::ZERO }
}

/// A lot as the order of spending sees it.
pub(super) fn spendable(lot: &super::entity::lot::Model) -> Result<Spendable<i64>, TxError> {
    Ok(Spendable {
        id: lot.no,
        earned_at: Timestamp::from_ms(lot.earned_at),
        expires_at: lot.expires_at.map(Timestamp::from_ms),
        available: Points::try_from(lot.available)?,
    })
}

pub(super) fn moves(takes: &[Take<i64>], from: Bucket, to: Bucket) -> Vec<Move> {
    takes.iter().map(|take| Move { lot: take.id, from, to, amount: take.amount }).collect()
}

fn total(mut amounts: impl Iterator<Item = Points>) -> Result<Points, TxError> {
    amounts.try_fold(Points::ZERO, Points::checked_add).map_err(TxError::from)
}
