//! How long transfers take, pair by pair, learnt from the latest that arrived. Made anew once a minute at most: everybody may ask.

use super::entity::{transfer, transfer_event};
use super::tx::TxError;
use super::{Store, StoreError};
use contract::limits::{OBSERVED_DAYS, OBSERVED_MOST, OBSERVED_SECONDS};
use points::transfer::State;
use points::{Observed, Timestamp};
use sea_orm::{ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// By the programs that give and receive.
type Pairs = HashMap<(String, String), Observed>;

/// The times, and when they were made.
#[derive(Default)]
pub(super) struct Times(RwLock<Option<(Timestamp, Arc<Pairs>)>>);

impl Store {
    /// The times of all pairs.
    pub(super) async fn observed(&self) -> Result<Arc<Pairs>, StoreError> {
        let (now, times) = (self.now(), &self.times.0);
        let known = times.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((at, pairs)) = known
            && (0..OBSERVED_SECONDS * 1_000).contains(&now.since_ms(at))
        {
            return Ok(pairs);
        }
        let pairs = Arc::new(self.observe(now).await?);
        *times.write().unwrap_or_else(PoisonError::into_inner) = Some((now, pairs.clone()));
        Ok(pairs)
    }

    async fn observe(&self, now: Timestamp) -> Result<Pairs, StoreError> {
        use transfer_event::Column as Event;
        let arrived = Condition::all()
            .add(Event::State.eq(State::Credited.name()))
            .add(Event::At.gte(now.plus_days(-OBSERVED_DAYS).ms()))
            .add(transfer::Column::LeftAt.is_not_null());
        let relation = transfer_event::Entity::belongs_to(transfer::Entity)
            .from((Event::MemberId, Event::TransferId))
            .to((transfer::Column::MemberId, transfer::Column::Id));
        let find = transfer_event::Entity::find().select_only().join(JoinType::InnerJoin, relation.into());
        let columns = find
            .column(transfer::Column::FromProgram)
            .column(transfer::Column::ToProgram)
            .column(transfer::Column::LeftAt)
            .column(Event::At);
        let latest = columns.filter(arrived).order_by_desc(Event::At).limit(OBSERVED_MOST);
        let rows: Vec<(String, String, i64, i64)> =
            latest.into_tuple().all(self.reader()).await.map_err(TxError::from)?;
        let mut times: HashMap<(String, String), Vec<i64>> = HashMap::new();
        for (from, to, left, arrived) in rows {
            times.entry((from, to)).or_default().push(arrived - left);
        }
        Ok(times.into_iter().filter_map(|(pair, times)| Some((pair, Observed::of(times)?))).collect())
    }
}
