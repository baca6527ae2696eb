//! A call to the backend as a view follows it: under way, answered, or failed.

use crate::api::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;

/// A question that can be asked again; only the answer to the latest one counts. One that comes after its page is gone is lost; what
/// must not be lost is kept elsewhere.
pub struct Call<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Result<T, ApiError>>>,
    busy: RwSignal<bool>,
    latest: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Call<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Call<T> {}

impl<T: Clone + Send + Sync + 'static> Call<T> {
    /// Nothing was asked yet.
    #[expect(clippy::new_without_default, reason = "a call belongs to the view that makes it")]
    pub fn new() -> Call<T> {
        Call { answer: RwSignal::new(None), busy: RwSignal::new(false), latest: StoredValue::new(0) }
    }

    /// Makes the call. The answer to one before, should it still be under way, is not waited for any more.
    pub fn start(self, work: impl Future<Output = Result<T, ApiError>> + 'static) {
        let Some(own) = self.latest.try_update_value(|latest| {
            *latest += 1;
            *latest
        }) else {
            return;
        };
        self.busy.set(true);
        spawn_local(async move {
            let answer = work.await;
            if self.latest.try_get_value() == Some(own) {
                self.answer.set(Some(answer));
                self.busy.set(false);
            }
        });
    }

    /// The latest answer.
    pub fn answer(self) -> Option<Result<T, ApiError>> {
        self.answer.get()
    }

    /// The same for who does not follow it; nothing once its page is gone.
    pub fn peek(self) -> Option<Result<T, ApiError>> {
        self.answer.try_get_untracked().flatten()
    }

    /// Why the latest call failed.
    pub fn error(self) -> Option<ApiError> {
        self.answer.with(|answer| answer.as_ref()?.as_ref().err().cloned())
    }

    /// Whether an answer is under way.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Forgets the latest answer.
    pub fn clear(self) {
        self.answer.set(None);
    }
}
