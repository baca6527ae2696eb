//! The few things that more than one slice needs, each held once and reached by its `use_…` function.

pub mod ahead;
pub mod balances;
pub mod call;
pub mod code;
pub mod config;
pub mod connectivity;
pub mod download;
pub mod failure;
pub mod intents;
pub mod legal;
pub mod listing;
pub mod live;
pub mod location;
pub mod now;
pub mod outlook;
pub mod pause;
pub mod preferences;
pub mod route;
pub mod session;
mod snapshot;
pub mod stale;
pub mod step_up;
pub mod ticker;
pub mod title;
pub mod toasts;
pub mod turns;
pub mod updates;
pub mod viewport;

/// Provides all of them; the app calls it once.
pub fn provide() {
    location::provide();
    connectivity::provide();
    now::provide();
    viewport::provide();
    preferences::provide();
    toasts::provide();
    updates::provide();
    live::provide();
    balances::provide();
    session::provide();
}

/// Provides only what a partner's frame needs: there is no member in it, and nothing is asked about one.
pub fn provide_in_frame() {
    location::provide();
}
