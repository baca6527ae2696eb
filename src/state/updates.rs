//! A new version of the app: it waits until the member agrees, and never loads the page anew by itself.

use crate::platform::updates;
use leptos::prelude::*;

/// Whether a new version waits.
#[derive(Clone, Copy)]
pub struct Updates(RwSignal<bool>);

impl Updates {
    /// Whether to ask; a view that reads it follows it.
    pub fn waiting(self) -> bool {
        self.0.get()
    }

    /// The page has what it needs: from now on the service worker may use the line.
    pub fn begin(self) {
        updates::watch(move || self.0.set(true));
    }

    /// The member agrees: the page is loaded anew in the new version.
    pub fn take(self) {
        self.0.set(false);
        updates::take();
    }

    /// The member goes on with this version until the next start.
    pub fn later(self) {
        self.0.set(false);
    }
}

/// The updates.
pub fn use_updates() -> Updates {
    expect_context()
}

pub(super) fn provide() {
    provide_context(Updates(RwSignal::new(false)));
}
