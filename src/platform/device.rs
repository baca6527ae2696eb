//! What a page asks of the device: whether anyone looks at it, the clipboard, the printer.

use super::page::document;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    async fn write_text(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = print)]
    fn print_page();
}

/// The browser has no clipboard for us, or did not allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotCopied;

/// Whether the page is on screen.
pub fn visible() -> bool {
    document().is_none_or(|document| !document.hidden())
}

/// Puts a text on the clipboard.
pub async fn copy(text: &str) -> Result<(), NotCopied> {
    write_text(text).await.map(drop).map_err(|_| NotCopied)
}

/// Whether the device can hand a text to another app.
pub fn can_share() -> bool {
    super::bindings::can_share()
}

/// Hands a text to another app of the member's choice. Choosing none is no failure.
pub fn share(title: &str, text: &str) {
    super::bindings::share(title, text);
}

/// Gives the member a file to keep.
pub fn save_file(name: &str, kind: &str, text: &str) {
    super::bindings::save_file(name, kind, text);
}

/// Opens the browser's print dialog.
pub fn print() {
    print_page();
}
