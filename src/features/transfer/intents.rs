//! Unfinished confirmations on this device. An intent is here from before its first byte leaves until its outcome is known.

use super::model::sending::Intent;
use crate::platform::json;
use crate::platform::kv::{self, StorageFailed, Store};
use contract::TransferId;

/// Keeps an intent; answers when it is on disk.
pub async fn keep(intent: &Intent) -> Result<(), StorageFailed> {
    let text = json::write(intent).ok_or(StorageFailed)?;
    kv::put(Store::Intents, &intent.id.0, &text).await
}

/// Forgets an intent whose outcome is known. One that cannot be forgotten is asked about again at the next visit, which has no
/// effect on the transfer.
pub async fn forget(id: &TransferId) {
    let _ = kv::delete(Store::Intents, &id.0).await;
}

/// The oldest unfinished intent of the member with this mark.
pub async fn unfinished(mark: &str) -> Option<Intent> {
    let texts = kv::all(Store::Intents).await.unwrap_or_default();
    let intents = texts.iter().filter_map(|text| json::read::<Intent>(text));
    intents.filter(|intent| intent.mark == mark).min_by_key(|intent| intent.created)
}
