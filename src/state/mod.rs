//! The few things that more than one slice needs, each held once and reached by its `use_…` function.

pub mod balances;
pub mod call;
pub mod connectivity;
pub mod failure;
pub mod listing;
pub mod location;
pub mod now;
pub mod preferences;
pub mod route;
pub mod session;
mod snapshot;
pub mod toasts;
pub mod viewport;

/// Provides all of them; the app calls it once.
pub fn provide() {
    location::provide();
    connectivity::provide();
    now::provide();
    viewport::provide();
    toasts::provide();
    balances::provide();
    session::provide();
}
