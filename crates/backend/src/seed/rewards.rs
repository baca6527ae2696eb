//! The sample catalog: each line is an item that several brands give, priced by its value in several programs.

use super::read::{Line, lines};
use super::{Seed, SeedError, replace};
use crate::store::entity::{reward, reward_price};
use crate::store::tx::{Tx, TxError};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

/// Numbers of one item's rewards lie together: brands of one item at most.
const BRANDS_MOST: usize = 100;
/// Prices are rounded up to a multiple of this.
const PRICE_STEP: u64 = 10;

/// A reward with its prices; the sequence number is given when it is written.
#[derive(Clone, Debug)]
pub struct RewardLine {
    reward: reward::Model,
    prices: Vec<reward_price::Model>,
}

/// Reads the catalog, with prices by the indicative values of the seed's programs.
pub fn rewards(seed: &Seed<'_>) -> Result<Vec<RewardLine>, SeedError> {
    let mut values = BTreeMap::new();
    for program in lines("programs", seed.programs)? {
        values.insert(program.id(), program.some_number("point_value_vnd_milli")?);
    }
    let mut rewards = Vec::new();
    for line in lines("rewards", seed.rewards)? {
        let item = line.some_number("item")?;
        for (brand, index) in line.list("brands")?.into_iter().zip(1..BRANDS_MOST) {
            let id =
                i64::try_from(item * BRANDS_MOST as u64 + index as u64).map_err(|_| line.bad("item is too large"))?;
            rewards.push(RewardLine { reward: row(&line, id, brand)?, prices: prices(&line, id, &values)? });
        }
    }
    Ok(rewards)
}

fn row(line: &Line, id: i64, brand: String) -> Result<reward::Model, SeedError> {
    let named = |field: &str| line.some_text(field).map(|name| format!("{name}, {brand}"));
    Ok(reward::Model {
        id,
        seq: 0,
        deleted: false,
        category: line.some_text("category")?,
        name_vi: named("vi")?,
        name_en: named("en")?,
        name_ru: named("ru")?,
        basis: "sample".to_owned(),
        brand,
    })
}

fn prices(line: &Line, id: i64, values: &BTreeMap<String, u64>) -> Result<Vec<reward_price::Model>, SeedError> {
    let vnd = line.some_number("vnd")?;
    let mut prices = Vec::new();
    for program_id in line.list("programs")? {
        let value = values.get(&program_id).copied().filter(|value| *value > 0);
        let value =
            value.ok_or_else(|| line.bad(format!("the program {program_id} is not in the seed, or has no value")))?;
        let points = vnd.saturating_mul(1_000).div_ceil(value).next_multiple_of(PRICE_STEP);
        prices.push(reward_price::Model { reward_id: id, program_id, points: points.cast_signed() });
    }
    Ok(prices)
}

/// Writes what differs: each change gets the next number of the catalog's sequence, what is gone becomes a tombstone.
pub async fn write(tx: &Tx, rewards: &[RewardLine]) -> Result<(), TxError> {
    let stored = reward::Entity::find().all(&**tx).await?;
    let mut seq = stored.iter().map(|row| row.seq).max().unwrap_or(0);
    let mut stored: BTreeMap<i64, reward::Model> = stored.into_iter().map(|row| (row.id, row)).collect();
    let mut changed = Vec::new();
    for line in rewards {
        let same = |row: &reward::Model| reward::Model { seq: 0, ..row.clone() } == line.reward;
        let is_same = stored.remove(&line.reward.id).is_some_and(|row| same(&row));
        let of_reward = reward_price::Column::RewardId.eq(line.reward.id);
        let prices = reward_price::Entity::find().filter(of_reward.clone()).all(&**tx).await?;
        let same_prices = prices.len() == line.prices.len() && prices.iter().all(|price| line.prices.contains(price));
        if is_same && same_prices {
            continue;
        }
        seq += 1;
        reward_price::Entity::delete_many().filter(of_reward).exec(&**tx).await?;
        changed.push((reward::Model { seq, ..line.reward.clone() }, line.prices.clone()));
    }
    for row in stored.into_values().filter(|row| !row.deleted) {
        seq += 1;
        changed.push((reward::Model { seq, deleted: true, ..row }, Vec::new()));
    }
    let (rows, prices): (Vec<_>, Vec<_>) = changed.into_iter().unzip();
    use reward::Column as C;
    let columns = [C::Seq, C::Deleted, C::Brand, C::Category, C::NameVi, C::NameEn, C::NameRu, C::Basis];
    replace::<reward::Entity, reward::ActiveModel>(tx, rows, &[C::Id], &columns).await?;
    crate::store::insert_all::<reward_price::Entity, reward_price::ActiveModel>(tx, prices.concat()).await
}
