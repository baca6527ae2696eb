//! Follows one transfer until it is over: asks every two seconds while somebody looks, less often after a failure.

use super::model::timeline::is_final;
use crate::api::{self, ApiError};
use crate::platform::{device, timer};
use crate::state::balances::{Balances, use_balances};
use contract::{Transfer, TransferId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const POLL_MS: u32 = 2_000;
const AFTER_FAILURE_MS: u32 = 10_000;

/// What is known of the transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing yet.
    Loading,
    /// This.
    There(Box<Transfer>),
    /// It is not there, or not this member's.
    NotThere,
    /// It could not be asked for, and nothing is known from before.
    Failed(ApiError),
}

/// A transfer being followed.
#[derive(Clone, Copy)]
pub struct Watch {
    seen: RwSignal<Seen>,
    id: StoredValue<TransferId>,
    balances: Balances,
}

/// Follows the transfer for as long as the view that asks lives.
pub fn watch(id: TransferId) -> Watch {
    let seen = RwSignal::new(Seen::Loading);
    let watch = Watch { seen, id: StoredValue::new(id.clone()), balances: use_balances() };
    let lives = Arc::new(AtomicBool::new(true));
    let ends = lives.clone();
    on_cleanup(move || ends.store(false, Ordering::Relaxed));
    spawn_local(async move {
        while lives.load(Ordering::Relaxed) {
            let mut pause = POLL_MS;
            if device::visible() {
                let answer = api::transfers::get(&id).await;
                let over = matches!(&answer, Ok(transfer) if is_final(transfer));
                if answer.is_err() {
                    pause = AFTER_FAILURE_MS;
                }
                watch.learn(answer);
                if over {
                    return;
                }
            }
            timer::sleep(pause).await;
        }
    });
    watch
}

impl Watch {
    /// What is known; a view that reads it follows it.
    pub fn seen(self) -> Seen {
        self.seen.get()
    }

    /// The id that is followed; `None` once the page is gone.
    pub fn id(self) -> Option<TransferId> {
        self.id.try_get_value()
    }

    /// An answer came, to our question or to a change that the member asked for. What is known from before outlives a failure.
    pub fn learn(self, answer: Result<Transfer, ApiError>) {
        let Some(before) = self.seen.try_get_untracked() else { return };
        let next = match answer {
            Ok(transfer) => Seen::There(Box::new(transfer)),
            Err(ApiError::NotFound) => Seen::NotThere,
            Err(_) if matches!(before, Seen::There(_)) => return,
            Err(error) => Seen::Failed(error),
        };
        if let (Seen::There(before), Seen::There(after)) = (&before, &next)
            && before.state != after.state
        {
            self.balances.refresh();
        }
        if next != before {
            self.seen.set(next);
        }
    }

    /// Asks again after a failure.
    pub fn retry(self) {
        self.seen.set(Seen::Loading);
        self.look();
    }

    /// Asks now.
    pub fn look(self) {
        let Some(id) = self.id() else { return };
        spawn_local(async move { self.learn(api::transfers::get(&id).await) });
    }
}
