//! What the inline script of index.html fetched before the app was there: texts of the language, and the first data.

use super::bindings;
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The texts could not be loaded.
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

/// The texts of that language: a line for each, in the order of their keys.
pub async fn texts() -> Result<String, NoTexts> {
    let response = response(take("i18n").ok_or(NoTexts)?).await.filter(|r| r.ok()).ok_or(NoTexts)?;
    text(response.text().map_err(|_| NoTexts)?).await
}

/// The texts of all pages but the first screen, likewise; asked for at once.
pub fn page_texts() -> impl Future<Output = Result<String, NoTexts>> {
    text(bindings::page_texts())
}

/// Heard at once: a failure that nobody waits for is no unhandled error.
fn text(asked: Promise) -> impl Future<Output = Result<String, NoTexts>> {
    let asked = JsFuture::from(asked);
    async { asked.await.ok().and_then(|text| text.as_string()).ok_or(NoTexts) }
}

fn early() -> Option<JsValue> {
    let early = Reflect::get(&js_sys::global(), &"early".into()).ok()?;
    early.is_object().then_some(early)
}
