//! Closing an account: what is personal goes, what the ledger needs stays without a name.
//!
//! The member's row, events, transfers and mutations stay, for entries and balances refer to them; they lead to nobody any
//! more. Accounts go back to their programs: whoever proves control of a number finds its balance.

use super::entity::{challenge, code, consent, device_mark, member, membership, passkey, quote, session};
use super::members::{DEFAULT_CURRENCY, DEFAULT_ZONE, fresh_mark};
use super::memberships::refuse_while_open;
use super::tx::found;
use super::{MemberId, Store, StoreError};
use crate::one_time::Purpose;
use contract::Language;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, Set};

impl Store {
    /// Closes the account, unless a transfer of the member is not over.
    pub async fn close_account(&self, member: &MemberId) -> Result<(), StoreError> {
        let (now, id) = (self.now(), &member.0);
        self.write(id, |tx| async move {
            let row = found(member::Entity::find_by_id(id).one(&*tx).await?)?;
            refuse_while_open(&tx, id, Condition::all()).await?;
            session::Entity::delete_many().filter(session::Column::MemberId.eq(id)).exec(&*tx).await?;
            device_mark::Entity::delete_many().filter(device_mark::Column::MemberId.eq(id)).exec(&*tx).await?;
            consent::Entity::delete_many().filter(consent::Column::MemberId.eq(id)).exec(&*tx).await?;
            passkey::Entity::delete_many().filter(passkey::Column::MemberId.eq(id)).exec(&*tx).await?;
            challenge::Entity::delete_many().filter(challenge::Column::Owner.eq(id)).exec(&*tx).await?;
            // A quote that a transfer accepted belongs to the ledger; the others tell what the member only thought of.
            let unused = quote::Column::MemberId.eq(id).and(quote::Column::UsedBy.is_null());
            quote::Entity::delete_many().filter(unused).exec(&*tx).await?;
            membership::Entity::delete_many().filter(membership::Column::MemberId.eq(id)).exec(&*tx).await?;
            let to_phone = row.phone.as_ref().map(|phone| {
                let sign_in = code::Column::Purpose.eq(Purpose::SignIn.name());
                Condition::all().add(sign_in).add(code::Column::Target.eq(phone))
            });
            let codes = Condition::any().add(code::Column::Owner.eq(id)).add_option(to_phone);
            code::Entity::delete_many().filter(codes).exec(&*tx).await?;
            let nobody = member::ActiveModel {
                mark: Set(fresh_mark()),
                name: Set(String::new()),
                language: Set(Language::Vi.tag().to_owned()),
                zone: Set(DEFAULT_ZONE.to_owned()),
                currency: Set(DEFAULT_CURRENCY.to_owned()),
                birthday: Set(None),
                phone: Set(None),
                closed_at: Set(Some(now.ms())),
                passkeys_changed_at: Set(None),
                ..Default::default()
            };
            member::Entity::update_many().set(nobody).filter(member::Column::Id.eq(id)).exec(&*tx).await?;
            Ok(())
        })
        .await
    }
}
