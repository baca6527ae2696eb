//! Memberships: which member an account is linked to. The account belongs to program and number, and survives unlinking.

use super::book::insert_all;
use super::entity::{account, member, membership, transfer};
use super::tx::{TxError, found};
use super::{MemberId, Refused, Store, StoreError, mirrors};
use contract::{MembershipId, ProgramId};
use points::Timestamp;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Set};
use uuid::Uuid;

impl Store {
    /// Links the account of that number without asking for a proof. The account is made if the program has not seen the
    /// number yet.
    pub async fn link(&self, member: &MemberId, program: &ProgramId, number: &str) -> Result<MembershipId, StoreError> {
        let (now, reference) = (self.now(), &self.reference());
        self.write(&member.0, |tx| async move {
            found(member::Entity::find_by_id(&member.0).one(&*tx).await?)?;
            let account = match account_of(&tx, &program.0, number).await? {
                Some(account) => account,
                None => {
                    let row = account_row(&reference.program(&program.0)?.program, number, now);
                    insert_all::<account::Entity, account::ActiveModel>(&tx, vec![row.clone()]).await?;
                    row
                }
            };
            if !is_linked(&tx, &member.0, &account.id).await? {
                link_account(&tx, &member.0, &account, now).await?;
            }
            Ok(MembershipId(account.id))
        })
        .await
    }

    /// Takes the link away. The account stays with its program, and whoever proves control of the number finds it again.
    pub async fn unlink(&self, member: &MemberId, id: &MembershipId) -> Result<(), StoreError> {
        let now = self.now();
        self.write(&member.0, |tx| async move {
            if !is_linked(&tx, &member.0, &id.0).await? {
                return Err(Refused::NotFound.into());
            }
            let either_end = Condition::any()
                .add(transfer::Column::FromAccount.eq(&id.0))
                .add(transfer::Column::ToAccount.eq(&id.0));
            refuse_while_open(&tx, &member.0, either_end).await?;
            let this = membership::Column::MemberId.eq(&member.0).and(membership::Column::AccountId.eq(&id.0));
            let set = membership::ActiveModel { unlinked_at: Set(Some(now.ms())), ..Default::default() };
            membership::Entity::update_many().set(set).filter(this).exec(&*tx).await?;
            Ok(())
        })
        .await
    }
}

/// Refuses while a transfer of the member that fits is not over.
pub(super) async fn refuse_while_open(tx: &DatabaseTransaction, member: &str, which: Condition) -> Result<(), TxError> {
    let open = transfer::Column::MemberId.eq(member).and(transfer::Column::IsOpen.eq(true));
    let one = transfer::Entity::find().filter(open).filter(which).limit(1).one(tx).await?;
    if one.is_none() { Ok(()) } else { Err(Refused::TransferOpen.into()) }
}

/// Refuses unless all these memberships are this member's and linked.
pub(super) async fn linked(tx: &DatabaseTransaction, member: &str, accounts: &[&MembershipId]) -> Result<(), TxError> {
    let ids = accounts.iter().map(|account| account.0.as_str());
    let these = membership::Column::MemberId.eq(member).and(membership::Column::AccountId.is_in(ids));
    let rows = membership::Entity::find().filter(these).all(tx).await?;
    for account in accounts {
        let row = found(rows.iter().find(|row| row.account_id == account.0))?;
        if row.unlinked_at.is_some() {
            return Err(Refused::NoMembership.into());
        }
    }
    Ok(())
}

/// Whether the account is linked to the member now.
pub(super) async fn is_linked(tx: &DatabaseTransaction, member: &str, account: &str) -> Result<bool, TxError> {
    let row = membership::Entity::find_by_id((member.to_owned(), account.to_owned())).one(tx).await?;
    Ok(row.is_some_and(|row| row.unlinked_at.is_none()))
}

/// The accounts that are linked to somebody, for conditions of other tables.
pub(super) fn membership_accounts() -> SelectStatement {
    let linked = membership::Column::UnlinkedAt.is_null();
    Query::select().column(membership::Column::AccountId).from(membership::Entity).and_where(linked).to_owned()
}

/// The accounts that are linked to the member now, for conditions of other tables.
pub(super) fn linked_accounts(member: &str) -> SelectStatement {
    let mut select = Query::select();
    let own = membership::Column::MemberId.eq(member).and(membership::Column::UnlinkedAt.is_null());
    select.column(membership::Column::AccountId).from(membership::Entity).and_where(own);
    select
}

/// The account of that number, if the program has seen it.
pub(super) async fn account_of(
    tx: &DatabaseTransaction,
    program: &str,
    number: &str,
) -> Result<Option<account::Model>, TxError> {
    let same = account::Column::ProgramId.eq(program).and(account::Column::Number.eq(number));
    Ok(account::Entity::find().filter(same).one(tx).await?)
}

/// Whether the member has a membership in that program now.
pub(super) async fn has_in_program(tx: &DatabaseTransaction, member: &str, program: &str) -> Result<bool, TxError> {
    let own = account::Column::Id.in_subquery(linked_accounts(member));
    let find = account::Entity::find().filter(own).filter(account::Column::ProgramId.eq(program));
    Ok(find.limit(1).one(tx).await?.is_some())
}

/// Links an account. One number has one member, and one member has one number in a program.
pub(super) async fn link_account(
    tx: &DatabaseTransaction,
    member: &str,
    account: &account::Model,
    now: Timestamp,
) -> Result<(), TxError> {
    let of_account = membership::Entity::find().filter(membership::Column::AccountId.eq(&account.id)).all(tx).await?;
    if of_account.iter().any(|row| row.unlinked_at.is_none() && row.member_id != member) {
        return Err(Refused::NumberTaken.into());
    }
    if has_in_program(tx, member, &account.program_id).await? {
        return Err(Refused::AlreadyLinked.into());
    }
    mirrors::begin_anew(tx, &account.id).await?;
    if of_account.iter().any(|row| row.member_id == member) {
        let this = membership::Column::MemberId.eq(member).and(membership::Column::AccountId.eq(&account.id));
        let set = membership::ActiveModel { linked_at: Set(now.ms()), unlinked_at: Set(None), ..Default::default() };
        membership::Entity::update_many().set(set).filter(this).exec(tx).await?;
        return Ok(());
    }
    insert_all::<membership::Entity, membership::ActiveModel>(tx, vec![link_row(member, &account.id, now)]).await
}

/// The link of an account to a member.
pub(crate) fn link_row(member: &str, account: &str, now: Timestamp) -> membership::Model {
    let (member_id, account_id) = (member.to_owned(), account.to_owned());
    membership::Model { member_id, account_id, linked_at: now.ms(), unlinked_at: None }
}

/// An empty account of that number.
pub(crate) fn account_row(program: &contract::Program, number: &str, now: Timestamp) -> account::Model {
    let source = match program.owner {
        contract::Owner::InHouse => "gom".to_owned(),
        _ => format!("{} (sample mirror)", program.id),
    };
    account::Model {
        id: Uuid::now_v7().to_string(),
        program_id: program.id.0.clone(),
        number: number.to_owned(),
        tier: None,
        tier_points: 0,
        available: 0,
        pending: 0,
        held: 0,
        seq: 0,
        lot_seq: 0,
        lots_end_at: None,
        as_of: now.ms(),
        source,
    }
}
