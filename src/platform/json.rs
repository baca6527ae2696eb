//! JSON text into typed values and back.
//!
//! In the browser the text is read by the browser's own parser, which leaves the app without one. Native tests use serde_json.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The value, or `None` when the text is no JSON or another value.
#[cfg(target_arch = "wasm32")]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_wasm_bindgen::from_value(js_sys::JSON::parse(text).ok()?).ok()
}

/// The value, or `None` when the text is no JSON or another value.
#[cfg(not(target_arch = "wasm32"))]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// The text of a value. `None` cannot happen for the types of the contract.
pub fn write(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}
