//! Ids made by the client.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> String;
}

/// A random UUID (version 4), lower-case and hyphenated. It exists on secure origins only, which localhost is.
pub fn uuid() -> String {
    random_uuid()
}
