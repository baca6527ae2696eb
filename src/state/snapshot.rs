//! The last wallet, kept on the device with the member it belongs to, to be shown when there is no network.

use crate::api;
use crate::platform::json;
use crate::platform::kv::{self, Store};
use contract::points::Timestamp;
use contract::{Me, Wallet};

const KEY: &str = "wallet";

/// A wallet as it was.
pub struct Snapshot {
    /// Whose.
    pub me: Me,
    /// When this device asked for it, by its own clock.
    pub asked_at: Timestamp,
    /// What it showed.
    pub wallet: Wallet,
}

/// What is kept. A snapshot that an older version wrote and this one cannot read counts as none.
pub async fn load() -> Option<Snapshot> {
    let kept = kv::get(Store::Snapshot, KEY).await.ok()??;
    let (asked_at, me, wallet) = unpack(&kept)?;
    Some(Snapshot { me: json::read(me)?, asked_at, wallet: api::wallet::read(wallet).ok()? })
}

/// Keeps the wallet as the server sent it. A device that cannot keep it only loses the offline view.
pub async fn save(me: &Me, asked_at: Timestamp, wallet: &str) {
    if let Some(me) = json::write(me) {
        let _ = kv::put(Store::Snapshot, KEY, &pack(asked_at, &me, wallet)).await;
    }
}

/// Forgets everything of the member: sign-out, or another member signing in.
pub async fn wipe() {
    let _ = kv::clear(Store::Snapshot).await;
    let _ = kv::clear(Store::Intents).await;
}

/// Time and member on a line each, then the wallet's text as it is, whatever lines it has.
fn pack(asked_at: Timestamp, me: &str, wallet: &str) -> String {
    [&asked_at.to_string(), "\n", me, "\n", wallet].concat()
}

fn unpack(kept: &str) -> Option<(Timestamp, &str, &str)> {
    let (asked_at, rest) = kept.split_once('\n')?;
    let (me, wallet) = rest.split_once('\n')?;
    Some((Timestamp::parse(asked_at).ok()?, me, wallet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let at = Timestamp::from_ms(1_795_000_000_123);
        assert_eq!(unpack(&pack(at, "{}", "{\n}")), Some((at, "{}", "{\n}")));
        for broken in ["", "{}", "x\n{}\n{}", "2026-11-22T10:48:00.000Z\n{}"] {
            assert_eq!(unpack(broken), None);
        }
    }
}
