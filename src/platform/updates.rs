//! The service worker: a new version of the app that waits.

use super::bindings;
use wasm_bindgen::prelude::Closure;

/// Starts the service worker, once, and calls `tell` whenever a newer version than this page's is there. Without support for
/// workers it never does.
pub fn watch(tell: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(tell);
    bindings::watch_updates(&closure);
    // The app listens until the tab closes.
    closure.forget();
}

/// Changes to the newest version, which loads the page anew.
pub fn take() {
    bindings::take_update();
}
