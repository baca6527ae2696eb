//! What is fetched ahead because it is likely to come next.

use leptos::prelude::*;

/// Fetches the code of the page of one transfer. The shell knows how; a page's own chunk must not name another one.
#[derive(Clone, Copy)]
pub struct Ahead(fn());

impl Ahead {
    /// Fetches it now.
    pub fn transfer_detail(self) {
        self.0();
    }
}

/// Tells how.
pub fn provide(transfer_detail: fn()) {
    provide_context(Ahead(transfer_detail));
}

/// What can be fetched ahead.
pub fn use_ahead() -> Ahead {
    expect_context()
}
