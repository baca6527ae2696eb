//! Waiting, and user-timing marks.

use super::bindings;
use wasm_bindgen_futures::JsFuture;

/// Answers after `ms` milliseconds.
pub async fn sleep(ms: u32) {
    let _ = JsFuture::from(bindings::sleep(ms)).await;
}

/// Sets a performance mark in the frame after the page shows what it names.
pub fn mark_next_frame(name: &str) {
    bindings::mark_next_frame(name);
}
