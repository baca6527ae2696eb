//! The catalog: rewards by number, tombstones included, so that a copy can be kept up to date.

use super::entity::{reward, reward_price};
use super::page::Slice;
use super::{Store, StoreError};
use contract::{Language, ProgramId, Reward, RewardId, RewardPrice, Rewards};
use points::Points;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

impl Store {
    /// A page of the catalog, by number, with names in one language.
    pub async fn rewards(&self, language: Language, cursor: Option<&str>, limit: u32) -> Result<Rewards, StoreError> {
        let slice = Slice::new(cursor, limit)?;
        self.read(|tx| async move {
            let mut find = reward::Entity::find();
            if let Some(after) = slice.after {
                find = find.filter(reward::Column::Id.gt(after));
            }
            let mut rows = find.order_by_asc(reward::Column::Id).limit(slice.fetch()).all(&*tx).await?;
            let next = slice.cut(&mut rows, |row| row.id);
            let count = reward::Entity::find().filter(reward::Column::Deleted.eq(false)).count(&*tx).await?;
            let latest = reward::Entity::find().order_by_desc(reward::Column::Seq).one(&*tx).await?;
            let ids = rows.iter().map(|row| row.id);
            let prices = reward_price::Entity::find().filter(reward_price::Column::RewardId.is_in(ids));
            let mut prices_of: BTreeMap<i64, Vec<RewardPrice>> = BTreeMap::new();
            for row in prices.order_by_asc(reward_price::Column::ProgramId).all(&*tx).await? {
                let price = RewardPrice { program: ProgramId(row.program_id), points: Points::try_from(row.points)? };
                prices_of.entry(row.reward_id).or_default().push(price);
            }
            let items = rows.into_iter().map(|row| {
                let prices = prices_of.remove(&row.id).unwrap_or_default();
                reward_from(row, language, prices)
            });
            Ok(Rewards {
                items: items.collect(),
                count: u32::try_from(count).unwrap_or(u32::MAX),
                categories: Vec::new(),
                seq: latest.map_or(0, |row| row.seq.unsigned_abs()),
                next,
            })
        })
        .await
    }
}

fn reward_from(row: reward::Model, language: Language, prices: Vec<RewardPrice>) -> Reward {
    Reward {
        id: RewardId(u32::try_from(row.id).unwrap_or(u32::MAX)),
        seq: row.seq.unsigned_abs(),
        deleted: row.deleted,
        name: match language {
            Language::Vi | Language::Unknown => row.name_vi,
            Language::En => row.name_en,
            Language::Ru => row.name_ru,
        },
        brand: row.brand,
        category: row.category,
        prices,
        until: None,
    }
}
