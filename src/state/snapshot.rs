//! The last wallet, kept on the device with the member it belongs to, to be shown when there is no network.

use crate::platform::kv::{self, Store};
use contract::points::Timestamp;
use contract::{Me, Wallet};
use serde::{Deserialize, Serialize};

const KEY: &str = "wallet";

/// A wallet as it was.
#[derive(Clone, Serialize, Deserialize)]
pub struct Snapshot {
    /// Whose.
    pub me: Me,
    /// When this device received it, by its own clock.
    pub received_at: Timestamp,
    /// What it showed.
    pub wallet: Wallet,
}

/// What is kept. A snapshot that an older version wrote and this one cannot read counts as none.
pub async fn load() -> Option<Snapshot> {
    let text = kv::get(Store::Snapshot, KEY).await.ok()??;
    serde_json::from_str(&text).ok()
}

/// Keeps it. A device that cannot keep it only loses the offline view.
pub async fn save(snapshot: &Snapshot) {
    if let Ok(text) = serde_json::to_string(snapshot) {
        let _ = kv::put(Store::Snapshot, KEY, &text).await;
    }
}

/// Forgets everything of the member: sign-out, or another member signing in.
pub async fn wipe() {
    let _ = kv::clear(Store::Snapshot).await;
    let _ = kv::clear(Store::Intents).await;
}
