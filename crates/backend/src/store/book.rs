//! The book: accounts and lots of one transaction in memory, changed by entries and written back together.

use super::entity::{account, entry, event, lot, lot_end, member, posting};
use super::reference::{ProgramInfo, Reference};
use super::tx::{TxError, found};
use contract::{ActivityKind, ProgramId, RewardId, TransferId};
use points::{Points, Timestamp};
use sea_orm::sea_query::IntoCondition;
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, Set};
use sea_orm::{DatabaseTransaction, ModelTrait};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows of one INSERT statement at most.
const ROWS: usize = 500;

/// Entries, balances and events of one transaction before they are written.
pub(crate) struct Book {
    pub(super) reference: Arc<Reference>,
    pub(super) now: Timestamp,
    pub(super) accounts: BTreeMap<String, Account>,
    pub(super) entries: Vec<entry::Model>,
    pub(super) postings: Vec<posting::Model>,
    /// Whom entries are told to.
    pub(super) member: Option<member::Model>,
    /// The member's last number as it is stored.
    stored_number: i64,
    events: Vec<event::Model>,
}

/// An account with the lots that matter.
pub(super) struct Account {
    pub row: account::Model,
    /// The number of its last stored entry; `None` for a new account.
    stored_seq: Option<i64>,
    pub lots: BTreeMap<i64, LotState>,
}

pub(super) struct LotState {
    pub row: lot::Model,
    /// When the stored lot ends; `None` for a new lot.
    stored_end: Option<Option<i64>>,
    pub changed: bool,
}

/// Points that are earned.
#[derive(Clone, Copy, Debug)]
pub struct Earned<'a> {
    /// How many.
    pub amount: Points,
    /// When; the program's rule of expiry counts from here.
    pub at: Timestamp,
    /// From when they can be used; `None` at once.
    pub release_at: Option<Timestamp>,
    /// What for, as the partner wrote it.
    pub text: &'a str,
}

/// What a member reads about an entry.
pub(super) struct Told<'a> {
    pub kind: ActivityKind,
    pub at: Timestamp,
    pub amount: Points,
    pub incoming: bool,
    pub text: &'a str,
    /// The member's id of the transfer and the program at its other end.
    pub transfer: Option<(&'a TransferId, &'a ProgramId)>,
    /// The reward that was bought.
    pub reward: Option<RewardId>,
}

impl Told<'_> {
    /// Words that are only about the account.
    pub fn plain(kind: ActivityKind, at: Timestamp, amount: Points, incoming: bool, text: &str) -> Told<'_> {
        Told { kind, at, amount, incoming, text, transfer: None, reward: None }
    }
}

/// Points that are spent on something.
#[derive(Clone, Copy, Debug)]
pub struct Spent<'a> {
    /// How many.
    pub amount: Points,
    /// When.
    pub at: Timestamp,
    /// What for, as the partner wrote it.
    pub text: &'a str,
    /// The reward of the catalog, where it is one.
    pub reward: Option<RewardId>,
}

impl Book {
    /// An empty book at `now`.
    pub fn new(reference: Arc<Reference>, now: Timestamp) -> Book {
        let (accounts, entries, postings) = (BTreeMap::new(), Vec::new(), Vec::new());
        Book { reference, now, accounts, entries, postings, member: None, stored_number: 0, events: Vec::new() }
    }

    /// A book whose entries are told to this member.
    pub async fn of_member(
        tx: &DatabaseTransaction,
        reference: Arc<Reference>,
        now: Timestamp,
        member: &str,
    ) -> Result<Book, TxError> {
        let row = found(member::Entity::find_by_id(member).one(tx).await?)?;
        Ok(Book { stored_number: row.event_seq, member: Some(row), ..Book::new(reference, now) })
    }

    /// The number of the latest event.
    pub fn last_event(&self) -> i64 {
        self.member.as_ref().map_or(0, |member| member.event_seq)
    }

    /// Writes everything, and answers the number that a change of a transfer has by it: that of the latest event, or one of its
    /// own where the member was told of no points.
    pub async fn flush_numbered(mut self, tx: &DatabaseTransaction) -> Result<i64, TxError> {
        let none_told = self.last_event() == self.stored_number;
        if let (Some(member), true) = (&mut self.member, none_told) {
            member.event_seq += 1;
        }
        let number = self.last_event();
        self.flush(tx).await.map(|()| number)
    }

    /// Whether anything was booked.
    pub fn has_entries(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Loads an account with its open lots and these others, and settles what is due on it.
    pub async fn load(&mut self, tx: &DatabaseTransaction, id: &str, others: &[i64]) -> Result<(), TxError> {
        let row = found(account::Entity::find_by_id(id).one(tx).await?)?;
        let open_or_named = Condition::any()
            .add(lot::Column::IsOpen.eq(true))
            .add_option((!others.is_empty()).then(|| lot::Column::No.is_in(others.iter().copied()).into_condition()));
        let lots = lot::Entity::find().filter(lot::Column::AccountId.eq(id)).filter(open_or_named).all(tx).await?;
        let state = |row: lot::Model| (row.no, LotState { stored_end: Some(row.expires_at), row, changed: false });
        let lots = lots.into_iter().map(state).collect();
        self.accounts.insert(id.to_owned(), Account { stored_seq: Some(row.seq), row, lots });
        self.settle(id)
    }

    /// Adds an account that is not stored yet.
    pub fn add_account(&mut self, row: account::Model) {
        self.accounts.insert(row.id.clone(), Account { row, stored_seq: None, lots: BTreeMap::new() });
    }

    pub(super) fn account(&mut self, id: &str) -> Result<&mut Account, TxError> {
        self.accounts.get_mut(id).ok_or_else(|| TxError::broken("an account was not loaded"))
    }

    pub(super) fn info<'r>(reference: &'r Reference, account: &Account) -> Result<&'r ProgramInfo, TxError> {
        reference.program(&account.row.program_id)
    }

    /// Tells the member, if the account has one.
    pub(super) fn tell(&mut self, account: &str, told: Told<'_>) -> Result<(), TxError> {
        let program_id = self.account(account)?.row.program_id.clone();
        let Some(member) = &mut self.member else { return Ok(()) };
        if told.amount.is_zero() {
            return Ok(());
        }
        member.event_seq += 1;
        self.events.push(event::Model {
            member_id: member.id.clone(),
            seq: member.event_seq,
            at: told.at.ms(),
            kind: super::activity::kind_name(told.kind).to_owned(),
            account_id: account.to_owned(),
            program_id,
            amount: told.amount.as_i64(),
            incoming: told.incoming,
            text: told.text.to_owned(),
            transfer_id: told.transfer.map(|(id, _)| id.0.clone()),
            other_program: told.transfer.map(|(_, program)| program.0.clone()),
            reward_id: told.reward.map(|reward| reward.0.into()),
        });
        Ok(())
    }

    /// Writes everything that changed.
    pub async fn flush(self, tx: &DatabaseTransaction) -> Result<(), TxError> {
        if let Some(member) = self.member.as_ref().filter(|member| member.event_seq != self.stored_number) {
            let set = member::ActiveModel { event_seq: Set(member.event_seq), ..Default::default() };
            let update = member::Entity::update_many().set(set).filter(member::Column::Id.eq(&member.id));
            update.exec(tx).await?;
        }
        let (mut new_accounts, mut new_lots, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for account in self.accounts.into_values() {
            ends.extend(account.moved_ends());
            match account.stored_seq {
                Some(stored) if stored == account.row.seq => {}
                Some(stored) => write_account(tx, account.row, stored).await?,
                None => new_accounts.push(account.row),
            }
            for lot in account.lots.into_values().filter(|lot| lot.changed) {
                let row = with_derived(lot.row);
                if lot.stored_end.is_some() { write_lot(tx, row).await? } else { new_lots.push(row) }
            }
        }
        insert_all::<account::Entity, _>(tx, new_accounts).await?;
        insert_all::<lot::Entity, _>(tx, new_lots).await?;
        insert_all::<entry::Entity, _>(tx, self.entries).await?;
        insert_all::<posting::Entity, _>(tx, self.postings).await?;
        insert_all::<lot_end::Entity, _>(tx, ends).await?;
        insert_all::<event::Entity, _>(tx, self.events).await
    }
}

impl Account {
    /// Starts an empty lot and answers its number.
    pub fn start_lot(&mut self, origin: &str, earned_at: Timestamp, expires_at: Option<Timestamp>) -> i64 {
        self.row.lot_seq += 1;
        let row = lot::Model {
            account_id: self.row.id.clone(),
            no: self.row.lot_seq,
            origin: origin.to_owned(),
            earned_at: earned_at.ms(),
            expires_at: expires_at.map(Timestamp::ms),
            release_at: None,
            available: 0,
            pending: 0,
            held: 0,
            is_open: false,
            due_at: None,
        };
        self.lots.insert(row.no, LotState { row, stored_end: None, changed: true });
        self.row.lot_seq
    }

    /// What the journal keeps of lots that are new or end at another time, under the account's latest entry.
    fn moved_ends(&self) -> Vec<lot_end::Model> {
        let moved = self.lots.values().filter(|lot| lot.stored_end != Some(lot.row.expires_at));
        let end = |lot: &LotState| lot_end::Model {
            account_id: lot.row.account_id.clone(),
            no: lot.row.no,
            seq: self.row.seq,
            expires_at: lot.row.expires_at,
        };
        moved.map(end).collect()
    }
}

/// Writes rows in as few statements as the databases' limits allow.
pub(crate) async fn insert_all<E, A>(tx: &DatabaseTransaction, rows: Vec<E::Model>) -> Result<(), TxError>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = E>,
{
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        E::insert_many(rows.by_ref().take(ROWS).collect::<Vec<A>>()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Fills in what other columns of the lot decide.
fn with_derived(mut row: lot::Model) -> lot::Model {
    row.is_open = row.available + row.pending + row.held > 0;
    let expiry = row.expires_at.filter(|_| row.available > 0);
    let release = row.release_at.filter(|_| row.pending > 0);
    row.due_at = [expiry, release].into_iter().flatten().min();
    row
}

async fn write_account(tx: &DatabaseTransaction, row: account::Model, stored_seq: i64) -> Result<(), TxError> {
    let set = account::ActiveModel {
        available: Set(row.available),
        pending: Set(row.pending),
        held: Set(row.held),
        seq: Set(row.seq),
        lot_seq: Set(row.lot_seq),
        lots_end_at: Set(row.lots_end_at),
        as_of: Set(row.as_of),
        ..Default::default()
    };
    let is_unchanged = Condition::all().add(account::Column::Id.eq(row.id)).add(account::Column::Seq.eq(stored_seq));
    let done = account::Entity::update_many().set(set).filter(is_unchanged).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(TxError::broken("an account changed under the transaction")) }
}

async fn write_lot(tx: &DatabaseTransaction, row: lot::Model) -> Result<(), TxError> {
    let set = lot::ActiveModel {
        expires_at: Set(row.expires_at),
        available: Set(row.available),
        pending: Set(row.pending),
        held: Set(row.held),
        is_open: Set(row.is_open),
        due_at: Set(row.due_at),
        ..Default::default()
    };
    let this = Condition::all().add(lot::Column::AccountId.eq(row.account_id)).add(lot::Column::No.eq(row.no));
    lot::Entity::update_many().set(set).filter(this).exec(tx).await?;
    Ok(())
}
