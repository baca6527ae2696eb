//! The passkeys of this device, by the browser's own dialog.

use super::bindings;
use wasm_bindgen_futures::JsFuture;

/// The member closed the browser's dialog, or the device has no passkey that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPasskey;

/// Whether this browser knows passkeys.
pub fn supported() -> bool {
    bindings::has_passkeys()
}

/// Makes a passkey as the server asks; answers what the server checks.
pub async fn make(options: &str) -> Result<String, NoPasskey> {
    ask("create", options).await
}

/// Signs with a passkey what the server asks; answers what the server checks.
pub async fn sign(options: &str) -> Result<String, NoPasskey> {
    ask("get", options).await
}

async fn ask(act: &str, options: &str) -> Result<String, NoPasskey> {
    let answer = JsFuture::from(bindings::ask_device(act, options)).await;
    answer.ok().and_then(|text| text.as_string()).ok_or(NoPasskey)
}
