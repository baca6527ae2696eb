//! The browser: the only room that names web_sys, js_sys or a JavaScript function.
//!
//! Everything here answers in plain Rust types. Calls that may throw (storage switched off, no IndexedDB) come back as values.

pub mod abort;
mod bindings;
pub mod clock;
pub mod device;
pub mod dom;
pub mod early;
pub mod events;
pub mod frame;
pub mod ids;
pub mod intl;
pub mod json;
pub mod kv;
pub mod local;
pub mod location;
pub mod page;
pub mod passkeys;
pub mod settings;
pub mod stream;
pub mod tabs;
pub mod timer;
pub mod updates;
