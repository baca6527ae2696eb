//! The other tabs of this browser: whose turn it is to do something for all, and what that one tells.

use super::abort::AbortOnDrop;
use super::bindings;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;

/// It is this tab's turn until this is dropped.
pub struct Turn {
    _held: AbortOnDrop,
}

/// Waits until it is this tab's turn. Dropping the wait gives it up.
pub async fn turn() -> Turn {
    let held = AbortOnDrop::new();
    // A browser that cannot give anything up does without turns.
    if let Some(signal) = held.signal() {
        let _ = JsFuture::from(bindings::take_turn(&signal)).await;
    }
    Turn { _held: held }
}

/// Tells the other tabs.
pub fn tell(word: &str) {
    bindings::tell_tabs(word);
}

/// Calls `hear` with everything that another tab tells, for as long as this one is open.
pub fn hear(hear: impl Fn(String) + 'static) {
    let closure = Closure::<dyn Fn(String)>::new(hear);
    bindings::on_tabs(&closure);
    closure.forget();
}
