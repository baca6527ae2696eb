//! Activity: the member's own sequence of events.

use super::entity::{account, event, member, membership};
use super::memberships::{is_linked, linked_accounts};
use super::page::{QueryMark, Slice};
use super::tx::{Tx, TxError, found};
use super::{MemberId, Refused, Store, StoreError};
use contract::limits::EXPORT_MOST;
use contract::{Activity, ActivityGroup, ActivityKind, MembershipId, Page, ProgramId, RewardId, TransferId};
use points::{Points, Timestamp};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

/// The kinds with their names in the database, which are those of the wire.
const KINDS: [(ActivityKind, &str); 11] = [
    (ActivityKind::Earn, "earn"),
    (ActivityKind::EarnPending, "earn_pending"),
    (ActivityKind::Release, "release"),
    (ActivityKind::Redeem, "redeem"),
    (ActivityKind::TransferHold, "transfer_hold"),
    (ActivityKind::TransferOut, "transfer_out"),
    (ActivityKind::TransferIn, "transfer_in"),
    (ActivityKind::TransferCancelled, "transfer_cancelled"),
    (ActivityKind::TransferReturned, "transfer_returned"),
    (ActivityKind::Expire, "expire"),
    (ActivityKind::Adjust, "adjust"),
];

/// Which entries; nothing set is all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityFilter {
    /// Only those of this membership.
    pub membership: Option<MembershipId>,
    /// Only those of this group.
    pub group: Option<ActivityGroup>,
}

/// Activity as a file shows it, read in one instant.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The member's zone.
    pub zone: String,
    /// Newest first.
    pub entries: Vec<Activity>,
    /// The number of each membership in it.
    pub numbers: BTreeMap<MembershipId, String>,
}

impl ActivityFilter {
    /// Everything of one membership.
    pub fn of(membership: &MembershipId) -> ActivityFilter {
        ActivityFilter { membership: Some(membership.clone()), group: None }
    }

    fn mark(&self) -> QueryMark {
        let account = self.membership.as_ref().map_or("", |id| id.0.as_str());
        QueryMark::of(&["activity", account, self.group.map_or("", ActivityGroup::tag)])
    }

    /// Refuses a membership that is not this member's, or not any more.
    async fn check(&self, tx: &DatabaseTransaction, member: &MemberId) -> Result<(), TxError> {
        match &self.membership {
            Some(MembershipId(account)) if !is_linked(tx, &member.0, account).await? => Err(Refused::NotFound.into()),
            _ => Ok(()),
        }
    }

    /// What was unlinked is not shown; it is there again when the number is linked again.
    fn condition(&self, member: &str) -> Condition {
        let kinds = self.group.map(|group| {
            let names = KINDS.iter().filter(|(kind, _)| kind.group() == Some(group)).map(|(_, name)| *name);
            event::Column::Kind.is_in(names)
        });
        let account = self.membership.as_ref().map(|id| event::Column::AccountId.eq(&id.0));
        let linked = event::Column::AccountId.in_subquery(linked_accounts(member));
        Condition::all().add(event::Column::MemberId.eq(member)).add(linked).add_option(account).add_option(kinds)
    }
}

impl Store {
    /// A page of the member's activity, newest first.
    pub async fn activity(
        &self,
        member: &MemberId,
        filter: &ActivityFilter,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Page<Activity>, StoreError> {
        let mark = &filter.mark();
        let slice = Slice::new(cursor.map(|cursor| mark.place(cursor)).transpose()?, limit)?;
        self.read(|tx| async move {
            filter.check(&tx, member).await?;
            let mut rows = rows(&tx, filter.condition(&member.0), slice).await?;
            let next = slice.cut(&mut rows, |row| row.seq).map(|place| mark.bind(&place));
            Ok(Page { items: rows.into_iter().map(activity).collect::<Result<_, _>>()?, next })
        })
        .await
    }

    /// All of the member's activity that fits, up to [`EXPORT_MOST`] of the latest entries.
    pub async fn statement(&self, member: &MemberId, filter: &ActivityFilter) -> Result<Statement, StoreError> {
        self.read(|tx| async move {
            filter.check(&tx, member).await?;
            let zone = found(member::Entity::find_by_id(&member.0).one(&*tx).await?)?.zone;
            let entries = latest(&tx, filter.condition(&member.0), EXPORT_MOST.into()).await?;
            Ok(Statement { zone, numbers: numbers(&tx, &member.0).await?, entries })
        })
        .await
    }
}

/// Everything up to [`EXPORT_MOST`] of the latest entries, of memberships that were unlinked too.
pub(super) async fn whole(tx: &DatabaseTransaction, member: &str) -> Result<Vec<Activity>, TxError> {
    latest(tx, Condition::all().add(event::Column::MemberId.eq(member)), EXPORT_MOST.into()).await
}

/// The numbers of all accounts that are or were linked to the member.
async fn numbers(tx: &Tx, member: &str) -> Result<BTreeMap<MembershipId, String>, TxError> {
    let links = membership::Entity::find().filter(membership::Column::MemberId.eq(member)).all(&**tx).await?;
    let ids = links.into_iter().map(|link| link.account_id);
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(&**tx).await?;
    Ok(accounts.into_iter().map(|account| (MembershipId(account.id), account.number)).collect())
}

/// The latest events, newest first.
pub(super) async fn recent(
    tx: &DatabaseTransaction,
    member: &str,
    account: Option<&str>,
    limit: u32,
) -> Result<Vec<Activity>, TxError> {
    let membership = account.map(|id| MembershipId(id.to_owned()));
    latest(tx, ActivityFilter { membership, group: None }.condition(member), limit.into()).await
}

async fn latest(tx: &DatabaseTransaction, which: Condition, limit: u64) -> Result<Vec<Activity>, TxError> {
    let find = event::Entity::find().filter(which).order_by_desc(event::Column::Seq).limit(limit);
    find.all(tx).await?.into_iter().map(activity).collect()
}

async fn rows(tx: &DatabaseTransaction, which: Condition, slice: Slice) -> Result<Vec<event::Model>, TxError> {
    let mut find = event::Entity::find().filter(which);
    if let Some(after) = slice.after {
        find = find.filter(event::Column::Seq.lt(after));
    }
    Ok(find.order_by_desc(event::Column::Seq).limit(slice.fetch()).all(tx).await?)
}

fn activity(row: event::Model) -> Result<Activity, TxError> {
    Ok(Activity {
        seq: row.seq.unsigned_abs(),
        at: Timestamp::from_ms(row.at),
        kind: KINDS.iter().find(|(_, name)| *name == row.kind).map_or(ActivityKind::Unknown, |(kind, _)| *kind),
        membership: MembershipId(row.account_id),
        program: ProgramId(row.program_id),
        amount: Points::try_from(row.amount)?,
        incoming: row.incoming,
        text: row.text,
        transfer: row.transfer_id.map(TransferId),
        other_program: row.other_program.map(ProgramId),
        reward: row.reward_id.and_then(|id| u32::try_from(id).ok()).map(RewardId),
    })
}

/// The name of a kind in the database.
pub(super) fn kind_name(kind: ActivityKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("unknown", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_the_database_are_those_of_the_wire() {
        for (kind, name) in KINDS {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{name}\""));
        }
    }
}
