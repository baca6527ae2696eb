//! Short messages about something that happened out of sight. Never the only place of an error that needs an answer.

use crate::platform::{page, timer};
use leptos::prelude::*;
use leptos::task::spawn_local;

const SHOWN_MS: u32 = 6_000;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Tells equal texts apart.
    pub id: u32,
    /// What to say.
    pub text: String,
}

/// The messages on screen.
#[derive(Clone, Copy)]
pub struct Toasts(RwSignal<Vec<Toast>>);

impl Toasts {
    /// Shows a message for some seconds and says it once to a screen reader.
    pub fn show(self, text: impl Into<String>) {
        let text = text.into();
        let id = self.0.with_untracked(|toasts| toasts.last().map_or(0, |toast| toast.id + 1));
        page::announce(&text);
        self.0.update(|toasts| toasts.push(Toast { id, text }));
        spawn_local(async move {
            timer::sleep(SHOWN_MS).await;
            self.0.update(|toasts| toasts.retain(|toast| toast.id != id));
        });
    }

    /// What is on screen.
    pub fn get(self) -> Vec<Toast> {
        self.0.get()
    }
}

/// The messages.
pub fn use_toasts() -> Toasts {
    expect_context()
}

pub(super) fn provide() {
    provide_context(Toasts(RwSignal::new(Vec::new())));
}
