//! Writing the catalog: what differs gets the next number of its sequence; what an earlier import of the same name brought and
//! this one does not becomes a tombstone.

use super::replace;
use super::rewards::{CatalogLines, RewardLine};
use crate::store::entity::{reward, reward_category, reward_kind, reward_price};
use crate::store::insert_all;
use crate::store::tx::{Tx, TxError};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// Rewards whose prices are deleted in one statement.
const IDS: usize = 500;

/// Writes what differs from what is stored.
pub async fn write(tx: &Tx, lines: &CatalogLines) -> Result<(), TxError> {
    words(tx, lines).await?;
    let stored = reward::Entity::find().all(&**tx).await?;
    let mut seq = stored.iter().map(|row| row.seq).max().unwrap_or(0);
    let mut stored: BTreeMap<i64, reward::Model> = stored.into_iter().map(|row| (row.id, row)).collect();
    let mut prices = prices(tx).await?;
    let (mut rows, mut new_prices, mut old_prices) = (Vec::new(), Vec::new(), Vec::new());
    for RewardLine { reward, prices: wanted } in &lines.rewards {
        let old = prices.remove(&reward.id).unwrap_or_default();
        let same = |row: reward::Model| reward::Model { seq: 0, ..row } == *reward;
        let same_prices = old.len() == wanted.len() && old.iter().all(|price| wanted.contains(price));
        if stored.remove(&reward.id).is_some_and(same) && same_prices {
            continue;
        }
        seq += 1;
        rows.push(reward::Model { seq, ..reward.clone() });
        old_prices.extend((!old.is_empty()).then_some(reward.id));
        new_prices.extend(wanted.iter().cloned());
    }
    for row in stored.into_values().filter(|row| !row.deleted && row.basis == lines.name) {
        seq += 1;
        old_prices.push(row.id);
        rows.push(reward::Model { seq, deleted: true, ..row });
    }
    for ids in old_prices.chunks(IDS) {
        let of_rewards = reward_price::Column::RewardId.is_in(ids.iter().copied());
        reward_price::Entity::delete_many().filter(of_rewards).exec(&**tx).await?;
    }
    use reward::Column as C;
    let columns = [
        C::Seq,
        C::Deleted,
        C::Brand,
        C::Category,
        C::NameVi,
        C::NameEn,
        C::NameRu,
        C::Basis,
        C::Kind,
        C::Vnd,
        C::Until,
    ];
    replace::<reward::Entity, reward::ActiveModel>(tx, rows, &[C::Id], &columns).await?;
    insert_all::<reward_price::Entity, reward_price::ActiveModel>(tx, new_prices).await
}

/// Kinds and categories have no history. They stay when nothing refers to them any more: other imports may.
async fn words(tx: &Tx, lines: &CatalogLines) -> Result<(), TxError> {
    use reward_category::Column as C;
    use reward_kind::Column as K;
    let columns = [K::ValidDays, K::AboutVi, K::AboutEn, K::AboutRu, K::TermsVi, K::TermsEn, K::TermsRu];
    replace::<reward_kind::Entity, reward_kind::ActiveModel>(tx, lines.kinds.clone(), &[K::Id], &columns).await?;
    let (rows, columns) = (lines.categories.clone(), [C::WordsVi, C::WordsEn, C::WordsRu]);
    replace::<reward_category::Entity, reward_category::ActiveModel>(tx, rows, &[C::Id], &columns).await
}

async fn prices(tx: &Tx) -> Result<BTreeMap<i64, Vec<reward_price::Model>>, TxError> {
    let mut prices: BTreeMap<i64, Vec<reward_price::Model>> = BTreeMap::new();
    for row in reward_price::Entity::find().order_by_asc(reward_price::Column::RewardId).all(&**tx).await? {
        prices.entry(row.reward_id).or_default().push(row);
    }
    Ok(prices)
}
