//! The lease: which instance runs the jobs. It saves work; correctness does not depend on it.

use crate::store::entity::lease;
use crate::store::{Store, StoreError, insert_all};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};

/// The one lease there is.
const NAME: &str = "jobs";
/// An instance that dies keeps the others waiting at most this long.
const LEASE_MS: i64 = 10_000;
/// A lease with less than this left is prolonged.
const RENEW_MS: i64 = 5_000;

impl Store {
    /// Takes or keeps the lease; answers whether this instance has it.
    pub(crate) async fn hold_lease(&self) -> Result<bool, StoreError> {
        let now = self.now().ms();
        self.write(NAME, |tx| async move {
            let (owner, until) = (self.owner().to_owned(), now + LEASE_MS);
            let Some(row) = lease::Entity::find_by_id(NAME).one(&*tx).await? else {
                let row = lease::Model { name: NAME.to_owned(), owner, until };
                insert_all::<lease::Entity, lease::ActiveModel>(&tx, vec![row]).await?;
                return Ok(true);
            };
            let is_mine = row.owner == owner;
            // A lease that ends too far ahead was taken by a clock that was wrong.
            let is_free = row.until <= now || row.until > now + LEASE_MS;
            if is_mine && !is_free && row.until - now > RENEW_MS {
                return Ok(true);
            }
            if is_mine || is_free {
                let set = lease::ActiveModel { owner: Set(owner), until: Set(until), ..Default::default() };
                lease::Entity::update_many().set(set).filter(lease::Column::Name.eq(NAME)).exec(&*tx).await?;
            }
            Ok(is_mine || is_free)
        })
        .await
    }

    /// Lets another instance go on at once.
    pub(crate) async fn give_up_lease(&self) -> Result<(), StoreError> {
        self.write(NAME, |tx| async move {
            let mine = lease::Column::Name.eq(NAME).and(lease::Column::Owner.eq(self.owner()));
            lease::Entity::delete_many().filter(mine).exec(&*tx).await?;
            Ok(())
        })
        .await
    }
}
