//! Challenges: what somebody has to prove, bound to one step, for five minutes, once.
//!
//! A proof is spent by the step that it was made for, in the step's own transaction: a step that is refused leaves it as it was.

use super::book::insert_all;
use super::entity::challenge;
use super::tx::TxError;
use super::{LiveSession, MemberId, Refused, Store, StoreError};
use crate::one_time::hash;
use contract::limits::CHALLENGE_MINUTES;
use contract::{PasskeyId, Quote, TransferId};
use points::Timestamp;
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, Set};

/// What a challenge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    SignIn,
    Add,
    StepUp,
}

impl For {
    pub const fn name(self) -> &'static str {
        match self {
            For::SignIn => "sign_in",
            For::Add => "add",
            For::StepUp => "step_up",
        }
    }
}

/// The step that a challenge is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bound(String);

impl Bound {
    /// A transfer under that id, of that amount, from one side to the other.
    pub fn transfer(id: &TransferId, quote: &Quote) -> Bound {
        Bound(format!("transfer/{id}/{}/{}/{}", quote.outcome.amount.get(), quote.from, quote.to))
    }

    /// Adding a passkey.
    pub fn add_passkey() -> Bound {
        Bound("add_passkey".to_owned())
    }

    /// Removing that passkey.
    pub fn remove_passkey(id: &PasskeyId) -> Bound {
        Bound(format!("remove_passkey/{id}"))
    }

    /// Nothing: whoever signs in is not known yet.
    pub(super) fn nothing() -> Bound {
        Bound(String::new())
    }
}

/// What a challenge is stored under: only the session that asked can name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofKey(String);

impl ProofKey {
    /// The key of a challenge of that session.
    pub fn new(session: &LiveSession, id: &str) -> ProofKey {
        ProofKey(hash(&[&session.id.0, id]))
    }

    /// The key of a challenge to sign in.
    pub(super) fn of_nobody(id: &str) -> ProofKey {
        ProofKey(hash(&[id]))
    }
}

/// A challenge to be kept.
pub(super) struct NewChallenge<'a> {
    pub owner: &'a str,
    pub key: &'a ProofKey,
    pub purpose: For,
    pub bound: &'a Bound,
    /// For the check of the answer; empty where a code proves it.
    pub state: &'a str,
}

impl Store {
    /// Keeps a challenge; answers from when on it is not taken.
    pub(super) async fn keep_challenge(&self, new: NewChallenge<'_>) -> Result<Timestamp, StoreError> {
        let (now, new) = (self.now(), &new);
        let lane = if new.owner.is_empty() { &new.key.0 } else { new.owner };
        self.write(lane, |tx| async move { keep(&tx, new, now).await }).await
    }

    /// Whether there is such a challenge; looked up without a lock, so that guessing stops no writer.
    pub(super) async fn has_challenge(&self, owner: &str, key: &ProofKey) -> Result<bool, StoreError> {
        let row = challenge::Entity::find_by_id((owner.to_owned(), key.0.clone())).one(self.reader()).await;
        Ok(row.map_err(TxError::from)?.is_some())
    }

    /// Forgets challenges that are over; answers how many.
    pub(crate) async fn forget_challenges(&self) -> Result<u64, StoreError> {
        let now = self.now().ms();
        self.write("challenges", |tx| async move {
            let over = challenge::Column::ExpiresAt.lte(now);
            Ok(challenge::Entity::delete_many().filter(over).exec(&*tx).await?.rows_affected)
        })
        .await
    }
}

/// Keeps a challenge; answers from when on it is not taken.
pub(super) async fn keep(
    tx: &DatabaseTransaction,
    new: &NewChallenge<'_>,
    now: Timestamp,
) -> Result<Timestamp, TxError> {
    let expires_at = now.plus_ms(CHALLENGE_MINUTES * 60_000);
    let row = challenge::Model {
        owner: new.owner.to_owned(),
        id_hash: new.key.0.clone(),
        purpose: new.purpose.name().to_owned(),
        bound_to: new.bound.0.clone(),
        state: new.state.to_owned(),
        expires_at: expires_at.ms(),
        proved_at: None,
        used_at: None,
    };
    insert_all::<challenge::Entity, challenge::ActiveModel>(tx, vec![row]).await?;
    Ok(expires_at)
}

/// Forgets all challenges of a member, also those that are proved.
pub(super) async fn forget_of(tx: &DatabaseTransaction, member: &MemberId) -> Result<(), TxError> {
    challenge::Entity::delete_many().filter(challenge::Column::Owner.eq(&member.0)).exec(tx).await?;
    Ok(())
}

/// The challenge under that key, if it is still open.
pub(super) async fn open(
    tx: &DatabaseTransaction,
    owner: &str,
    key: &ProofKey,
    purpose: For,
    now: Timestamp,
) -> Result<Option<challenge::Model>, TxError> {
    let row = challenge::Entity::find_by_id((owner.to_owned(), key.0.clone())).one(tx).await?;
    let is_open = |row: &challenge::Model| {
        row.purpose == purpose.name() && row.used_at.is_none() && row.proved_at.is_none() && now.ms() < row.expires_at
    };
    Ok(row.filter(is_open))
}

/// A challenge was answered well: for a step-up it is proved from now on, anything else is over with that.
pub(super) async fn close(
    tx: &DatabaseTransaction,
    row: &challenge::Model,
    purpose: For,
    now: Timestamp,
) -> Result<(), TxError> {
    let at = Set(Some(now.ms()));
    let set = match purpose {
        For::StepUp => challenge::ActiveModel { proved_at: at, ..Default::default() },
        For::SignIn | For::Add => challenge::ActiveModel { used_at: at, ..Default::default() },
    };
    let this = Condition::all()
        .add(challenge::Column::Owner.eq(&row.owner))
        .add(challenge::Column::IdHash.eq(&row.id_hash))
        .add(challenge::Column::ProvedAt.is_null())
        .add(challenge::Column::UsedAt.is_null());
    let done = challenge::Entity::update_many().set(set).filter(this).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(TxError::broken("a challenge was answered twice at once")) }
}

/// Spends a proof on the step it was made for. Without one that fits nothing is changed, and the step is refused.
pub(super) async fn spend(
    tx: &DatabaseTransaction,
    member: &MemberId,
    step: &Bound,
    proof: Option<&ProofKey>,
    now: Timestamp,
) -> Result<(), TxError> {
    let Some(key) = proof else { return Err(Refused::StepUpNeeded.into()) };
    let set = challenge::ActiveModel { used_at: Set(Some(now.ms())), ..Default::default() };
    let fits = Condition::all()
        .add(challenge::Column::Owner.eq(&member.0))
        .add(challenge::Column::IdHash.eq(&key.0))
        .add(challenge::Column::Purpose.eq(For::StepUp.name()))
        .add(challenge::Column::BoundTo.eq(&step.0))
        .add(challenge::Column::ProvedAt.is_not_null())
        .add(challenge::Column::UsedAt.is_null())
        .add(challenge::Column::ExpiresAt.gt(now.ms()));
    let spent = challenge::Entity::update_many().set(set).filter(fits).exec(tx).await?;
    if spent.rows_affected == 1 { Ok(()) } else { Err(Refused::StepUpNeeded.into()) }
}
