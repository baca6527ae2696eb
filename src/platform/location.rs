//! The address of the page, and links inside the app that change it without loading anew.

use super::bindings;
use super::page::window;
use wasm_bindgen::prelude::Closure;

/// The path, such as `/programs/7f`.
pub fn path() -> String {
    window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// What stands from the `?` on.
pub fn search() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The value of a parameter of such a text.
pub fn parameter(search: &str, name: &str) -> Option<String> {
    bindings::parameter(search, name)
}

/// Changes the address: as a new entry of the history, shown from its top, or in the place of the current one.
pub fn change(path: &str, replace: bool) {
    bindings::change_address(path, replace);
}

/// Calls `tell` after every change that the member makes: a link inside the app, back, forward.
pub fn on_change(tell: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(tell);
    bindings::on_address(&closure);
    // The app listens until the tab closes.
    closure.forget();
}
