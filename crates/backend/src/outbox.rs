//! Sends the orders that wait in the database to partners' systems and books what they answer.
//!
//! Every instance does it; an order is taken for sending by one of them at a time, for as long as an answer may take. Whoever dies
//! meanwhile loses nothing: the order is sent again when its time is up, and the partner does it once.

use crate::connector::{Answer, Connector, Connectors, activity, is_over};
use crate::fail_point;
use crate::store::{Asked, Store, StoreError, Waiting};
use contract::connector::{Balance, Entry};
use contract::limits::{
    CONNECTOR_ASK_MS, CONNECTOR_ENTRIES_SECONDS, CONNECTOR_ENTRIES_TRIES, CONNECTOR_PARALLEL, CONNECTOR_RETRY_MOST_MS,
    CONNECTOR_SECONDS,
};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// How often the outbox is looked at.
const INTERVAL: Duration = Duration::from_millis(250);
/// How long an order belongs to whoever took it: head and body of an answer, and time to book it.
const CLAIM_MS: i64 = (2 * CONNECTOR_SECONDS as i64 + 5) * 1_000;
/// The same for a balance, with what happened.
const CLAIM_MIRROR_MS: i64 = CLAIM_MS + CONNECTOR_ENTRIES_SECONDS as i64 * 1_000;

/// Sends everything that is due and waits for the answers; how many orders were sent.
pub async fn pass(store: &Arc<Store>, connectors: &Connectors) -> Result<usize, StoreError> {
    let mut under_way = JoinSet::new();
    for (program, partner) in connectors.all() {
        start(store, program, partner, CONNECTOR_PARALLEL, &mut under_way).await?;
    }
    let mut sent = 0;
    while let Some(done) = under_way.join_next().await {
        sent += usize::from(matches!(done, Ok(true)));
    }
    Ok(sent)
}

/// Sends what becomes due until `shutdown` is done. Answers under way then are given up: they are asked for again by whoever runs next.
pub async fn run(store: Arc<Store>, connectors: Connectors, shutdown: impl Future<Output = ()> + Send) {
    // Each partner has a lane of its own: one that does not answer is nobody else's trouble.
    let mut lanes = JoinSet::new();
    for (program, partner) in connectors.all() {
        lanes.spawn(serve(store.clone(), program.to_owned(), partner.clone()));
    }
    shutdown.await;
}

/// Sends what becomes due for one partner, for ever.
async fn serve(store: Arc<Store>, program: String, partner: Arc<dyn Connector>) {
    let mut under_way = JoinSet::new();
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            Some(_) = under_way.join_next() => continue,
            _ = interval.tick() => {}
        }
        let free = CONNECTOR_PARALLEL.saturating_sub(under_way.len());
        if let Err(error) = start(&store, &program, &partner, free, &mut under_way).await {
            tracing::warn!(program, %error, "the outbox failed and will try again");
        }
    }
}

async fn start(
    store: &Arc<Store>,
    program: &str,
    partner: &Arc<dyn Connector>,
    free: usize,
    under_way: &mut JoinSet<bool>,
) -> Result<(), StoreError> {
    let orders = store.due_orders(program, free as u64).await?;
    // Balances never take more than half of the places: many of them keep no order waiting.
    let left = free.saturating_sub(orders.len()).saturating_sub(CONNECTOR_PARALLEL / 2);
    for mut asked in store.due_mirrors(program, left as u64).await? {
        let (store, partner) = (store.clone(), partner.clone());
        under_way.spawn(async move {
            compare(&store, &*partner, &mut asked).await.unwrap_or_else(|error| {
                tracing::error!(program = asked.program, account = asked.account, %error, "a balance was not compared");
                false
            })
        });
    }
    for order in orders {
        let (store, partner) = (store.clone(), partner.clone());
        under_way.spawn(async move {
            send(&store, &*partner, &order).await.unwrap_or_else(|error| {
                tracing::error!(program = order.program, id = order.id, %error, "an order was not settled");
                false
            })
        });
    }
    Ok(())
}

/// Reads one balance, if it is ours to read, and books what it differs by; what cannot be booked is asked for later as well.
async fn compare(store: &Store, partner: &dyn Connector, asked: &mut Asked) -> Result<bool, StoreError> {
    let now = store.now();
    if !store.claim_mirror(asked, now.plus_ms(CLAIM_MIRROR_MS)).await? {
        return Ok(false);
    }
    let settled = read(store, partner, asked).await;
    if !matches!(settled, Ok(true)) {
        let pause_ms = CONNECTOR_ASK_MS.saturating_mul(1 << asked.attempts.min(20)).min(CONNECTOR_RETRY_MOST_MS);
        let postponed = store.postpone_mirror(asked, store.now().plus_ms(pause_ms)).await;
        settled.and(postponed)?;
    }
    Ok(true)
}

/// Whether an answer of the partner was of use.
async fn read(store: &Store, partner: &dyn Connector, asked: &mut Asked) -> Result<bool, StoreError> {
    match partner.balance(&asked.number).await {
        Ok(None) => {
            tracing::info!(program = asked.program, account = asked.account, "a partner does not know a number");
            store.settle_mirror(asked, None, &[]).await
        }
        Ok(Some(balance)) if asked.age_of(&balance, store.now()).is_none() => Ok(false),
        Ok(Some(balance)) => match happened(partner, asked, &balance).await {
            Some(told) => store.settle_mirror(asked, Some(&balance), &told).await,
            None => Ok(false),
        },
        Err(why) => {
            tracing::warn!(program = asked.program, why, "a partner did not tell a balance");
            Ok(false)
        }
    }
}

/// What the partner tells between its last balance and this one; `None` if there was no answer and it is worth asking once more.
async fn happened(partner: &dyn Connector, asked: &mut Asked, balance: &Balance) -> Option<Vec<Entry>> {
    let (Some(after), Some(until)) = (&asked.cursor, &balance.cursor) else { return Some(Vec::new()) };
    if after == until {
        return Some(Vec::new());
    }
    match activity::between(partner, &asked.number, after, until).await {
        Ok(told) => Some(told),
        Err(why) => {
            asked.untold += 1;
            let given_up = asked.untold >= CONNECTOR_ENTRIES_TRIES.into();
            tracing::warn!(program = asked.program, why, given_up, "a partner did not tell what happened");
            given_up.then(Vec::new)
        }
    }
}

/// Sends one order, if it is ours, and books the answer.
async fn send(store: &Store, partner: &dyn Connector, order: &Waiting) -> Result<bool, StoreError> {
    let now = store.now();
    if !store.claim_order(order, now.plus_ms(CLAIM_MS)).await? {
        return Ok(false);
    }
    fail_point::reach("claimed");
    let is_late = is_over(order.order.not_after.map(|end| end.ms()), now);
    let answer = match is_late {
        true => partner.ask(&order.id, order.step).await,
        false => partner.order(&order.id, order.step, &order.order).await,
    };
    match &answer {
        Answer::Done => {}
        Answer::Pending if !is_late => {}
        other => {
            let step = order.step.name();
            tracing::warn!(program = order.program, id = order.id, step, is_late, answer = ?other, "a partner")
        }
    }
    fail_point::reach("answered");
    store.settle_order(order, &answer, now).await?;
    fail_point::reach("settled");
    Ok(true)
}
