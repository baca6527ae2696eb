//! Amounts that are the member's own, which this device may be told to hide from whoever looks over a shoulder.

use super::t;
use std::sync::atomic::{AtomicBool, Ordering};

/// What stands in the place of a hidden amount.
pub const DOTS: &str = "\u{2022}\u{2022}\u{2022}\u{2022}";

static HIDDEN: AtomicBool = AtomicBool::new(false);

/// Hides the amounts that are written from now on, or shows them.
pub fn hide_own(hidden: bool) {
    HIDDEN.store(hidden, Ordering::Relaxed);
}

/// An amount of the member, or dots while such amounts are hidden. `ui::veiled` says "hidden" to a screen reader.
pub fn own(amount: String) -> String {
    if HIDDEN.load(Ordering::Relaxed) { DOTS.into() } else { amount }
}

/// What a screen reader says for the dots.
pub fn hidden_word() -> &'static str {
    t::wallet_hidden()
}
