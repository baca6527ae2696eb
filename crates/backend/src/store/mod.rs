//! The store: everything that is kept, in SQLite or PostgreSQL, by one implementation.

mod error;

pub use error::{OpenError, Refused, StoreError};

use crate::clock::Clock;
use contract::points::transfer::Event;
use contract::*;
use points::Timestamp;
use std::sync::Arc;

/// A member, inside the backend. Never on the wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberId(pub String);

/// The store. Share it as `Arc<Store>`.
pub struct Store {
    clock: Arc<dyn Clock>,
}

/// What is stored about a session that is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionInfo {
    pub member: MemberId,
    pub created_at: Timestamp,
}

/// The answer to `PUT /transfers/{id}`, as it was stored the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    pub status: u16,
    pub body: Vec<u8>,
    pub replayed: bool,
}

fn later<T>() -> Result<T, StoreError> {
    Err(StoreError::Internal("not there yet".into()))
}

#[allow(unused_variables)]
impl Store {
    pub async fn open(url: &str, clock: Arc<dyn Clock>) -> Result<Store, OpenError> { Ok(Store { clock }) }
    pub fn with_demo_cancel_seconds(self, seconds: Option<u32>) -> Store { self }
    pub fn now(&self) -> Timestamp { self.clock.now() }
    pub async fn ping(&self) -> Result<(), StoreError> { later() }
    pub async fn create_demo_member(&self, language: Language, zone: Option<&str>) -> Result<MemberId, StoreError> { later() }
    pub async fn create_session(&self, member: &MemberId, token_hash: &str, user_agent: &str) -> Result<(), StoreError> { later() }
    pub async fn session(&self, token_hash: &str) -> Result<Option<SessionInfo>, StoreError> { later() }
    pub async fn end_session(&self, token_hash: &str) -> Result<(), StoreError> { later() }
    pub async fn me(&self, member: &MemberId) -> Result<Me, StoreError> { later() }
    pub async fn change_me(&self, member: &MemberId, change: &MeChange) -> Result<Me, StoreError> { later() }
    pub async fn programs(&self) -> Result<Programs, StoreError> { later() }
    pub async fn pairs(&self) -> Result<Pairs, StoreError> { later() }
    pub async fn pair_history(&self, from: &ProgramId, to: &ProgramId) -> Result<PairHistory, StoreError> { later() }
    pub async fn wallet(&self, member: &MemberId) -> Result<Wallet, StoreError> { later() }
    pub async fn membership(&self, member: &MemberId, id: &MembershipId) -> Result<MembershipDetail, StoreError> { later() }
    /// `limit` is clamped to `limits::PAGE_MOST`; a cursor that is not ours is `Refused::Invalid`.
    pub async fn activity(&self, member: &MemberId, membership: Option<&MembershipId>, cursor: Option<&str>, limit: u32) -> Result<Page<Activity>, StoreError> { later() }
    pub async fn quote(&self, member: &MemberId, request: &QuoteRequest) -> Result<Quote, StoreError> { later() }
    pub async fn get_quote(&self, member: &MemberId, id: &QuoteId) -> Result<Quote, StoreError> { later() }
    pub async fn accept_transfer(&self, member: &MemberId, id: &TransferId, body: &TransferAccept) -> Result<Accepted, StoreError> { later() }
    pub async fn transfers(&self, member: &MemberId, cursor: Option<&str>, limit: u32) -> Result<Transfers, StoreError> { later() }
    pub async fn transfer(&self, member: &MemberId, id: &TransferId) -> Result<Transfer, StoreError> { later() }
    pub async fn cancel_transfer(&self, member: &MemberId, id: &TransferId) -> Result<Transfer, StoreError> { later() }
    pub async fn send_now(&self, member: &MemberId, id: &TransferId) -> Result<Transfer, StoreError> { later() }
    pub async fn apply_event(&self, member: &MemberId, id: &TransferId, event: Event, reason: &str) -> Result<Transfer, StoreError> { later() }
    pub async fn rewards(&self, language: Language, cursor: Option<&str>, limit: u32) -> Result<Rewards, StoreError> { later() }
}
