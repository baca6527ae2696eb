//! Sessions: found by the hash of their token, 90 days sliding, one year absolute.

use super::entity::session;
use super::tx::TxError;
use super::{MemberId, Store, StoreError};
use contract::limits::{SESSION_ABSOLUTE_DAYS, SESSION_SLIDING_DAYS};
use points::Timestamp;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, Set};

/// A session that is used again within this time is not written again.
const SLIDE_MS: i64 = 60_000;

/// What is stored about a session that is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionInfo {
    /// Whose it is.
    pub member: MemberId,
    /// When it began.
    pub created_at: Timestamp,
}

impl Store {
    /// Begins a session. Only the hash of its token is known here.
    pub async fn create_session(
        &self,
        member: &MemberId,
        token_hash: &str,
        user_agent: &str,
    ) -> Result<(), StoreError> {
        let now = self.now().ms();
        self.write(&member.0, |tx| async move {
            let row = session::Model {
                hash: token_hash.to_owned(),
                member_id: member.0.clone(),
                created_at: now,
                seen_at: now,
                user_agent: user_agent.to_owned(),
            };
            super::book::insert_all::<session::Entity, session::ActiveModel>(&tx, vec![row]).await
        })
        .await
    }

    /// The session of that token, if it is alive; using it keeps it alive.
    pub async fn session(&self, token_hash: &str) -> Result<Option<SessionInfo>, StoreError> {
        let now = self.now();
        let row = session::Entity::find_by_id(token_hash).one(self.reader()).await.map_err(TxError::from)?;
        let alive = |row: &session::Model| {
            let slides_until = Timestamp::from_ms(row.seen_at).plus_days(SESSION_SLIDING_DAYS);
            now < slides_until && now < Timestamp::from_ms(row.created_at).plus_days(SESSION_ABSOLUTE_DAYS)
        };
        let Some(row) = row.filter(alive) else { return Ok(None) };
        if now.ms() - row.seen_at >= SLIDE_MS {
            let set = || session::ActiveModel { seen_at: Set(now.ms()), ..Default::default() };
            let slide = self.write(&row.member_id, |tx| async move {
                let this = session::Column::Hash.eq(token_hash);
                session::Entity::update_many().set(set()).filter(this).exec(&*tx).await?;
                Ok(())
            });
            // A reader does not fail because the database takes no writes now: the session slides at the next call.
            if let Err(error) = slide.await {
                tracing::warn!(%error, "a session was not prolonged");
            }
        }
        Ok(Some(SessionInfo { member: MemberId(row.member_id), created_at: Timestamp::from_ms(row.created_at) }))
    }

    /// Ends a session; one that is over already is fine.
    pub async fn end_session(&self, token_hash: &str) -> Result<(), StoreError> {
        self.write(token_hash, |tx| async move {
            session::Entity::delete_by_id(token_hash).exec(&*tx).await?;
            Ok(())
        })
        .await
    }

    /// Forgets sessions that are over; answers how many.
    pub(crate) async fn forget_sessions(&self) -> Result<u64, StoreError> {
        let now = self.now();
        let over = || {
            Condition::any()
                .add(session::Column::SeenAt.lte(now.plus_days(-SESSION_SLIDING_DAYS).ms()))
                .add(session::Column::CreatedAt.lte(now.plus_days(-SESSION_ABSOLUTE_DAYS).ms()))
        };
        self.write("sessions", |tx| async move {
            Ok(session::Entity::delete_many().filter(over()).exec(&*tx).await?.rows_affected)
        })
        .await
    }
}
