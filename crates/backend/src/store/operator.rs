//! What an operator sees of transfers that are late or unresolved, and decides with the partner's word in hand.

use super::entity::{order, transfer};
use super::steps::step;
use super::tx::{TxError, found};
use super::{Refused, Store, StoreError};
use crate::connector::is_over;
use contract::BY_OPERATOR;
use points::Timestamp;
use points::transfer::{Event, Impossible, State};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Transfers that have left and have not ended: unresolved ones first, then late ones, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// As many as were asked for.
    pub transfers: Vec<Queued>,
    /// How many there are.
    pub of: u64,
}

/// A transfer that has left and has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// The id that partners know it by.
    pub id: String,
    /// Both programs.
    pub programs: (String, String),
    /// What left.
    pub amount: i64,
    /// Where it stands.
    pub state: State,
    /// When it left.
    pub left_at: Option<Timestamp>,
    /// Whether it is later than its pair's latest arrival.
    pub is_late: bool,
    /// Who is asked what, how often, and what was said last.
    pub asked: Option<Question>,
}

/// An order without a final answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Whose system is asked.
    pub program: String,
    /// Debit, credit or return.
    pub step: String,
    /// How often.
    pub attempts: i64,
    /// What it said last; empty before the first answer.
    pub said: String,
}

impl Store {
    /// Programs that orders wait for and that have no connector now; nobody would send them.
    pub async fn unserved(&self) -> Result<Vec<String>, StoreError> {
        let asked = order::Entity::find().select_only().column(order::Column::ProgramId).distinct();
        let asked: Vec<String> = asked.into_tuple().all(self.reader()).await.map_err(TxError::from)?;
        Ok(asked.into_iter().filter(|program| !self.connected.contains(program)).collect())
    }

    /// Transfers under way, those first that an operator may have to decide.
    pub async fn queue(&self, most: u64) -> Result<Queue, StoreError> {
        let now = self.now();
        self.read(|tx| async move {
            let left = transfer::Column::State.ne(State::Waiting.name());
            let open = transfer::Entity::find().filter(transfer::Column::IsOpen.eq(true)).filter(left);
            let of = open.clone().count(&*tx).await?;
            let is_late = transfer::Column::LatestBy.is_not_null().and(transfer::Column::LatestBy.lt(now.ms()));
            let rows = open
                .order_by_desc(transfer::Column::State.eq(State::Unresolved.name()))
                .order_by_desc(is_late)
                .order_by_asc(transfer::Column::AcceptedAt)
                .limit(most)
                .all(&*tx)
                .await?;
            let mut transfers = Vec::new();
            for row in rows {
                let of_transfer = order::Column::ServerId.eq(&row.server_id);
                let asked = order::Entity::find().filter(of_transfer).one(&*tx).await?;
                transfers.push(Queued {
                    state: State::from_name(&row.state),
                    amount: row.amount,
                    left_at: row.left_at.map(Timestamp::from_ms),
                    is_late: row.latest_by.is_some_and(|latest| latest < now.ms()),
                    asked: asked.map(|order| Question {
                        program: order.program_id,
                        step: order.step,
                        attempts: order.attempts,
                        said: order.said,
                    }),
                    id: row.server_id,
                    programs: (row.from_program, row.to_program),
                });
            }
            Ok(Queue { transfers, of })
        })
        .await
    }

    /// Ends a transfer by what the operator learned from the partner's people: the target has credited it, or the points are with the
    /// source for good. That is for one that is unresolved, for a debit past its deadline, and for a return. Both of its ids name it.
    pub async fn resolve(&self, id: &str, has_credited: bool, reason: &str) -> Result<State, StoreError> {
        let driver = &self.driver();
        let named = named(self.reader(), id).await.map_err(TxError::from)?;
        let (member, id) = found(named.map(|row| (row.member_id, row.server_id)))?;
        let (id, reason) = (id.as_str(), &[BY_OPERATOR, reason].concat());
        self.write(&member, |tx| async move {
            let by_id = transfer::Entity::find().filter(transfer::Column::ServerId.eq(id));
            let row = found(by_id.one(&*tx).await?)?;
            let state = State::from_name(&row.state);
            let waits = order::Entity::find().filter(order::Column::ServerId.eq(id)).one(&*tx).await?;
            let over = waits.as_ref().is_some_and(|order| is_over(order.not_after, driver.now));
            let event = if has_credited { Event::CreditDone } else { source_has_it(state) };
            let may = match state {
                State::Unresolved => true,
                State::Debiting => over && !has_credited,
                State::Refused => row.debited && waits.is_some() && !has_credited,
                _ => false,
            };
            if !may {
                return Err(Refused::Impossible(Impossible { state, event }).into());
            }
            Ok(step(&tx, driver, row, event, reason).await?.state)
        })
        .await
    }
}

/// The transfer that partners know by this id, else the one that a single member's app calls so: an app chooses its ids itself, so
/// that two members may have the same.
async fn named(reader: &impl ConnectionTrait, id: &str) -> Result<Option<transfer::Model>, DbErr> {
    let at_partners = transfer::Entity::find().filter(transfer::Column::ServerId.eq(id)).one(reader).await?;
    if at_partners.is_some() {
        return Ok(at_partners);
    }
    let mut at_members = transfer::Entity::find().filter(transfer::Column::Id.eq(id)).limit(2).all(reader).await?;
    Ok(at_members.pop().filter(|_| at_members.is_empty()))
}

/// What it is for a transfer in this state that its points are with the source for good.
const fn source_has_it(state: State) -> Event {
    match state {
        State::Debiting => Event::DebitRefused,
        State::Refused => Event::ReturnDone,
        _ => Event::CreditRefused,
    }
}
