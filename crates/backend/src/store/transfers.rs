//! Reading transfers, and their rows as the contract shows them.

use super::entity::{order, transfer, transfer_event};
use super::orders::is_silent;
use super::page::Slice;
use super::tx::{TxError, found};
use super::{MemberId, Store, StoreError};
use contract::{MembershipId, ProgramId, Transfer, TransferEvent, TransferId, Transfers};
use points::transfer::State;
use points::{Money, Points, Timestamp};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

impl Store {
    /// A page of the member's transfers, newest first.
    pub async fn transfers(
        &self,
        member: &MemberId,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<Transfers, StoreError> {
        let slice = Slice::new(cursor, limit)?;
        self.read(|tx| async move {
            let mut find = transfer::Entity::find().filter(transfer::Column::MemberId.eq(&member.0));
            if let Some(after) = slice.after {
                find = find.filter(transfer::Column::Seq.lt(after));
            }
            let mut rows = find.order_by_desc(transfer::Column::Seq).limit(slice.fetch()).all(&*tx).await?;
            let next = slice.cut(&mut rows, |row| row.seq);
            Ok(Transfers { items: with_events(&tx, &member.0, rows).await?, next })
        })
        .await
    }

    /// The id by which partners know a transfer.
    pub async fn server_id(&self, member: &MemberId, id: &TransferId) -> Result<String, StoreError> {
        self.read(|tx| async move { Ok(stored(&tx, &member.0, id).await?.server_id) }).await
    }

    /// A transfer as it stands now.
    pub async fn transfer(&self, member: &MemberId, id: &TransferId) -> Result<Transfer, StoreError> {
        self.read(|tx| async move {
            let row = stored(&tx, &member.0, id).await?;
            current(&tx, row).await
        })
        .await
    }
}

/// A transfer's row, if it is this member's.
pub(super) async fn stored(
    tx: &DatabaseTransaction,
    member: &str,
    id: &TransferId,
) -> Result<transfer::Model, TxError> {
    Ok(found(transfer::Entity::find_by_id((member.to_owned(), id.0.clone())).one(tx).await?)?)
}

/// One row with its events.
pub(super) async fn current(tx: &DatabaseTransaction, row: transfer::Model) -> Result<Transfer, TxError> {
    let member = row.member_id.clone();
    let mut one = with_events(tx, &member, vec![row]).await?;
    Ok(found(one.pop())?)
}

/// Rows of one member with their events, in the order of the rows.
pub(super) async fn with_events(
    tx: &DatabaseTransaction,
    member: &str,
    rows: Vec<transfer::Model>,
) -> Result<Vec<Transfer>, TxError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let these = transfer_event::Column::TransferId.is_in(rows.iter().map(|row| row.id.as_str()));
    let find = transfer_event::Entity::find().filter(transfer_event::Column::MemberId.eq(member)).filter(these);
    let mut events: BTreeMap<String, Vec<transfer_event::Model>> = BTreeMap::new();
    for event in find.order_by_asc(transfer_event::Column::No).all(tx).await? {
        events.entry(event.transfer_id.clone()).or_default().push(event);
    }
    let silent = silent(tx, member, &rows).await?;
    let with_its_own = |row: transfer::Model| {
        let own = events.remove(&row.id).unwrap_or_default();
        let silent_since = silent.get(&row.id).copied();
        Ok(Transfer { silent_since, ..transfer_from(row, own)? })
    };
    rows.into_iter().map(with_its_own).collect()
}

/// Since when the programs of these transfers have not answered, of those that do not.
async fn silent(
    tx: &DatabaseTransaction,
    member: &str,
    rows: &[transfer::Model],
) -> Result<BTreeMap<String, Timestamp>, TxError> {
    let sent = |row: &&transfer::Model| row.is_open && State::from_name(&row.state) != State::Waiting;
    let sent: Vec<&str> = rows.iter().filter(sent).map(|row| row.id.as_str()).collect();
    if sent.is_empty() {
        return Ok(BTreeMap::new());
    }
    let these = order::Column::MemberId.eq(member).and(order::Column::TransferId.is_in(sent));
    let orders = order::Entity::find().filter(these).all(tx).await?;
    let silent = orders.into_iter().filter(|order| is_silent(order.failed));
    Ok(silent.filter_map(|order| Some((order.transfer_id, Timestamp::from_ms(order.silent_since?)))).collect())
}

/// The row of the change by which a transfer entered a state; `row.changes` counts it already, and `seq` is its number for the member.
pub(super) fn change(
    row: &transfer::Model,
    seq: i64,
    state: State,
    at: Timestamp,
    reason: &str,
) -> transfer_event::Model {
    transfer_event::Model {
        member_id: row.member_id.clone(),
        transfer_id: row.id.clone(),
        no: row.changes,
        state: state.name().to_owned(),
        at: at.ms(),
        reason: reason.to_owned(),
        seq,
    }
}

/// A row as the contract shows it.
pub(super) fn transfer_from(row: transfer::Model, events: Vec<transfer_event::Model>) -> Result<Transfer, TxError> {
    let money = |minor: i64, currency: &str| {
        Points::try_from(minor).map(|minor| Money { minor: minor.get(), currency: currency.to_owned() })
    };
    let event = |event: transfer_event::Model| TransferEvent {
        state: State::from_name(&event.state),
        at: Timestamp::from_ms(event.at),
        reason: event.reason,
    };
    let fee = row.fee_minor.zip(row.fee_currency.clone());
    Ok(Transfer {
        state: State::from_name(&row.state),
        amount: Points::try_from(row.amount)?,
        received: Points::try_from(row.received)?,
        bonus: Points::try_from(row.bonus)?,
        fee: fee.map(|(minor, currency)| money(minor, &currency)).transpose()?,
        value_given: money(row.value_given_minor, &row.value_currency)?,
        value_received: money(row.value_received_minor, &row.value_currency)?,
        accepted_at: Timestamp::from_ms(row.accepted_at),
        cancel_until: Timestamp::from_ms(row.cancel_until),
        usual_by: row.usual_by.map(Timestamp::from_ms),
        latest_by: row.latest_by.map(Timestamp::from_ms),
        silent_since: None,
        events: events.into_iter().map(event).collect(),
        id: TransferId(row.id),
        reference: row.server_id,
        from: MembershipId(row.from_account),
        from_program: ProgramId(row.from_program),
        to: MembershipId(row.to_account),
        to_program: ProgramId(row.to_program),
    })
}
