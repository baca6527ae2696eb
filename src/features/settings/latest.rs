//! Choices that are kept one after the other: of several made meanwhile, only the last one is sent.

use crate::api::{self, ApiError};
use contract::{Me, MeChange};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is still to be kept.
#[derive(Clone, Copy)]
pub struct Latest {
    next: StoredValue<Option<MeChange>>,
    busy: StoredValue<bool>,
}

impl Latest {
    /// Nothing.
    pub fn new() -> Latest {
        Latest { next: StoredValue::new(None), busy: StoredValue::new(false) }
    }

    /// Keeps a choice. `then` hears what came of the last one; of one that another has followed, nothing is said.
    pub fn keep(self, change: MeChange, then: impl AsyncFn(Result<Me, ApiError>) + 'static) {
        self.next.set_value(Some(change));
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while let Some(change) = self.next.try_update_value(Option::take).flatten() {
                let answer = api::session::change_me(&change).await;
                if self.next.try_with_value(Option::is_some) != Some(true) {
                    then(answer).await;
                }
            }
            self.busy.try_update_value(|busy| *busy = false);
        });
    }
}
