//! Waiting, and user-timing marks.

use super::bindings;
use wasm_bindgen_futures::JsFuture;

/// Answers after `ms` milliseconds.
pub async fn sleep(ms: u32) {
    let _ = JsFuture::from(bindings::sleep(ms)).await;
}

/// Lets the browser answer and draw what waits, and goes on at once after it.
pub async fn breathe() {
    let _ = JsFuture::from(bindings::breathe()).await;
}

/// Answers once what is there now is drawn; at once where nobody sees it.
pub async fn drawn() {
    let _ = JsFuture::from(bindings::next_frame()).await;
}

/// Sets a performance mark in the frame after the page shows what it names.
pub fn mark_next_frame(name: &str) {
    bindings::mark_next_frame(name);
}
