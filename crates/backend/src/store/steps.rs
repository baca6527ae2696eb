//! How a transfer goes on: every event is one transaction that stores the new state, its reason and what is booked with it.

use super::book::insert_all;
use super::entity::{transfer, transfer_event, transfer_lot};
use super::movements::OfTransfer;
use super::tx::{Tx, TxError};
use super::{Book, MemberId, Reference, Refused, Store, StoreError, orders, transfers};
use contract::{ProgramId, TOO_MANY_POINTS, Transfer, TransferId};
use points::lot::Take;
use points::transfer::{Event, Posting, State};
use points::{Points, Refusal, Timestamp};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a step is decided by beside the transfer itself.
pub(super) struct Driver {
    pub reference: Arc<Reference>,
    /// Programs that have a connector.
    pub connected: Arc<BTreeSet<String>>,
    /// How long a partner is waited for at most.
    pub deadline_seconds: Option<u32>,
    pub now: Timestamp,
}

impl Store {
    /// Takes a waiting transfer back; one that was taken back already is fine.
    pub async fn cancel_transfer(&self, member: &MemberId, id: &TransferId) -> Result<Transfer, StoreError> {
        let driver = &self.driver();
        self.write(&member.0, |tx| async move {
            let row = transfers::stored(&tx, &member.0, id).await?;
            match (State::from_name(&row.state), row.debited, row.left_at) {
                (State::Waiting, ..) => step(&tx, driver, row, Event::Cancel, "the member took it back").await,
                (State::Cancelled, ..) => transfers::current(&tx, row).await,
                (State::Refused, false, _) | (State::Returned, ..) => Err(Refused::AlreadyFinal.into()),
                (_, _, left_at) => {
                    Err(Refused::AlreadySent { left_at: Timestamp::from_ms(left_at.unwrap_or(driver.now.ms())) }.into())
                }
            }
        })
        .await
    }

    /// Claims a waiting transfer for sending before its window ends; one that has left already is fine.
    pub async fn send_now(&self, member: &MemberId, id: &TransferId) -> Result<Transfer, StoreError> {
        let driver = &self.driver();
        self.write(&member.0, |tx| async move {
            let row = transfers::stored(&tx, &member.0, id).await?;
            match (State::from_name(&row.state), row.debited) {
                (State::Waiting, _) => step(&tx, driver, row, Event::Claim, "the member chose to send it now").await,
                (State::Cancelled | State::Returned, _) | (State::Refused, false) => Err(Refused::AlreadyFinal.into()),
                _ => transfers::current(&tx, row).await,
            }
        })
        .await
    }

    /// Tells a transfer what happened to it. Tests play its programs by this.
    pub async fn apply_event(
        &self,
        member: &MemberId,
        id: &TransferId,
        event: Event,
        reason: &str,
    ) -> Result<Transfer, StoreError> {
        let driver = &self.driver();
        self.write(&member.0, |tx| async move {
            let row = transfers::stored(&tx, &member.0, id).await?;
            step(&tx, driver, row, event, reason).await
        })
        .await
    }

    /// Lets a transfer that is due go on by one step; answers whether it did. Another instance may have been faster.
    pub(crate) async fn drive(&self, member: &str, id: &TransferId) -> Result<bool, StoreError> {
        let outcome = self.go_on(member, id, next_event).await;
        let is_too_much = matches!(outcome, Err(StoreError::Refused(Refused::AmountRefused(Refusal::Overflow))));
        // A credit that does not fit is refused. Anything else that does not is a failure, which is logged and tried again later.
        if is_too_much && self.go_on(member, id, refused_for_size).await? { Ok(true) } else { outcome }
    }

    async fn go_on(
        &self,
        member: &str,
        id: &TransferId,
        next: fn(&transfer::Model, &Driver) -> Option<(Event, &'static str)>,
    ) -> Result<bool, StoreError> {
        let driver = &self.driver();
        self.write(member, |tx| async move {
            let row = transfers::stored(&tx, member, id).await?;
            let is_due = row.due_at.is_some_and(|due| due <= driver.now.ms());
            let Some((event, reason)) = next(&row, driver).filter(|_| is_due) else {
                return if is_due { orders::hand_over(&tx, driver, &row).await } else { Ok(false) };
            };
            step(&tx, driver, row, event, reason).await?;
            Ok(true)
        })
        .await
    }

    /// Looks at a transfer again later, because a step failed.
    pub(crate) async fn postpone(&self, member: &str, id: &TransferId, until: Timestamp) -> Result<(), StoreError> {
        let set = || transfer::ActiveModel { due_at: Set(Some(until.ms())), ..Default::default() };
        self.write(member, |tx| async move {
            let this = this(member, &id.0).and(transfer::Column::DueAt.is_not_null());
            transfer::Entity::update_many().set(set()).filter(this).exec(&*tx).await?;
            Ok(())
        })
        .await
    }

    pub(super) fn driver(&self) -> Driver {
        let (reference, connected) = (self.reference(), self.connected.clone());
        Driver { reference, connected, deadline_seconds: self.deadline_seconds, now: self.now() }
    }
}

/// What this ledger does next by itself: everything at programs that are kept here, nothing while a partner is asked.
fn next_event(row: &transfer::Model, driver: &Driver) -> Option<(Event, &'static str)> {
    if orders::wanted(row, driver).is_some() {
        return None;
    }
    match State::from_name(&row.state) {
        State::Waiting => Some((Event::Claim, "the window is over")),
        State::Debiting => Some((Event::DebitDone, "")),
        State::Debited => Some((Event::CreditSent, "")),
        State::Crediting => Some((Event::CreditDone, "")),
        State::Refused if row.debited => Some((Event::ReturnDone, "")),
        _ => None,
    }
}

/// A target that cannot hold so many points refuses them, as any program may, and they come back.
fn refused_for_size(row: &transfer::Model, _: &Driver) -> Option<(Event, &'static str)> {
    let is_credit = State::from_name(&row.state) == State::Crediting;
    is_credit.then_some((Event::CreditRefused, TOO_MANY_POINTS))
}

/// Books an event and stores the state that it leads to.
pub(super) async fn step(
    tx: &Tx,
    driver: &Driver,
    mut row: transfer::Model,
    event: Event,
    reason: &str,
) -> Result<Transfer, TxError> {
    let now = driver.now;
    let step = State::from_name(&row.state).apply(event, row.debited).map_err(Refused::Impossible)?;
    let seq = book(tx, &driver.reference, &row, step.posting, reason, now).await?;

    row.changes += 1;
    row.state = step.state.name().to_owned();
    row.debited = row.debited || step.posting == Posting::Debit;
    row.is_open = !step.state.is_final(row.debited);
    if event == Event::Claim {
        // Leaving earlier than the window's end moves the usual and the latest time with it.
        let shift = now.ms() - row.cancel_until;
        row.left_at = Some(now.ms());
        row.usual_by = row.usual_by.map(|at| at + shift);
        row.latest_by = row.latest_by.map(|at| at + shift);
    }
    row.due_at = next_event(&row, driver).map(|_| now.ms());
    let set = transfer::ActiveModel {
        state: Set(row.state.clone()),
        debited: Set(row.debited),
        is_open: Set(row.is_open),
        left_at: Set(row.left_at),
        usual_by: Set(row.usual_by),
        latest_by: Set(row.latest_by),
        due_at: Set(row.due_at),
        changes: Set(row.changes),
        ..Default::default()
    };
    let unchanged = this(&row.member_id, &row.id).and(transfer::Column::Changes.eq(row.changes - 1));
    let done = transfer::Entity::update_many().set(set).filter(unchanged).exec(&**tx).await?;
    if done.rows_affected != 1 {
        return Err(TxError::broken("a transfer changed under the transaction"));
    }
    orders::replace(tx, driver, &row).await?;
    let change = transfers::change(&row, seq, step.state, now, reason);
    insert_all::<transfer_event::Entity, transfer_event::ActiveModel>(tx, vec![change]).await?;
    transfers::current(tx, row).await
}

/// Books what an event does to one of the two accounts; answers the change's number in the member's sequence.
async fn book(
    tx: &DatabaseTransaction,
    reference: &Arc<Reference>,
    row: &transfer::Model,
    posting: Posting,
    reason: &str,
    now: Timestamp,
) -> Result<i64, TxError> {
    let mut book = Book::of_member(tx, reference.clone(), now, &row.member_id).await?;
    if posting == Posting::None {
        return book.flush_numbered(tx).await;
    }
    let (id, server_id) = (TransferId(row.id.clone()), row.server_id.as_str());
    let incoming = posting == Posting::Credit;
    let (account, other) =
        if incoming { (&row.to_account, &row.from_program) } else { (&row.from_account, &row.to_program) };
    let of = OfTransfer { id: &id, server_id, other_program: &ProgramId(other.clone()), reason };
    let takes = if incoming { Vec::new() } else { taken(tx, row).await? };
    let lots: Vec<i64> = takes.iter().map(|take| take.id).collect();
    book.load(tx, account, &lots).await?;
    match posting {
        Posting::Release => book.release(account, &takes, of)?,
        Posting::Debit => book.debit(account, &takes, of)?,
        Posting::Return => book.give_back(account, &takes, of)?,
        Posting::Credit => book.credit(account, [Points::try_from(row.received)?, Points::try_from(row.bonus)?], of)?,
        Posting::None => {}
    }
    book.flush_numbered(tx).await
}

/// The lots that were fixed at acceptance.
async fn taken(tx: &DatabaseTransaction, row: &transfer::Model) -> Result<Vec<Take<i64>>, TxError> {
    let of_transfer =
        transfer_lot::Column::MemberId.eq(&row.member_id).and(transfer_lot::Column::TransferId.eq(&row.id));
    let rows =
        transfer_lot::Entity::find().filter(of_transfer).order_by_asc(transfer_lot::Column::LotNo).all(tx).await?;
    rows.into_iter().map(|row| Ok(Take { id: row.lot_no, amount: Points::try_from(row.amount)? })).collect()
}

fn this(member: &str, id: &str) -> sea_orm::sea_query::Expr {
    transfer::Column::MemberId.eq(member).and(transfer::Column::Id.eq(id))
}
