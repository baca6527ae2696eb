//! Bookings that no member asks for: points earned with a partner, points spent there, corrections.

use super::memberships::linked;
use super::tx::TxError;
use super::{Book, Earned, MemberId, Refused, Spent, Store, StoreError};
use contract::MembershipId;
use points::Points;

/// A correction of what is available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Points that were missing.
    Add(Points),
    /// Points that were there too many.
    TakeOff(Points),
}

impl Store {
    /// Books points that a membership earned.
    pub async fn earn(&self, member: &MemberId, to: &MembershipId, earned: Earned<'_>) -> Result<(), StoreError> {
        self.book(member, to, earned.amount, |book| book.earn(&to.0, earned)).await
    }

    /// Books points that were spent with the partner.
    pub async fn redeem(&self, member: &MemberId, from: &MembershipId, spent: Spent<'_>) -> Result<(), StoreError> {
        self.book(member, from, spent.amount, |book| book.redeem(&from.0, spent)).await
    }

    /// Corrects a balance, with the reason.
    pub async fn correct(
        &self,
        member: &MemberId,
        membership: &MembershipId,
        correction: Correction,
        reason: &str,
    ) -> Result<(), StoreError> {
        let (Correction::Add(amount) | Correction::TakeOff(amount)) = correction;
        let work = |book: &mut Book| match correction {
            Correction::Add(amount) => book.add(&membership.0, amount, reason),
            Correction::TakeOff(amount) => book.take_off(&membership.0, amount, reason),
        };
        self.book(member, membership, amount, work).await
    }

    async fn book(
        &self,
        member: &MemberId,
        membership: &MembershipId,
        amount: Points,
        work: impl Fn(&mut Book) -> Result<(), TxError>,
    ) -> Result<(), StoreError> {
        if amount.is_zero() {
            return Err(Refused::field("amount", "book at least one point").into());
        }
        let (now, reference, work) = (self.now(), &self.reference(), &work);
        self.write(&member.0, |tx| async move {
            linked(&tx, &member.0, &[membership]).await?;
            let mut book = Book::of_member(&tx, reference.clone(), now, &member.0).await?;
            book.load(&tx, &membership.0, &[]).await?;
            work(&mut book)?;
            book.flush(&tx).await
        })
        .await
    }
}
