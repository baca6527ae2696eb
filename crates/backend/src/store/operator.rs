//! What an operator sees of transfers that are late or unresolved, and decides with the partner's word in hand.

use super::entity::{order, transfer};
use super::steps::step;
use super::tx::{TxError, found};
use super::{Refused, Store, StoreError};
use points::Timestamp;
use points::transfer::{Event, Impossible, State};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Transfers in one answer.
const QUEUE_MOST: u64 = 1_000;

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
    /// Transfers under way to or from a partner, the oldest first.
    pub async fn queue(&self) -> Result<Vec<Queued>, StoreError> {
        let now = self.now();
        self.read(|tx| async move {
            let left = transfer::Column::State.ne(State::Waiting.name());
            let open = transfer::Entity::find().filter(transfer::Column::IsOpen.eq(true)).filter(left);
            let rows = open.order_by_asc(transfer::Column::AcceptedAt).limit(QUEUE_MOST).all(&*tx).await?;
            let mut queue = Vec::new();
            for row in rows {
                let of_transfer = order::Column::ServerId.eq(&row.server_id);
                let asked = order::Entity::find().filter(of_transfer).one(&*tx).await?;
                queue.push(Queued {
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
            Ok(queue)
        })
        .await
    }

    /// Ends an unresolved transfer by what the operator learned: the target has credited it, or surely has not and will not.
    pub async fn resolve(&self, id: &str, has_credited: bool, reason: &str) -> Result<State, StoreError> {
        let driver = &self.driver();
        let by_id = transfer::Entity::find().filter(transfer::Column::ServerId.eq(id));
        let member = found(by_id.one(self.reader()).await.map_err(TxError::from)?)?.member_id;
        let event = if has_credited { Event::CreditDone } else { Event::CreditRefused };
        let reason = &["the operator: ", reason].concat();
        self.write(&member, |tx| async move {
            let by_id = transfer::Entity::find().filter(transfer::Column::ServerId.eq(id));
            let row = found(by_id.one(&*tx).await?)?;
            let state = State::from_name(&row.state);
            if state != State::Unresolved {
                return Err(Refused::Impossible(Impossible { state, event }).into());
            }
            Ok(step(&tx, driver, row, event, reason).await?.state)
        })
        .await
    }
}
