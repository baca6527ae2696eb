//! What the operator set, out of the page itself.

use super::bindings;

/// Whether a request carries the member's cookie.
pub use web_sys::RequestCredentials as Credentials;

/// The setting at a path of names such as `links.terms`; a list comes with commas. `None` when it is not set.
pub fn get(path: &str) -> Option<String> {
    bindings::setting(path)
}

/// Puts the operator's accent, if there is one, in the place of ours.
pub fn show_accent() {
    bindings::show_accent();
}
