//! Memberships whose truth is a partner's: its balance is read now and then, and where this ledger may have missed something. How a
//! difference is booked says `told.rs`.

use super::book::insert_all;
use super::entity::{account, entry, membership, mirror, transfer};
use super::memberships::{linked_accounts, membership_accounts};
use super::tx::{Tx, TxError, found};
use super::{Book, MemberId, Store, StoreError};
use contract::connector::{Balance, Entry};
use contract::limits::{CONNECTOR_CLOCKS_MS, CONNECTOR_LOOK_MINUTES, CONNECTOR_READ_HOURS};
use points::Timestamp;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, Set,
};

const READ_MS: i64 = CONNECTOR_READ_HOURS * 3_600_000;
const LOOK_MS: i64 = CONNECTOR_LOOK_MINUTES * 60_000;
/// Memberships that one transaction begins to ask about.
const ROWS: u64 = 500;

/// A membership whose balance a partner is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The account.
    pub account: String,
    /// Whose system is asked.
    pub program: String,
    /// The number there.
    pub number: String,
    /// How often it was asked.
    pub attempts: u32,
    /// How far in the partner's list of what happened everything is booked, where it has one.
    pub cursor: Option<String>,
    /// How often in a row it was not told what happened after that.
    pub untold: i64,
    /// The account's last entry before the question.
    seq: i64,
    /// When that was booked.
    booked_at: Option<i64>,
    next_at: i64,
}

impl Asked {
    /// When a balance was so, by our clock at most: one that is ahead makes no balance newer than its answer. `None` if that was before
    /// what is booked here was surely there.
    pub(crate) fn age_of(&self, balance: &Balance, now: Timestamp) -> Option<Timestamp> {
        let as_of = balance.as_of.min(now);
        self.booked_at.is_none_or(|at| as_of.ms() >= at + CONNECTOR_CLOCKS_MS).then_some(as_of)
    }
}

impl Store {
    /// Has the balances read that a partner keeps for this member, unless they were a short while ago; no partner is waited for.
    pub async fn read_soon(&self, member: &MemberId) -> Result<(), StoreError> {
        if self.connected.is_empty() {
            return Ok(());
        }
        let now = self.now();
        // Being read, read just now, or read later for a reason.
        let (due, fresh) = (now.ms(), now.ms() + READ_MS - LOOK_MS);
        let enough = Condition::any()
            .add(mirror::Column::Attempts.gt(0))
            .add(mirror::Column::NotBefore.gt(due))
            .add(mirror::Column::NextAt.lte(due))
            .add(mirror::Column::NextAt.gt(fresh));
        let own = linked_accounts(&member.0);
        let of_own = Condition::all().add(mirror::Column::AccountId.in_subquery(own.clone())).add(enough);
        let old = || {
            let without = asked_about().cond_where(of_own.clone()).to_owned();
            self.of_partners(without).filter(account::Column::Id.in_subquery(own.clone()))
        };
        if old().limit(1).one(self.reader()).await.map_err(TxError::from)?.is_none() {
            return Ok(());
        }
        self.write(&member.0, |tx| async move {
            for row in old().all(&*tx).await? {
                place(&tx, &row.program_id, &row.id, now).await?;
            }
            Ok(())
        })
        .await
    }

    /// Begins to ask about linked memberships that nobody asks about yet: their program has got a connector since.
    pub async fn start_mirrors(&self) -> Result<(), StoreError> {
        let (now, linked) = (self.now(), &membership_accounts());
        let missing = || self.of_partners(asked_about()).filter(account::Column::Id.in_subquery(linked.clone()));
        if self.connected.is_empty() || missing().limit(1).one(self.reader()).await.map_err(TxError::from)?.is_none() {
            return Ok(());
        }
        loop {
            let found = self.write("mirrors", |tx| async move {
                let rows = missing().limit(ROWS).all(&*tx).await?;
                let found = rows.len() as u64;
                let rows = rows.into_iter().map(|row| asked_at(&row.program_id, &row.id, now)).collect();
                insert_all::<mirror::Entity, mirror::ActiveModel>(&tx, rows).await?;
                Ok(found)
            });
            if found.await? < ROWS {
                return Ok(());
            }
        }
    }

    /// Accounts that partners keep, but those.
    fn of_partners(&self, without: SelectStatement) -> Select<account::Entity> {
        let connected = account::Column::ProgramId.is_in(self.connected.iter().map(String::as_str));
        account::Entity::find().filter(connected).filter(account::Column::Id.not_in_subquery(without))
    }

    /// Memberships that a partner is to be asked about now.
    pub(crate) async fn due_mirrors(&self, program: &str, most: u64) -> Result<Vec<Asked>, StoreError> {
        let now = self.now();
        self.read(|tx| async move {
            let due = mirror::Column::ProgramId.eq(program).and(mirror::Column::NextAt.lte(now.ms()));
            let due = mirror::Entity::find().filter(due);
            let rows = due.order_by_asc(mirror::Column::NextAt).limit(most).all(&*tx).await?;
            let mut asked = Vec::new();
            for row in rows {
                let account = found(account::Entity::find_by_id(row.account_id.as_str()).one(&*tx).await?)?;
                let last = entry::Entity::find_by_id((account.id.clone(), account.seq)).one(&*tx).await?;
                asked.push(Asked {
                    account: row.account_id,
                    program: account.program_id,
                    number: account.number,
                    attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
                    cursor: row.cursor,
                    untold: row.untold,
                    seq: account.seq,
                    booked_at: last.map(|entry| entry.at),
                    next_at: row.next_at,
                });
            }
            Ok(asked)
        })
        .await
    }

    /// Takes a question, so that no other instance asks it until then; answers whether it is ours. No answer would be of use while a
    /// transfer of the membership is under way: its end asks anew.
    pub(crate) async fn claim_mirror(&self, asked: &Asked, until: Timestamp) -> Result<bool, StoreError> {
        let later = self.now().plus_ms(READ_MS);
        self.write(&asked.account, |tx| async move {
            let Some(member) = link_of(&tx, asked).await? else {
                mirror::Entity::delete_many().filter(this(asked)).exec(&*tx).await?;
                return Ok(false);
            };
            let is_open = has_open_transfer(&tx, &member, &asked.account).await?;
            let (next, attempts) = if is_open { (later, 0) } else { (until, i64::from(asked.attempts) + 1) };
            let unchanged = this(asked).add(mirror::Column::NextAt.eq(asked.next_at));
            Ok(ask_at(&tx, unchanged, next, attempts).await? == 1 && !is_open)
        })
        .await
    }

    /// Asks later, because there was no answer.
    pub(crate) async fn postpone_mirror(&self, asked: &Asked, until: Timestamp) -> Result<(), StoreError> {
        self.write(&asked.account, |tx| async move {
            let set = mirror::ActiveModel { untold: Set(asked.untold), ..Default::default() };
            mirror::Entity::update_many().set(set).filter(this(asked)).exec(&*tx).await?;
            ask_at(&tx, this(asked), until, i64::from(asked.attempts) + 1).await.map(|_| ())
        })
        .await
    }

    /// Books what the partner's balance differs by, as what was told of it if that is it; `None` is a number that it does not have. While
    /// a transfer of the membership is under way, or if something was booked since the question or may have been since the balance was
    /// read, the answer compares nothing: answers whether it was of use.
    pub(crate) async fn settle_mirror(
        &self,
        asked: &Asked,
        balance: Option<&Balance>,
        told: &[Entry],
    ) -> Result<bool, StoreError> {
        let (now, reference) = (self.now(), &self.reference());
        let member = self.read(|tx| async move { link_of(&tx, asked).await }).await?;
        self.write(member.as_deref().unwrap_or(&asked.account), |tx| async move {
            let Some(member) = &link_of(&tx, asked).await? else {
                mirror::Entity::delete_many().filter(this(asked)).exec(&*tx).await?;
                return Ok(true);
            };
            let row = found(account::Entity::find_by_id(asked.account.as_str()).one(&*tx).await?)?;
            if row.seq != asked.seq || has_open_transfer(&tx, member, &asked.account).await? {
                return Ok(false);
            }
            // Another instance has booked what was told up to another position, or the number was linked anew.
            let mirror = mirror::Entity::find_by_id(asked.account.as_str()).one(&*tx).await?;
            if mirror.and_then(|mirror| mirror.cursor) != asked.cursor {
                return Ok(false);
            }
            let Some(balance) = balance else {
                answered(&tx, asked, now, None).await?;
                return Ok(true);
            };
            let Some(as_of) = asked.age_of(balance, now) else { return Ok(false) };
            let mut book = Book::of_member(&tx, reference.clone(), now, member).await?;
            book.load(&tx, &asked.account, &[]).await?;
            // Something has become due since: the partner was asked before it.
            if book.has_entries() {
                return Ok(false);
            }
            book.agree(&asked.account, balance, told)?;
            let name = &reference.program(&asked.program)?.program.name;
            book.flush(&tx).await?;
            let seen = account::ActiveModel { as_of: Set(as_of.ms()), source: Set(name.clone()), ..Default::default() };
            let this_account = account::Column::Id.eq(&asked.account);
            account::Entity::update_many().set(seen).filter(this_account).exec(&*tx).await?;
            answered(&tx, asked, now, Some(balance)).await?;
            Ok(true)
        })
        .await
    }
}

/// What ends here the partner ends in its own time: its balance is read after that, and not before.
pub(crate) async fn place_after_end(tx: &Tx, program: &str, account: &str, at: Timestamp) -> Result<(), TxError> {
    place(tx, program, account, at).await?;
    let set = mirror::ActiveModel { next_at: Set(at.ms()), not_before: Set(at.ms()), ..Default::default() };
    mirror::Entity::update_many().set(set).filter(mirror::Column::AccountId.eq(account)).exec(&**tx).await?;
    Ok(())
}

/// The balance of an account is to be read then.
pub(crate) async fn place(tx: &Tx, program: &str, account: &str, at: Timestamp) -> Result<(), TxError> {
    let this = Condition::all().add(mirror::Column::AccountId.eq(account));
    if ask_at(tx, this, at, 0).await? == 1 {
        return Ok(());
    }
    insert_all::<mirror::Entity, mirror::ActiveModel>(tx, vec![asked_at(program, account, at)]).await
}

/// Whether the partner said last that it does not have the account's number.
pub(super) async fn is_not_known(tx: &DatabaseTransaction, account: &str) -> Result<bool, TxError> {
    Ok(mirror::Entity::find_by_id(account).one(tx).await?.is_some_and(|row| row.not_known))
}

fn asked_at(program: &str, account: &str, at: Timestamp) -> mirror::Model {
    let (account_id, program_id) = (account.to_owned(), program.to_owned());
    mirror::Model {
        account_id,
        program_id,
        next_at: at.ms(),
        attempts: 0,
        not_known: false,
        not_before: 0,
        cursor: None,
        untold: 0,
    }
}

async fn ask_at(tx: &Tx, which: Condition, at: Timestamp, attempts: i64) -> Result<u64, TxError> {
    let not_before = Expr::col(mirror::Column::NotBefore);
    let next_at = Expr::case(not_before.clone().gt(at.ms()), not_before).finally(at.ms());
    let set = mirror::ActiveModel { attempts: Set(attempts), ..Default::default() };
    let update = mirror::Entity::update_many().set(set).col_expr(mirror::Column::NextAt, next_at.into());
    Ok(update.filter(which).exec(&**tx).await?.rows_affected)
}

/// There was an answer of use: the next is asked for after the usual while. With a balance comes how far the partner's list is booked;
/// a number that it does not have leaves that as it is.
async fn answered(tx: &Tx, asked: &Asked, now: Timestamp, balance: Option<&Balance>) -> Result<(), TxError> {
    let cursor = balance.map_or(NotSet, |balance| Set(balance.cursor.clone()));
    let not_known = Set(balance.is_none());
    let set = mirror::ActiveModel { not_known, cursor, untold: Set(0), ..Default::default() };
    mirror::Entity::update_many().set(set).filter(this(asked)).exec(&**tx).await?;
    ask_at(tx, this(asked), now.plus_ms(READ_MS), 0).await.map(|_| ())
}

/// Whoever links an account is told of what happens from then on.
pub(super) async fn begin_anew(tx: &DatabaseTransaction, account: &str) -> Result<(), TxError> {
    let set = mirror::ActiveModel { cursor: Set(None), untold: Set(0), ..Default::default() };
    mirror::Entity::update_many().set(set).filter(mirror::Column::AccountId.eq(account)).exec(tx).await?;
    Ok(())
}

/// The accounts that there is a question about, for conditions of other tables.
fn asked_about() -> SelectStatement {
    Query::select().column(mirror::Column::AccountId).from(mirror::Entity).to_owned()
}

async fn link_of(tx: &Tx, asked: &Asked) -> Result<Option<String>, TxError> {
    let link = membership::Column::AccountId.eq(&asked.account).and(membership::Column::UnlinkedAt.is_null());
    Ok(membership::Entity::find().filter(link).one(&**tx).await?.map(|link| link.member_id))
}

async fn has_open_transfer(tx: &Tx, member: &str, account: &str) -> Result<bool, TxError> {
    let either_end =
        Condition::any().add(transfer::Column::FromAccount.eq(account)).add(transfer::Column::ToAccount.eq(account));
    let open = transfer::Column::MemberId.eq(member).and(transfer::Column::IsOpen.eq(true));
    let open = transfer::Entity::find().filter(open).filter(either_end);
    Ok(open.limit(1).one(&**tx).await?.is_some())
}

fn this(asked: &Asked) -> Condition {
    Condition::all().add(mirror::Column::AccountId.eq(&asked.account))
}
