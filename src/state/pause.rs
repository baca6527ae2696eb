//! The end of a row of edits: what is typed or chosen counts once the member pauses.

use crate::platform::timer;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What follows edits of one control. It belongs to a view: once that is gone, no pause ends any more.
#[derive(Clone)]
pub struct Pause(Arc<AtomicU32>);

impl Pause {
    /// No edit yet.
    #[expect(clippy::new_without_default, reason = "it belongs to the view that makes it")]
    pub fn new() -> Pause {
        let pause = Pause(Arc::new(AtomicU32::new(0)));
        let gone = pause.clone();
        on_cleanup(move || gone.over());
        pause
    }

    /// An edit: calls `act` unless another one, or the end of the row, comes within the time.
    pub fn edit(&self, ms: u32, act: impl FnOnce() + 'static) {
        self.over();
        let (edits, edit) = (self.0.clone(), self.0.load(Ordering::Relaxed));
        spawn_local(async move {
            timer::sleep(ms).await;
            if edits.load(Ordering::Relaxed) == edit {
                act();
            }
        });
    }

    /// The row has ended in another way: what was to follow does not.
    pub fn over(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}
