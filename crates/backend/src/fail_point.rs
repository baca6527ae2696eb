//! Places at which the process can be made to die as in a power cut, to see what survives. `GOM_FAIL_AT` names one; nothing else reads it.

use std::sync::OnceLock;

/// Every place, in the order of a transfer's life.
pub const FAIL_POINTS: [&str; 5] = ["accepted", "stepped", "claimed", "answered", "settled"];

/// Ends the process here, if this is the place.
pub fn reach(place: &'static str) {
    static CHOSEN: OnceLock<Option<String>> = OnceLock::new();
    debug_assert!(FAIL_POINTS.contains(&place));
    if CHOSEN.get_or_init(|| std::env::var("GOM_FAIL_AT").ok()).as_deref() == Some(place) {
        std::process::abort();
    }
}
