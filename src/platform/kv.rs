//! Small durable storage: text by key in one of two IndexedDB stores.
//!
//! `put` answers when the text is on disk and outlives a power cut, as far as the browser knows the difference; `put_alone` when the
//! system has it and it outlives the browser.

use super::bindings;
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The stores. A new one needs a new version number in platform.js.
#[derive(Clone, Copy)]
pub enum Store {
    /// The last wallet, to show offline.
    Snapshot,
    /// Mutations whose outcome is not known yet.
    Intents,
}

/// IndexedDB is missing, switched off, full or broken. The app goes on without what it wanted to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageFailed;

/// The text under `key`, if there is one.
pub async fn get(store: Store, key: &str) -> Result<Option<String>, StorageFailed> {
    Ok(wait(act(store, "get", Some(key), None)).await?.as_string())
}

/// All texts of a store.
pub async fn all(store: Store) -> Result<Vec<String>, StorageFailed> {
    Ok(texts(&wait(act(store, "getAll", None, None)).await?))
}

/// Keeps `value` under `key`; answers when it is on disk.
pub async fn put(store: Store, key: &str, value: &str) -> Result<(), StorageFailed> {
    wait(act(store, "put", Some(value), Some(key))).await.map(drop)
}

/// Keeps `value` under `key` unless a text of the store has `part` in it; answers the texts that were there, as soon as the system has
/// it. No other tab comes in between.
pub async fn put_alone(store: Store, key: &str, value: &str, part: &str) -> Result<Vec<String>, StorageFailed> {
    Ok(texts(&wait(bindings::kv_put_alone(store.name(), key, value, part)).await?))
}

/// Keeps `value` under `key` if there is something; answers when it is on disk.
pub async fn put_over(store: Store, key: &str, value: &str) -> Result<(), StorageFailed> {
    wait(bindings::kv_put_over(store.name(), key, value)).await.map(drop)
}

/// Forgets what is under `key`.
pub async fn delete(store: Store, key: &str) -> Result<(), StorageFailed> {
    wait(act(store, "delete", Some(key), None)).await.map(drop)
}

/// Forgets everything in a store.
pub async fn clear(store: Store) -> Result<(), StorageFailed> {
    wait(act(store, "clear", None, None)).await.map(drop)
}

impl Store {
    const fn name(self) -> &'static str {
        match self {
            Store::Snapshot => "snapshot",
            Store::Intents => "intents",
        }
    }
}

fn act(store: Store, act: &str, a: Option<&str>, b: Option<&str>) -> Promise {
    bindings::kv(store.name(), act, a, b)
}

fn texts(values: &JsValue) -> Vec<String> {
    Array::from(values).iter().filter_map(|value| value.as_string()).collect()
}

async fn wait(promise: Promise) -> Result<JsValue, StorageFailed> {
    JsFuture::from(promise).await.map_err(|_| StorageFailed)
}
