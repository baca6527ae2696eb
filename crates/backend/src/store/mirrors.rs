//! Memberships whose truth is a partner's: its balance is read where this ledger may have missed something, and a difference is booked as
//! a correction with the partner as its source.

use super::book::insert_all;
use super::entity::{account, entry, membership, mirror, transfer};
use super::tx::{Tx, TxError, found};
use super::{Book, Store, StoreError};
use contract::connector::Balance;
use contract::limits::CONNECTOR_CLOCKS_MS;
use points::{Points, Timestamp};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set};

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
    /// The account's last entry before the question.
    seq: i64,
    next_at: i64,
}

impl Store {
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
                asked.push(Asked {
                    account: row.account_id,
                    program: account.program_id,
                    number: account.number,
                    attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
                    seq: account.seq,
                    next_at: row.next_at,
                });
            }
            Ok(asked)
        })
        .await
    }

    /// Takes a question, so that no other instance asks it until then; answers whether it is ours.
    pub(crate) async fn claim_mirror(&self, asked: &Asked, until: Timestamp) -> Result<bool, StoreError> {
        let unchanged = this(asked).add(mirror::Column::NextAt.eq(asked.next_at));
        self.ask_again(asked, unchanged, until).await
    }

    /// Asks later, because there was no answer.
    pub(crate) async fn postpone_mirror(&self, asked: &Asked, until: Timestamp) -> Result<(), StoreError> {
        self.ask_again(asked, this(asked), until).await.map(|_| ())
    }

    async fn ask_again(&self, asked: &Asked, which: Condition, until: Timestamp) -> Result<bool, StoreError> {
        let set = || mirror::ActiveModel {
            next_at: Set(until.ms()),
            attempts: Set(i64::from(asked.attempts) + 1),
            ..Default::default()
        };
        let which = &which;
        self.write(&asked.account, |tx| async move {
            let done = mirror::Entity::update_many().set(set()).filter(which.clone()).exec(&*tx).await?;
            Ok(done.rows_affected == 1)
        })
        .await
    }

    /// Books what the partner's balance differs by; `None` is a number that it does not have. While a transfer of the membership is under
    /// way, or if something was booked since the question or may have been since the balance was read, the answer compares nothing:
    /// answers whether it was of use.
    pub(crate) async fn settle_mirror(&self, asked: &Asked, balance: Option<&Balance>) -> Result<bool, StoreError> {
        let (now, reference) = (self.now(), &self.reference());
        let member = self.read(|tx| async move { link_of(&tx, asked).await }).await?;
        self.write(member.as_deref().unwrap_or(&asked.account), |tx| async move {
            let (Some(member), Some(balance)) = (&link_of(&tx, asked).await?, balance) else {
                mirror::Entity::delete_many().filter(this(asked)).exec(&*tx).await?;
                return Ok(true);
            };
            let row = found(account::Entity::find_by_id(asked.account.as_str()).one(&*tx).await?)?;
            let last = entry::Entity::find_by_id((asked.account.clone(), row.seq)).one(&*tx).await?;
            let is_new = last.is_none_or(|last| balance.as_of.ms() >= last.at + CONNECTOR_CLOCKS_MS);
            if row.seq != asked.seq || !is_new || has_open_transfer(&tx, member, &asked.account).await? {
                return Ok(false);
            }
            let mut book = Book::of_member(&tx, reference.clone(), now, member).await?;
            book.load(&tx, &asked.account, &[]).await?;
            // Something has become due since: the partner was asked before it.
            if book.has_entries() {
                return Ok(false);
            }
            let (ours, theirs) = (Points::try_from(book.account(&asked.account)?.row.available)?, balance.points);
            let name = &reference.program(&asked.program)?.program.name;
            match (theirs.checked_sub(ours), ours.checked_sub(theirs)) {
                (Some(more), _) if !more.is_zero() => book.add(&asked.account, more, name)?,
                (_, Some(less)) if !less.is_zero() => book.take_off(&asked.account, less, name)?,
                _ => {}
            }
            book.flush(&tx).await?;
            let seen = account::ActiveModel {
                as_of: Set(Ord::min(balance.as_of.ms(), now.ms())),
                source: Set(name.clone()),
                ..Default::default()
            };
            let this_account = account::Column::Id.eq(&asked.account);
            account::Entity::update_many().set(seen).filter(this_account).exec(&*tx).await?;
            mirror::Entity::delete_many().filter(this(asked)).exec(&*tx).await?;
            Ok(true)
        })
        .await
    }
}

/// The balance of an account is to be read then.
pub(crate) async fn place(tx: &Tx, program: &str, account: &str, at: Timestamp) -> Result<(), TxError> {
    let (account_id, program_id) = (account.to_owned(), program.to_owned());
    let row = mirror::Model { account_id, program_id, next_at: at.ms(), attempts: 0 };
    mirror::Entity::delete_many().filter(mirror::Column::AccountId.eq(account)).exec(&**tx).await?;
    insert_all::<mirror::Entity, mirror::ActiveModel>(tx, vec![row]).await
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
