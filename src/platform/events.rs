//! Events of the browser that the whole app listens to, for as long as it runs.

use super::page::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Whether the browser believes it has a network. `true` promises nothing.
pub fn online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Calls `tell` with every change between online and offline.
pub fn on_connectivity(tell: impl Fn(bool) + Clone + 'static) {
    for (event, online) in [("online", true), ("offline", false)] {
        let tell = tell.clone();
        listen(event, move || tell(online));
    }
}

/// Calls `tell` whenever the page is hidden, or shown again.
pub fn on_visibility(tell: impl Fn() + 'static) {
    listen("visibilitychange", tell);
}

/// Calls `tell` whenever the page is shown again after it was hidden or taken from the back-forward cache.
pub fn on_return(tell: impl Fn() + 'static) {
    on_visibility(move || {
        if super::device::visible() {
            tell();
        }
    });
}

/// Calls `tick` every `ms` milliseconds.
pub fn every(ms: i32, tick: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let closure = Closure::<dyn Fn()>::new(tick);
    let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), ms);
    closure.forget();
}

/// Calls `tell` now and with every change of a media query.
pub fn on_media(query: &str, tell: impl Fn(bool) + 'static) {
    let Some(media) = window().and_then(|window| window.match_media(query).ok()?) else { return };
    tell(media.matches());
    let list = media.clone();
    let closure = Closure::<dyn Fn()>::new(move || tell(list.matches()));
    let _ = media.add_event_listener_with_callback("change", closure.as_ref().unchecked_ref());
    closure.forget();
}

fn listen(event: &str, tell: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let closure = Closure::<dyn Fn()>::new(tell);
    let _ = window.add_event_listener_with_callback_and_bool(event, closure.as_ref().unchecked_ref(), true);
    // The app listens until the tab closes.
    closure.forget();
}
