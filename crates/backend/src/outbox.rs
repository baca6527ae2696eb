//! Sends the orders that wait in the database to partners' systems and books what they answer.
//!
//! Every instance does it; an order is taken for sending by one of them at a time, for as long as an answer may take. Whoever dies
//! meanwhile loses nothing: the order is sent again when its time is up, and the partner does it once.

use crate::connector::{Answer, Connectors, is_over};
use crate::fail_point;
use crate::store::{Asked, Store, StoreError, Waiting};
use contract::limits::{CONNECTOR_ASK_MS, CONNECTOR_PARALLEL, CONNECTOR_RETRY_MOST_MS, CONNECTOR_SECONDS};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// How often the outbox is looked at.
const INTERVAL: Duration = Duration::from_millis(250);
/// How long an order belongs to whoever took it: head and body of an answer, and time to book it.
const CLAIM_MS: i64 = (2 * CONNECTOR_SECONDS as i64 + 5) * 1_000;

/// Sends everything that is due and waits for the answers; how many orders were sent.
pub async fn pass(store: &Arc<Store>, connectors: &Connectors) -> Result<usize, StoreError> {
    let mut under_way = JoinSet::new();
    start(store, connectors, &mut under_way).await?;
    let mut sent = 0;
    while let Some(done) = under_way.join_next().await {
        sent += usize::from(matches!(done, Ok(true)));
    }
    Ok(sent)
}

/// Sends what becomes due until `shutdown` is done. Answers under way then are given up: they are asked for again by whoever runs next.
pub async fn run(store: Arc<Store>, connectors: Connectors, shutdown: impl Future<Output = ()> + Send) {
    let mut shutdown = std::pin::pin!(shutdown);
    let mut under_way = JoinSet::new();
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = &mut shutdown => return,
            Some(_) = under_way.join_next() => continue,
            _ = interval.tick() => {}
        }
        if let Err(error) = start(&store, &connectors, &mut under_way).await {
            tracing::warn!(%error, "the outbox failed and will try again");
        }
    }
}

async fn start(store: &Arc<Store>, connectors: &Connectors, under_way: &mut JoinSet<bool>) -> Result<(), StoreError> {
    let free = CONNECTOR_PARALLEL.saturating_sub(under_way.len());
    if free == 0 {
        return Ok(());
    }
    for asked in store.due_mirrors(free as u64).await? {
        let (store, connectors) = (store.clone(), connectors.clone());
        under_way.spawn(async move {
            compare(&store, &connectors, &asked).await.unwrap_or_else(|error| {
                tracing::error!(program = asked.program, account = asked.account, %error, "a balance was not compared");
                false
            })
        });
    }
    for order in store.due_orders(free as u64).await? {
        let (store, connectors) = (store.clone(), connectors.clone());
        under_way.spawn(async move {
            send(&store, &connectors, &order).await.unwrap_or_else(|error| {
                tracing::error!(program = order.program, id = order.id, %error, "an order was not settled");
                false
            })
        });
    }
    Ok(())
}

/// Reads one balance, if it is ours to read, and books what it differs by.
async fn compare(store: &Store, connectors: &Connectors, asked: &Asked) -> Result<bool, StoreError> {
    let now = store.now();
    if !store.claim_mirror(asked, now.plus_ms(CLAIM_MS)).await? {
        return Ok(false);
    }
    let settled = match connectors.get(&asked.program) {
        None => false,
        Some(partner) => match partner.balance(&asked.number).await {
            Ok(balance) => store.settle_mirror(asked, balance.as_ref()).await?,
            Err(why) => {
                tracing::warn!(program = asked.program, why, "a partner did not tell a balance");
                false
            }
        },
    };
    if !settled {
        let pause_ms = CONNECTOR_ASK_MS.saturating_mul(1 << asked.attempts.min(20)).min(CONNECTOR_RETRY_MOST_MS);
        store.postpone_mirror(asked, store.now().plus_ms(pause_ms)).await?;
    }
    Ok(true)
}

/// Sends one order, if it is ours, and books the answer.
async fn send(store: &Store, connectors: &Connectors, order: &Waiting) -> Result<bool, StoreError> {
    let now = store.now();
    if !store.claim_order(order, now.plus_ms(CLAIM_MS)).await? {
        return Ok(false);
    }
    fail_point::reach("claimed");
    let answer = match connectors.get(&order.program) {
        None => Answer::None("this server has no connector for the program".to_owned()),
        Some(partner) if is_over(order.order.not_after.map(|end| end.ms()), now) => {
            partner.ask(&order.id, order.step).await
        }
        Some(partner) => partner.order(&order.id, order.step, &order.order).await,
    };
    match &answer {
        Answer::Done | Answer::Pending => {}
        other => {
            tracing::warn!(program = order.program, id = order.id, step = order.step.name(), answer = ?other, "a partner")
        }
    }
    fail_point::reach("answered");
    store.settle_order(order, &answer).await?;
    fail_point::reach("settled");
    Ok(true)
}
