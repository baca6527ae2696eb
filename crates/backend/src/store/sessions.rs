//! Sessions: found by the hash of their token, 90 days sliding, one year absolute. One that ended is remembered for a
//! while, so that the member's other devices hear of a sign-in even if it was a short one.

use super::book::insert_all;
use super::entity::session;
use super::tx::TxError;
use super::{MemberId, Refused, Store, StoreError};
use crate::device::device;
use contract::limits::{SESSION_ABSOLUTE_DAYS, SESSION_ENDED_DAYS, SESSION_SLIDING_DAYS, SESSIONS_MOST};
use contract::{NewDevice, PastSession, SessionId, SessionInfo, Sessions};
use points::Timestamp;
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

/// A session that is used again within this time is not written again.
const SLIDE_MS: i64 = 60_000;
/// Members see when a session was last used, to the hour.
const HOUR_MS: i64 = 3_600_000;

/// What is stored about a session that is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveSession {
    /// Its id, as the member sees it.
    pub id: SessionId,
    /// Whose it is.
    pub member: MemberId,
    /// When it began.
    pub created_at: Timestamp,
    /// Until when it knows of sign-ins on other devices.
    pub devices_seen_at: Timestamp,
}

/// A session that begins together with something else.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// The hash of its token.
    pub token_hash: &'a str,
    /// What the browser says it is.
    pub user_agent: &'a str,
    /// The hash of the token of the session that this browser had before; it ends.
    pub before: Option<&'a str>,
}

impl Store {
    /// Begins a session. Only the hash of its token is known here.
    pub async fn create_session(
        &self,
        member: &MemberId,
        token_hash: &str,
        user_agent: &str,
    ) -> Result<(), StoreError> {
        let now = self.now();
        self.write(&member.0, |tx| async move { begin(&tx, &member.0, token_hash, user_agent, now).await }).await
    }

    /// The session of that token, if it is alive; using it keeps it alive.
    pub async fn session(&self, token_hash: &str) -> Result<Option<LiveSession>, StoreError> {
        let now = self.now();
        let this = || session::Column::Hash.eq(token_hash);
        let row = session::Entity::find().filter(this()).filter(alive(now)).one(self.reader()).await;
        let Some(row) = row.map_err(TxError::from)? else { return Ok(None) };
        if now.ms() - row.seen_at >= SLIDE_MS {
            let set = || session::ActiveModel { seen_at: Set(now.ms()), ..Default::default() };
            let slide = self.write(&row.member_id, |tx| async move {
                session::Entity::update_many().set(set()).filter(this()).exec(&*tx).await?;
                Ok(())
            });
            // A reader does not fail because the database takes no writes now: the session slides at the next call.
            if let Err(error) = slide.await {
                tracing::warn!(%error, "a session was not prolonged");
            }
        }
        Ok(Some(LiveSession {
            id: SessionId(row.id),
            member: MemberId(row.member_id),
            created_at: Timestamp::from_ms(row.created_at),
            devices_seen_at: Timestamp::from_ms(row.devices_seen_at),
        }))
    }

    /// The latest sign-in of the member that this session has not heard of, over already or not.
    pub async fn new_device(&self, session: &LiveSession) -> Result<Option<NewDevice>, StoreError> {
        let others = Condition::all()
            .add(session::Column::MemberId.eq(&session.member.0))
            .add(session::Column::Id.ne(&session.id.0))
            .add(session::Column::CreatedAt.gt(session.devices_seen_at.ms()));
        let find = session::Entity::find().filter(others).order_by_desc(session::Column::CreatedAt).limit(1);
        let row = find.one(self.reader()).await.map_err(TxError::from)?;
        Ok(row.map(|row| NewDevice { device: device(&row.user_agent), at: Timestamp::from_ms(row.created_at) }))
    }

    /// The member's live sessions as this one sees them: itself first, then by last use.
    pub async fn sessions(&self, asking: &LiveSession) -> Result<Sessions, StoreError> {
        let now = self.now();
        self.read(|tx| async move { Ok(Sessions { items: listed(&tx, asking, now).await? }) }).await
    }

    /// The member looked at the list: sign-ins until now are no news to this session any more.
    pub async fn saw_sessions(&self, asking: &LiveSession) -> Result<(), StoreError> {
        let now = self.now();
        let set = || session::ActiveModel { devices_seen_at: Set(now.ms()), ..Default::default() };
        self.write(&asking.member.0, |tx| async move {
            let this = session::Column::Id.eq(&asking.id.0);
            session::Entity::update_many().set(set()).filter(this).exec(&*tx).await?;
            Ok(())
        })
        .await
    }

    /// Ends the session of that token; one that is over already is fine.
    pub async fn end_session(&self, token_hash: &str) -> Result<(), StoreError> {
        let now = self.now();
        self.write(token_hash, |tx| async move { end(&tx, session::Column::Hash.eq(token_hash), now).await }).await
    }

    /// Ends one session of the member; one that is over already is fine.
    pub async fn end_one_session(&self, member: &MemberId, id: &SessionId) -> Result<(), StoreError> {
        let now = self.now();
        self.write(&member.0, |tx| async move {
            let this =
                || Condition::all().add(session::Column::MemberId.eq(&member.0)).add(session::Column::Id.eq(&id.0));
            session::Entity::find().filter(this()).one(&*tx).await?.ok_or(Refused::NotFound)?;
            end(&tx, this(), now).await
        })
        .await
    }

    /// Ends all sessions of the member.
    pub async fn end_sessions(&self, member: &MemberId) -> Result<(), StoreError> {
        let now = self.now();
        self.write(&member.0, |tx| async move { end(&tx, session::Column::MemberId.eq(&member.0), now).await }).await
    }

    /// Forgets sessions that are over; answers how many.
    pub(crate) async fn forget_sessions(&self) -> Result<u64, StoreError> {
        let now = self.now();
        let over = || {
            Condition::any()
                .add(session::Column::SeenAt.lte(now.plus_days(-SESSION_SLIDING_DAYS).ms()))
                .add(session::Column::CreatedAt.lte(now.plus_days(-SESSION_ABSOLUTE_DAYS).ms()))
                .add(session::Column::EndedAt.lte(now.plus_days(-SESSION_ENDED_DAYS).ms()))
        };
        self.write("sessions", |tx| async move {
            Ok(session::Entity::delete_many().filter(over()).exec(&*tx).await?.rows_affected)
        })
        .await
    }
}

/// Begins a session in the transaction that decided it; the one that this browser had before ends.
pub(crate) async fn start(
    tx: &DatabaseTransaction,
    member: &str,
    new: NewSession<'_>,
    now: Timestamp,
) -> Result<(), TxError> {
    if let Some(before) = new.before {
        end(tx, session::Column::Hash.eq(before), now).await?;
    }
    begin(tx, member, new.token_hash, new.user_agent, now).await
}

/// Begins a session; where a member has too many, the one unused for longest ends.
pub(super) async fn begin(
    tx: &DatabaseTransaction,
    member: &str,
    token_hash: &str,
    user_agent: &str,
    now: Timestamp,
) -> Result<(), TxError> {
    let live = session::Entity::find().filter(session::Column::MemberId.eq(member)).filter(alive(now));
    let live = live.order_by_asc(session::Column::SeenAt).all(tx).await?;
    let surplus = (live.len() + 1).saturating_sub(SESSIONS_MOST);
    for row in live.iter().take(surplus) {
        end(tx, session::Column::Id.eq(&row.id), now).await?;
    }
    let row = session::Model {
        hash: token_hash.to_owned(),
        id: Uuid::new_v4().to_string(),
        member_id: member.to_owned(),
        created_at: now.ms(),
        seen_at: now.ms(),
        user_agent: user_agent.to_owned(),
        devices_seen_at: now.ms(),
        ended_at: None,
    };
    insert_all::<session::Entity, session::ActiveModel>(tx, vec![row]).await
}

/// The live sessions of a member as one of them sees them.
pub(super) async fn listed(
    tx: &DatabaseTransaction,
    asking: &LiveSession,
    now: Timestamp,
) -> Result<Vec<SessionInfo>, TxError> {
    let live = session::Entity::find().filter(session::Column::MemberId.eq(&asking.member.0)).filter(alive(now));
    let mut rows = live.order_by_desc(session::Column::SeenAt).order_by_asc(session::Column::Id).all(tx).await?;
    rows.sort_by_key(|row| row.id != asking.id.0);
    let info = |row: session::Model| {
        let current = row.id == asking.id.0;
        SessionInfo {
            device: device(&row.user_agent),
            created_at: Timestamp::from_ms(row.created_at),
            seen_at: hour_of(&row),
            current,
            fresh: !current && row.created_at > asking.devices_seen_at.ms(),
            id: SessionId(row.id),
        }
    };
    Ok(rows.into_iter().map(info).collect())
}

/// The sessions of a member that are over, newest first.
pub(super) async fn past(tx: &DatabaseTransaction, member: &str, now: Timestamp) -> Result<Vec<PastSession>, TxError> {
    let over = session::Entity::find().filter(session::Column::MemberId.eq(member)).filter(alive(now).not());
    let rows = over.order_by_desc(session::Column::CreatedAt).order_by_asc(session::Column::Id).all(tx).await?;
    let past = |row: session::Model| PastSession {
        device: device(&row.user_agent),
        created_at: Timestamp::from_ms(row.created_at),
        seen_at: hour_of(&row),
        ended_at: row.ended_at.map(Timestamp::from_ms),
    };
    Ok(rows.into_iter().map(past).collect())
}

/// When it was last used: to the hour is all that anybody is told.
fn hour_of(row: &session::Model) -> Timestamp {
    Timestamp::from_ms(row.seen_at - row.seen_at.rem_euclid(HOUR_MS))
}

pub(super) fn alive(now: Timestamp) -> Condition {
    Condition::all()
        .add(session::Column::EndedAt.is_null())
        .add(session::Column::SeenAt.gt(now.plus_days(-SESSION_SLIDING_DAYS).ms()))
        .add(session::Column::CreatedAt.gt(now.plus_days(-SESSION_ABSOLUTE_DAYS).ms()))
}

async fn end(
    tx: &DatabaseTransaction,
    which: impl sea_orm::sea_query::IntoCondition,
    now: Timestamp,
) -> Result<(), TxError> {
    let set = session::ActiveModel { ended_at: Set(Some(now.ms())), ..Default::default() };
    let these = Condition::all().add(which.into_condition()).add(session::Column::EndedAt.is_null());
    session::Entity::update_many().set(set).filter(these).exec(tx).await?;
    Ok(())
}
