//! Marks of browsers that signed in with a phone number before: theirs is a part of the number's codes that nobody else uses up.
//!
//! A mark lets nobody in. It is the hash of the browser's token together with the number, so it is found without telling whether the
//! number is known, and leads from one number of a browser to no other.

use super::book::insert_all;
use super::entity::device_mark;
use super::tx::TxError;
use contract::limits::{DEVICE_MARK_DAYS, DEVICE_MARKS_MOST};
use points::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

/// Whether a browser with this mark signed in with the number that the mark is made of, and not too long ago.
pub(super) async fn is_marked(tx: &DatabaseTransaction, mark: &str, now: Timestamp) -> Result<bool, TxError> {
    let this = device_mark::Column::Hash.eq(mark).and(device_mark::Column::At.gt(oldest(now)));
    Ok(device_mark::Entity::find().filter(this).one(tx).await?.is_some())
}

/// The browser signed in; where a member has too many of them, the one that did so longest ago is forgotten.
pub(super) async fn mark(tx: &DatabaseTransaction, member: &str, mark: &str, now: Timestamp) -> Result<(), TxError> {
    device_mark::Entity::delete_many().filter(device_mark::Column::Hash.eq(mark)).exec(tx).await?;
    let own = device_mark::Entity::find().filter(device_mark::Column::MemberId.eq(member));
    let others = own.order_by_asc(device_mark::Column::At).order_by_asc(device_mark::Column::Hash).all(tx).await?;
    let surplus = (others.len() + 1).saturating_sub(DEVICE_MARKS_MOST);
    for row in others.into_iter().take(surplus) {
        device_mark::Entity::delete_by_id((row.member_id, row.hash)).exec(tx).await?;
    }
    let row = device_mark::Model { member_id: member.to_owned(), hash: mark.to_owned(), at: now.ms() };
    insert_all::<device_mark::Entity, device_mark::ActiveModel>(tx, vec![row]).await
}

/// When each browser that is known last signed in with the member's number, the latest first.
pub(super) async fn known(tx: &DatabaseTransaction, member: &str) -> Result<Vec<Timestamp>, TxError> {
    let own = device_mark::Entity::find().filter(device_mark::Column::MemberId.eq(member));
    let rows = own.order_by_desc(device_mark::Column::At).all(tx).await?;
    Ok(rows.into_iter().map(|row| Timestamp::from_ms(row.at)).collect())
}

/// Forgets marks that are too old; answers how many.
pub(super) async fn forget_marks(tx: &DatabaseTransaction, now: Timestamp) -> Result<u64, TxError> {
    let old = device_mark::Column::At.lte(oldest(now));
    Ok(device_mark::Entity::delete_many().filter(old).exec(tx).await?.rows_affected)
}

fn oldest(now: Timestamp) -> i64 {
    now.plus_days(-DEVICE_MARK_DAYS).ms()
}
