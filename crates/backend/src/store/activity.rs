//! Activity: the member's own sequence of events.

use super::entity::{event, membership};
use super::page::Slice;
use super::tx::{TxError, found};
use super::{MemberId, Store, StoreError};
use contract::{Activity, ActivityKind, MembershipId, Page, ProgramId, TransferId};
use points::{Points, Timestamp};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

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

impl Store {
    /// A page of the member's activity, newest first; of one membership, if one is named.
    pub async fn activity(
        &self,
        member: &MemberId,
        membership: Option<&MembershipId>,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Page<Activity>, StoreError> {
        let slice = Slice::new(cursor, limit)?;
        self.read(|tx| async move {
            if let Some(MembershipId(account)) = membership {
                let own = membership::Entity::find_by_id((member.0.clone(), account.clone()));
                found(own.one(&*tx).await?)?;
            }
            let mut rows = rows(&tx, &member.0, membership.map(|id| id.0.as_str()), slice).await?;
            let next = slice.cut(&mut rows, |row| row.seq);
            Ok(Page { items: rows.into_iter().map(activity).collect::<Result<_, _>>()?, next })
        })
        .await
    }
}

/// The latest events, newest first.
pub(super) async fn recent(
    tx: &DatabaseTransaction,
    member: &str,
    account: Option<&str>,
    limit: u32,
) -> Result<Vec<Activity>, TxError> {
    let slice = Slice::new(None, limit)?;
    let mut rows = rows(tx, member, account, slice).await?;
    slice.cut(&mut rows, |row| row.seq);
    rows.into_iter().map(activity).collect()
}

async fn rows(
    tx: &DatabaseTransaction,
    member: &str,
    account: Option<&str>,
    slice: Slice,
) -> Result<Vec<event::Model>, TxError> {
    let mut find = event::Entity::find().filter(event::Column::MemberId.eq(member));
    if let Some(account) = account {
        find = find.filter(event::Column::AccountId.eq(account));
    }
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
        reward: None,
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
