//! The jobs: points are released, lots expire and transfers go on, by the store's clock.
//!
//! Several instances may run them at once. A lease in the database keeps all but one from looking; what a row's own
//! transaction finds decides, so two runners at once, or one that comes late, do nothing twice and nothing wrong.

mod due;
mod lease;

use crate::fail_point;
use crate::store::{Store, StoreError};
use contract::TransferId;
use std::sync::Arc;
use std::time::Duration;

/// How often a runner looks.
const INTERVAL: Duration = Duration::from_millis(500);
/// How soon an import by one instance reaches the others.
const REFRESH: Duration = Duration::from_secs(2);
/// How often quotes, sessions and codes that are over are cleared away, and memberships looked for that no partner is asked about.
const CLEAR: Duration = Duration::from_secs(3_600);
/// A row that failed is tried again after this; until then it does not stand in the way of others.
const RETRY_MS: i64 = 5_000;
/// Rows of each kind in one pass.
const ROWS: u64 = 200;
/// Steps one transfer takes in one pass: more than its whole life has.
const STEPS_MOST: u32 = 8;

/// What one pass did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobReport {
    /// Accounts on which something was released or expired.
    pub accounts: u32,
    /// Steps that transfers went on.
    pub steps: u32,
    /// Rows that failed; each is in the log and will be tried again.
    pub failed: u32,
}

/// One pass. Without anything due, or while another instance has the lease, it only reads.
pub async fn tick(store: &Store) -> Result<JobReport, StoreError> {
    let mut report = JobReport::default();
    let due = store.due(ROWS).await?;
    if due.is_nothing() || !store.hold_lease().await? {
        return Ok(report);
    }
    for (member, account) in &due.accounts {
        match store.settle_account(member.as_deref(), account).await {
            Ok(settled) => report.accounts += u32::from(settled),
            Err(error) => {
                tracing::error!(%account, %error, "an account was not settled");
                report.failed += 1;
                store.postpone_account(account, store.now().plus_ms(RETRY_MS)).await?;
            }
        }
    }
    for (member, transfer) in &due.transfers {
        match drive_on(store, member, transfer).await {
            Ok(steps) => report.steps += steps,
            Err(error) => {
                tracing::error!(%transfer, %error, "a transfer did not go on");
                report.failed += 1;
                store.postpone(member, transfer, store.now().plus_ms(RETRY_MS)).await?;
            }
        }
    }
    Ok(report)
}

/// Clears away quotes that ended unused, sessions that are over, old codes and challenges; answers how many.
pub async fn forget(store: &Store) -> Result<u64, StoreError> {
    let (quotes, sessions) = (store.forget_quotes().await?, store.forget_sessions().await?);
    Ok(quotes + sessions + store.forget_codes().await? + store.forget_challenges().await?)
}

/// Learns what another instance has imported meanwhile; answers whether there was anything.
pub async fn refresh(store: &Store) -> Result<bool, StoreError> {
    store.refresh_reference().await
}

/// Passes at short intervals until `shutdown` is done; the pass under way then is finished first.
pub async fn run(store: Arc<Store>, shutdown: impl Future<Output = ()> + Send) {
    let mut shutdown = std::pin::pin!(shutdown);
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut clear, mut learn) = (tokio::time::interval(CLEAR), tokio::time::interval(REFRESH));
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            _ = learn.tick() => {
                if let Err(error) = refresh(&store).await {
                    tracing::warn!(%error, "the imports were not looked at");
                }
                continue;
            }
            _ = clear.tick() => {
                if let Err(error) = forget(&store).await {
                    tracing::warn!(%error, "old quotes, sessions, codes and challenges were not cleared away");
                }
                if let Err(error) = store.start_mirrors().await {
                    tracing::warn!(%error, "balances that partners keep were not looked for");
                }
                continue;
            }
            _ = interval.tick() => {}
        }
        match tick(&store).await {
            Ok(report) if report == JobReport::default() => {}
            Ok(report) => {
                tracing::info!(?report, "jobs");
                // There may be more than one pass takes; failures wait for the next turn.
                if report.failed == 0 {
                    interval.reset_immediately();
                }
            }
            Err(error) => tracing::warn!(%error, "the jobs failed and will try again"),
        }
    }
    if let Err(error) = store.give_up_lease().await {
        tracing::debug!(%error, "the lease runs out by itself");
    }
}

async fn drive_on(store: &Store, member: &str, transfer: &TransferId) -> Result<u32, StoreError> {
    for steps in 0..STEPS_MOST {
        if !store.drive(member, transfer).await? {
            return Ok(steps);
        }
        fail_point::reach("stepped");
    }
    Ok(STEPS_MOST)
}
