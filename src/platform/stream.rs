//! The body of an answer as it comes.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// The pieces of a body that has no end.
pub struct Pieces(ReadableStreamDefaultReader);

impl Pieces {
    /// The pieces of this body; `None` if the browser gives none or somebody reads it already.
    pub fn of(body: Option<ReadableStream>) -> Option<Pieces> {
        ReadableStreamDefaultReader::new(&body?).ok().map(Pieces)
    }

    /// The next piece; `None` when it has ended or broken off.
    pub async fn next(&self) -> Option<Vec<u8>> {
        let piece = JsFuture::from(self.0.read()).await.ok()?;
        let value: Uint8Array = Reflect::get(&piece, &"value".into()).ok()?.dyn_into().ok()?;
        Some(value.to_vec())
    }
}
