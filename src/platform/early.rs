//! What the inline script of index.html fetched before the app was there: texts of the language, and the first data.

use super::bindings;
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The table of texts could not be loaded or is not a list of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoTexts;

/// The answer to an early fetch of `path`, once: the second caller asks the server itself.
pub fn take(path: &str) -> Option<Promise> {
    let early = early()?;
    let promise: Promise = Reflect::get(&early, &path.into()).ok()?.dyn_into().ok()?;
    Reflect::delete_property(early.unchecked_ref::<Object>(), &path.into()).ok()?;
    Some(promise)
}

/// Turns the promise of [`take`] into the response; `None` when the network failed.
pub async fn response(promise: Promise) -> Option<web_sys::Response> {
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// Drops all answers: they belong to a session that must not be used any more.
pub fn forget() {
    if let Some(early) = early() {
        let early = early.unchecked_ref::<Object>();
        for name in Object::keys(early).iter().filter(|name| name.as_string().is_some_and(|name| name.starts_with('/')))
        {
            let _ = Reflect::delete_property(early, &name);
        }
    }
}

/// The language the script chose: from storage, else from the browser.
pub fn language() -> Option<String> {
    Reflect::get(&early()?, &"lang".into()).ok()?.as_string()
}

/// The texts of that language, in the order of their keys.
pub async fn texts() -> Result<Vec<String>, NoTexts> {
    let response = response(take("i18n").ok_or(NoTexts)?).await.filter(|r| r.ok()).ok_or(NoTexts)?;
    list(response.json().map_err(|_| NoTexts)?).await
}

/// The texts of all pages but the first screen, in the order of their keys; asked for at once.
pub fn page_texts() -> impl Future<Output = Result<Vec<String>, NoTexts>> {
    list(bindings::page_texts())
}

async fn list(json: Promise) -> Result<Vec<String>, NoTexts> {
    let json = JsFuture::from(json).await.map_err(|_| NoTexts)?;
    js_sys::Array::from(&json).iter().map(|text| text.as_string().ok_or(NoTexts)).collect()
}

fn early() -> Option<JsValue> {
    let early = Reflect::get(&js_sys::global(), &"early".into()).ok()?;
    early.is_object().then_some(early)
}
