//! The store: everything that is kept, in SQLite or PostgreSQL, by one implementation.
//!
//! Every public call is one transaction. What a member may see or move is decided here, by the member's id in every key;
//! what is answered are the types of the contract.

pub(crate) mod accept;
mod activity;
mod book;
mod bookings;
mod catalog;
mod challenges;
mod changes;
mod close;
mod codes;
mod connect;
mod devices;
pub(crate) mod entity;
mod error;
mod export;
mod links;
mod members;
mod memberships;
pub(crate) mod mirrors;
mod movements;
mod observed;
mod operator;
mod orders;
mod page;
mod pairs;
mod passkeys;
mod postings;
mod queues;
mod quotes;
mod reference;
mod rewards;
mod sessions;
mod sign_in;
mod step_up;
mod steps;
mod told;
mod transfers;
pub(crate) mod tx;
mod wallet;
pub(crate) mod zone;

pub use accept::Accepted;
pub use activity::{ActivityFilter, Statement};
pub(crate) use book::{Book, insert_all};
pub use book::{Earned, Spent};
pub use bookings::Correction;
pub use challenges::ProofKey;
pub use changes::{Numbered, Pulse};
pub use codes::IssuedCode;
pub use error::{OpenError, Refused, StoreError};
pub use links::AskedLink;
use members::DEFAULT_CURRENCY;
pub use members::NewMember;
pub(crate) use members::{DEFAULT_ZONE, me as shown_to_themselves, member_row};
pub(crate) use memberships::{account_row, link_row};
pub(crate) use mirrors::Asked;
pub use operator::{Question, Queue, Queued};
pub(crate) use orders::Waiting;
pub(crate) use pairs::ALWAYS;
pub use passkeys::{PasskeySigningIn, StartedChallenge};
pub(crate) use reference::{ProgramInfo, Reference};
pub use rewards::RewardQuery;
pub(crate) use sessions::start as start_session;
pub use sessions::{LiveSession, NewSession};
pub use sign_in::SigningIn;
pub use step_up::AskedStepUp;

use crate::clock::Clock;
use connect::Pools;
use points::Timestamp;
use queues::Queues;
use sea_orm::{DatabaseConnection, DbBackend};
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};
use tx::TxError;

/// A member, inside the backend. Never on the wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberId(pub String);

/// The store. Share it as `Arc<Store>`.
pub struct Store {
    clock: Arc<dyn Clock>,
    pools: Pools,
    backend: DbBackend,
    queues: Queues,
    reference: RwLock<Arc<Reference>>,
    times: observed::Times,
    demo_cancel_seconds: Option<u32>,
    connected: Arc<BTreeSet<String>>,
    deadline_seconds: Option<u32>,
    currency: String,
    step_up_vnd: u64,
    owner: String,
}

impl Store {
    /// Opens `sqlite:file` (made if it is not there) or `postgres://…` and brings the schema up to date.
    pub async fn open(url: &str, clock: Arc<dyn Clock>) -> Result<Store, OpenError> {
        let pools = connect::open(url).await?;
        let backend = pools.writer.get_database_backend();
        let store = Store {
            clock,
            pools,
            backend,
            queues: Queues::new(backend == DbBackend::Postgres),
            reference: RwLock::default(),
            times: observed::Times::default(),
            demo_cancel_seconds: None,
            connected: Arc::default(),
            deadline_seconds: None,
            currency: DEFAULT_CURRENCY.to_owned(),
            step_up_vnd: contract::limits::STEP_UP_VND.into(),
            owner: uuid::Uuid::now_v7().to_string(),
        };
        let loaded = store.reload_reference().await;
        loaded.map_err(|error| OpenError::Failed { place: "reference data".to_owned(), why: error.to_string() })?;
        Ok(store)
    }

    /// Shortens every window in which a transfer can be cancelled to at most these seconds; for demos and tests.
    pub fn with_demo_cancel_seconds(mut self, seconds: Option<u32>) -> Store {
        self.demo_cancel_seconds = seconds;
        self
    }

    /// Programs whose debits and credits are orders to a partner, and how many seconds a partner is waited for at most.
    pub fn with_connected<'a>(
        mut self,
        programs: impl IntoIterator<Item = &'a str>,
        deadline_seconds: Option<u32>,
    ) -> Store {
        self.connected = Arc::new(programs.into_iter().map(str::to_owned).collect());
        self.deadline_seconds = deadline_seconds;
        self
    }

    /// The currency of members who chose none: one of those that this server has.
    pub fn with_currency(mut self, code: &str) -> Store {
        code.clone_into(&mut self.currency);
        self
    }

    /// What a member may move within a day without a fresh proof, in đồng.
    pub fn with_step_up_vnd(mut self, vnd: u64) -> Store {
        self.step_up_vnd = vnd;
        self
    }

    pub(crate) fn currency(&self) -> &str {
        &self.currency
    }

    /// The time that decides.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.pools.reader.ping().await.map_err(|error| TxError::from(error).into())
    }

    /// Closes the connections once their work is done. SQLite then folds its journal back into the file.
    pub async fn close(&self) {
        for pool in [&self.pools.reader, &self.pools.writer] {
            if let Err(error) = pool.close_by_ref().await {
                tracing::warn!(%error, "a database pool did not close cleanly");
            }
        }
    }

    /// This instance, among others on the same database.
    pub(crate) fn owner(&self) -> &str {
        &self.owner
    }

    /// For reads of one statement; more than one needs [`Store::read`].
    pub(crate) fn reader(&self) -> &DatabaseConnection {
        &self.pools.reader
    }

    pub(crate) fn demo_cancel_seconds(&self) -> Option<u32> {
        self.demo_cancel_seconds
    }

    /// Whether a partner's system keeps the program.
    pub(crate) fn is_connected(&self, program: &str) -> bool {
        self.connected.contains(program)
    }

    /// Whether there is such a program.
    pub fn knows_program(&self, id: &str) -> bool {
        self.reference().knows_program(id)
    }

    pub(crate) fn reference(&self) -> Arc<Reference> {
        self.reference.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) async fn reload_reference(&self) -> Result<(), StoreError> {
        let loaded = self.read(|tx| async move { Reference::load(&*tx).await }).await?;
        *self.reference.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(loaded);
        Ok(())
    }

    /// Reads what another instance has imported since; answers whether there was anything.
    pub(crate) async fn refresh_reference(&self) -> Result<bool, StoreError> {
        let is_new = *self.reference().imports() != reference::imports(&self.pools.reader).await?;
        if is_new {
            self.reload_reference().await?;
        }
        Ok(is_new)
    }
}
