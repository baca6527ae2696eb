//! What changed for a member, in the order of the one sequence that entries of activity and changes of transfers share.

use super::entity::{event, member, session, silence, transfer_event};
use super::sessions::alive;
use super::tx::TxError;
use super::{MemberId, Store, StoreError};
use contract::{Change, MembershipId, SessionId, TransferId};
use points::transfer::State;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Names in one `IN (…)` at most.
const NAMES: usize = 500;

/// A change with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Its number in the member's sequence.
    pub number: i64,
    /// What changed.
    pub change: Change,
}

/// What many streams at once have to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pulse {
    /// The last number of each member.
    pub numbers: HashMap<String, i64>,
    /// The sessions that are alive.
    pub sessions: HashSet<String>,
}

impl Store {
    /// The last number of these members, and which of these sessions are alive: two queries for up to five hundred of each.
    pub async fn pulse(&self, members: &[MemberId], sessions: &[SessionId]) -> Result<Pulse, StoreError> {
        let (now, mut pulse) = (self.now(), Pulse::default());
        for ids in members.chunks(NAMES) {
            let columns =
                member::Entity::find().select_only().column(member::Column::Id).column(member::Column::EventSeq);
            let these = columns.filter(member::Column::Id.is_in(ids.iter().map(|id| id.0.as_str())));
            let rows: Vec<(String, i64)> = these.into_tuple().all(self.reader()).await.map_err(TxError::from)?;
            pulse.numbers.extend(rows);
        }
        for ids in sessions.chunks(NAMES) {
            let these = session::Entity::find().select_only().column(session::Column::Id).filter(alive(now));
            let these = these.filter(session::Column::Id.is_in(ids.iter().map(|id| id.0.as_str())));
            let rows: Vec<String> = these.into_tuple().all(self.reader()).await.map_err(TxError::from)?;
            pulse.sessions.extend(rows);
        }
        Ok(pulse)
    }

    /// The last number of the member's sequence.
    pub async fn number(&self, member: &MemberId) -> Result<i64, StoreError> {
        Ok(self.pulse(std::slice::from_ref(member), &[]).await?.numbers.get(&member.0).copied().unwrap_or_default())
    }

    /// The member's changes after a number, oldest first, at most `most`.
    pub async fn changes(&self, member: &MemberId, after: i64, most: u32) -> Result<Vec<Numbered>, StoreError> {
        let most = u64::from(most);
        self.read(|tx| async move {
            let entries = event::Entity::find().filter(event::Column::MemberId.eq(&member.0));
            let entries = entries.filter(event::Column::Seq.gt(after)).order_by_asc(event::Column::Seq).limit(most);
            let steps = transfer_event::Entity::find().filter(transfer_event::Column::MemberId.eq(&member.0));
            let steps = steps.filter(transfer_event::Column::Seq.gt(after.max(0)));
            let steps = steps.order_by_asc(transfer_event::Column::Seq).limit(most);
            let silences = silence::Entity::find().filter(silence::Column::MemberId.eq(&member.0));
            let silences = silences.filter(silence::Column::Seq.gt(after));
            let silences = silences.order_by_asc(silence::Column::Seq).limit(most);
            // Each list has all that is before its end, so the first `most` of all together have no gap.
            let mut changes: BTreeMap<i64, Change> = BTreeMap::new();
            changes.extend(entries.all(&*tx).await?.into_iter().map(|row| (row.seq, of_balance(row))));
            changes.extend(steps.all(&*tx).await?.into_iter().map(|row| (row.seq, of_transfer(row))));
            changes.extend(silences.all(&*tx).await?.into_iter().map(|row| (row.seq, of_silence(row))));
            let numbered = changes.into_iter().map(|(number, change)| Numbered { number, change });
            Ok(numbered.take(most as usize).collect())
        })
        .await
    }
}

fn of_balance(row: event::Model) -> Change {
    Change { transfer: None, state: None, membership: Some(MembershipId(row.account_id)) }
}

fn of_silence(row: silence::Model) -> Change {
    Change { transfer: Some(TransferId(row.transfer_id)), state: None, membership: None }
}

fn of_transfer(row: transfer_event::Model) -> Change {
    Change { transfer: Some(TransferId(row.transfer_id)), state: Some(State::from_name(&row.state)), membership: None }
}
