//! Orders to partners' systems: the outbox. An order is written by the transaction that needs it and removed by the one that books its
//! answer, so none is lost, and one that is given twice is answered once.

use super::book::insert_all;
use super::entity::{account, order, silence, transfer};
use super::steps::{Driver, step};
use super::tx::{Tx, TxError, found, spread};
use super::{Book, Store, StoreError};
use super::{mirrors, transfers};
use crate::connector::{Answer, Decision, decide};
use contract::TransferId;
use contract::connector::{Order, Step};
use contract::limits::{CONNECTOR_DEADLINE_HOURS, CONNECTOR_REASON_CHARS, CONNECTOR_SILENT_TRIES};
use points::transfer::{Event, State};
use points::{Points, Timestamp};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set};

const HOUR_MS: i64 = 3_600_000;

/// An order that waits for its answer.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    /// Of whom.
    pub member: String,
    /// For which transfer.
    pub transfer: TransferId,
    /// Who is asked.
    pub program: String,
    /// The id that the partner sees.
    pub id: String,
    /// What for.
    pub step: Step,
    /// What is sent.
    pub order: Order,
    /// How often it was sent.
    pub attempts: u32,
    next_at: i64,
}

impl Store {
    /// Orders to a program whose time has come, the longest waiting first.
    pub(crate) async fn due_orders(&self, program: &str, most: u64) -> Result<Vec<Waiting>, StoreError> {
        let due = order::Column::ProgramId.eq(program).and(order::Column::NextAt.lte(self.now().ms()));
        let due = order::Entity::find().filter(due);
        let rows = due.order_by_asc(order::Column::NextAt).limit(most).all(self.reader()).await;
        rows.map_err(TxError::from)?.into_iter().map(|row| waiting(row).map_err(StoreError::from)).collect()
    }

    /// Takes an order for sending, so that no other instance sends it until then; answers whether it is ours.
    pub(crate) async fn claim_order(&self, taken: &Waiting, until: Timestamp) -> Result<bool, StoreError> {
        let set = || order::ActiveModel {
            next_at: Set(until.ms()),
            attempts: Set(i64::from(taken.attempts) + 1),
            ..Default::default()
        };
        self.write(&taken.member, |tx| async move {
            let unchanged = this(taken).add(order::Column::NextAt.eq(taken.next_at));
            let done = order::Entity::update_many().set(set()).filter(unchanged).exec(&*tx).await?;
            Ok(done.rows_affected == 1)
        })
        .await
    }

    /// Books what a partner answered to a question of that instant; answers whether the order was still waiting for it.
    pub(crate) async fn settle_order(
        &self,
        taken: &Waiting,
        answer: &Answer,
        asked: Timestamp,
    ) -> Result<bool, StoreError> {
        let driver = &self.driver();
        // What it has come to, if anybody waited for it.
        let settled = self.write(&taken.member, |tx| async move {
            let Some(waits) = order::Entity::find().filter(this(taken)).one(&*tx).await? else { return Ok(None) };
            let mut event_told = None;
            let row = transfers::stored(&tx, &taken.member, &taken.transfer).await?;
            let (state, attempts) = (State::from_name(&row.state), u32::try_from(waits.attempts).unwrap_or(u32::MAX));
            match decide(taken.step, state, answer, waits.not_after, attempts, [asked, driver.now]) {
                Decision::Over(event, reason) => {
                    step(&tx, driver, row, event, &reason).await?;
                }
                Decision::Again(pause_ms, event) => {
                    event_told = event;
                    if let Some(event) = event {
                        step(&tx, driver, row, event, "no answer by the deadline; asking goes on").await?;
                    }
                    let mut set = order::ActiveModel {
                        next_at: Set(driver.now.ms() + spread(pause_ms)),
                        said: Set(said(answer)),
                        ..Default::default()
                    };
                    hear_silence(&tx, driver, &mut set, &waits, answer, asked).await?;
                    order::Entity::update_many().set(set).filter(this(taken)).exec(&*tx).await?;
                }
            }
            Ok(Some(event_told))
        });
        let settled = settled.await?;
        if settled == Some(Some(Event::NoAnswer)) {
            let (program, said) = (&taken.program, said(answer));
            tracing::warn!(
                id = taken.id,
                program,
                said,
                "a transfer is unresolved: no answer by the deadline; asking goes on"
            );
        }
        Ok(settled.is_some())
    }

    /// Books what a partner tells by itself, which decides or is nothing: nobody knows how long "never heard of it" was on the way, so
    /// that is only believed as an answer to a question. Answers whether it was of use to anybody.
    pub async fn hear_partner(&self, program: &str, id: &str, step: Step, answer: &Answer) -> Result<bool, StoreError> {
        if !matches!(answer, Answer::Done | Answer::Refused(_)) {
            return Ok(false);
        }
        let this = Condition::all()
            .add(order::Column::ProgramId.eq(program))
            .add(order::Column::ServerId.eq(id))
            .add(order::Column::Step.eq(step.name()));
        let found = order::Entity::find().filter(this).one(self.reader()).await.map_err(TxError::from)?;
        match found {
            Some(row) => self.settle_order(&waiting(row)?, answer, self.now()).await,
            None => Ok(false),
        }
    }
}

/// The order that a transfer in this state waits for, if its program has a connector.
pub(super) fn wanted(row: &transfer::Model, driver: &Driver) -> Option<Step> {
    let (step, program) = match State::from_name(&row.state) {
        State::Debiting => (Step::Debit, &row.from_program),
        State::Crediting | State::Unresolved => (Step::Credit, &row.to_program),
        State::Refused if row.debited => (Step::Return, &row.from_program),
        _ => return None,
    };
    driver.connected.contains(program).then_some(step)
}

/// Replaces the order before a change of state by the one after it. An unresolved transfer keeps asking for the same.
pub(super) async fn replace(tx: &Tx, driver: &Driver, row: &transfer::Model) -> Result<(), TxError> {
    if driver.connected.is_empty() || State::from_name(&row.state) == State::Unresolved {
        return Ok(());
    }
    let of_transfer =
        Condition::all().add(order::Column::MemberId.eq(&row.member_id)).add(order::Column::TransferId.eq(&row.id));
    order::Entity::delete_many().filter(of_transfer).exec(&**tx).await?;
    let Some(step) = wanted(row, driver) else {
        // What both sides booked is compared when it is over.
        let ends = [(&row.from_program, &row.from_account), (&row.to_program, &row.to_account)];
        for (program, account) in
            ends.into_iter().filter(|(program, _)| !row.is_open && driver.connected.contains(*program))
        {
            mirrors::place(tx, program, account, driver.now).await?;
        }
        return Ok(());
    };
    let (account, program) = match step {
        Step::Credit => (&row.to_account, &row.to_program),
        Step::Debit | Step::Return => (&row.from_account, &row.from_program),
    };
    let points = match step {
        Step::Credit => Points::try_from(row.received)?.checked_add(Points::try_from(row.bonus)?)?,
        Step::Debit | Step::Return => Points::try_from(row.amount)?,
    };
    let model = order::Model {
        member_id: row.member_id.clone(),
        transfer_id: row.id.clone(),
        step: step.name().to_owned(),
        server_id: row.server_id.clone(),
        program_id: program.clone(),
        number: found(account::Entity::find_by_id(account.as_str()).one(&**tx).await?)?.number,
        points: points.as_i64(),
        made_at: driver.now.ms(),
        not_after: (step != Step::Return).then(|| deadline(row, driver)),
        attempts: 0,
        next_at: driver.now.ms(),
        said: String::new(),
        failed: 0,
        silent_since: None,
    };
    insert_all::<order::Entity, order::ActiveModel>(tx, vec![model]).await
}

/// A step that was due here is the partner's now, for its program has got a connector meanwhile; answers whether it is.
pub(super) async fn hand_over(tx: &Tx, driver: &Driver, row: &transfer::Model) -> Result<bool, TxError> {
    if wanted(row, driver).is_none() {
        return Ok(false);
    }
    replace(tx, driver, row).await?;
    let set = transfer::ActiveModel { due_at: Set(None), ..Default::default() };
    let this = transfer::Column::MemberId.eq(&row.member_id).and(transfer::Column::Id.eq(&row.id));
    transfer::Entity::update_many().set(set).filter(this).exec(&**tx).await?;
    Ok(true)
}

/// Counts the tries without an answer. The member is told when there are many of them, and when there is an answer again.
async fn hear_silence(
    tx: &Tx,
    driver: &Driver,
    set: &mut order::ActiveModel,
    before: &order::Model,
    answer: &Answer,
    asked: Timestamp,
) -> Result<(), TxError> {
    let (failed, since) = match answer {
        Answer::None(_) => (before.failed + 1, before.silent_since.or(Some(asked.ms()))),
        _ => (0, None),
    };
    if is_silent(failed) != is_silent(before.failed) {
        let (member_id, transfer_id) = (before.member_id.clone(), before.transfer_id.clone());
        let news = Book::of_member(tx, driver.reference.clone(), driver.now, &member_id).await?;
        let (seq, began, at) = (news.flush_numbered(tx).await?, is_silent(failed), driver.now.ms());
        let row = silence::Model { member_id, seq, transfer_id, began, at };
        insert_all::<silence::Entity, silence::ActiveModel>(tx, vec![row]).await?;
    }
    (set.failed, set.silent_since) = (Set(failed), Set(since));
    Ok(())
}

/// Whether that many tries in a row without an answer are worth telling.
pub(super) fn is_silent(failed: i64) -> bool {
    failed >= i64::from(CONNECTOR_SILENT_TRIES)
}

/// The latest arrival that the quote named, or the usual patience; sooner where the operator wants to know sooner.
fn deadline(row: &transfer::Model, driver: &Driver) -> i64 {
    let now = driver.now.ms();
    let patience = now + i64::from(CONNECTOR_DEADLINE_HOURS) * HOUR_MS;
    let named = row.latest_by.filter(|latest| *latest > now).unwrap_or(patience);
    let soonest = driver.deadline_seconds.map(|seconds| now + i64::from(seconds) * 1_000);
    soonest.into_iter().chain([named]).fold(i64::MAX, Ord::min)
}

fn waiting(row: order::Model) -> Result<Waiting, TxError> {
    Ok(Waiting {
        step: Step::from_name(&row.step).ok_or_else(|| TxError::broken("an order's step"))?,
        order: Order {
            number: row.number,
            points: Points::try_from(row.points)?,
            not_after: row.not_after.map(Timestamp::from_ms),
        },
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        member: row.member_id,
        transfer: TransferId(row.transfer_id),
        program: row.program_id,
        id: row.server_id,
        next_at: row.next_at,
    })
}

fn this(taken: &Waiting) -> Condition {
    Condition::all()
        .add(order::Column::MemberId.eq(&taken.member))
        .add(order::Column::TransferId.eq(&taken.transfer.0))
        .add(order::Column::Step.eq(taken.step.name()))
}

/// What the operator reads about an order that goes on waiting.
fn said(answer: &Answer) -> String {
    let text = match answer {
        Answer::Refused(why) | Answer::None(why) => why,
        Answer::NotKnown => "it does not know the id",
        Answer::Done | Answer::Pending => "it has not decided yet",
    };
    text.chars().take(CONNECTOR_REASON_CHARS).collect()
}
