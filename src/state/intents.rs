//! Unfinished confirmations on this device, so that one whose outcome is not known is never forgotten nor made twice. An intent is
//! here from before its first byte leaves until its outcome is known.

use crate::api::{self, ApiError};
use crate::platform::json;
use crate::platform::kv::{self, StorageFailed, Store};
use crate::state::balances::Balances;
use contract::points::Timestamp;
use contract::{Code, QuoteId, TransferId};
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

/// A confirmation as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    /// The id made here; the key of the mutation.
    pub id: TransferId,
    /// The quote to accept: all that the body says, so it is the same at every try.
    pub quote: QuoteId,
    /// When it was confirmed, by the server's clock.
    pub created: Timestamp,
    /// When the quote ends, by the server's clock: from then on the server accepts it no more.
    pub quote_ends: Timestamp,
    /// The mark of the member who confirmed; another member never resumes it.
    pub mark: String,
    /// What was confirmed, in the words the member saw.
    pub about: String,
    /// Whether the server asked for a proof before it would accept it.
    #[serde(default)]
    pub proof: bool,
    /// Whether a request got no answer and may still arrive: then only letting the quote go makes sure that nothing comes of it.
    #[serde(skip)]
    pub astray: bool,
}

/// What came of letting a quote go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Released {
    /// Nothing can be made of it any more.
    Gone,
    /// A transfer was made of it.
    Used,
    /// No usable answer.
    Lost,
}

/// Keeps an intent, unless another of the same member is unfinished: that one is answered instead, and nothing is kept. Tabs that confirm
/// at once are told so too. It answers when the intent outlives this tab and the browser. For the case that the power goes it is written
/// to the disk itself while the request is on its way; where that comes too late or fails, the wallet still tells of the transfer.
pub async fn keep(intent: &Intent) -> Result<Option<Intent>, StorageFailed> {
    let text = json::write(intent).ok_or(StorageFailed)?;
    let before = kv::put_alone(Store::Intents, &intent.id.0, &text, &intent.mark).await?;
    let other = oldest(of(&before, &intent.mark).filter(|other| other.id != intent.id));
    if other.is_some() {
        return Ok(other);
    }
    // Itself, sent again, is not in the way. What cannot be read, cannot be taken up either.
    if before.iter().any(|text| text.contains(&intent.mark)) {
        kv::put(Store::Intents, &intent.id.0, &text).await?;
    } else {
        let id = intent.id.0.clone();
        spawn_local(async move {
            let _ = kv::put_over(Store::Intents, &id, &text).await;
        });
    }
    Ok(None)
}

/// Keeps what became of an intent that is kept. Once its member has signed out nothing of theirs is written any more.
pub async fn keep_again(intent: &Intent, balances: Balances) {
    if let Some(text) = json::write(intent).filter(|_| balances.is_of(&intent.mark)) {
        // One that is not marked is taken up as absent.
        let _ = kv::put_over(Store::Intents, &intent.id.0, &text).await;
    }
}

/// Forgets an intent whose outcome is known. One that cannot be forgotten is asked about again at the next visit, which has no
/// effect on the transfer.
pub async fn forget(id: &TransferId) {
    let _ = kv::delete(Store::Intents, &id.0).await;
}

/// The oldest unfinished intent of the member with this mark.
pub async fn unfinished(mark: &str) -> Option<Intent> {
    oldest(of(&kv::all(Store::Intents).await.unwrap_or_default(), mark))
}

/// Lets a quote go.
pub async fn release(quote: &QuoteId) -> Released {
    match api::quotes::let_go(quote).await {
        // One that is not there any more can be accepted as little.
        Ok(()) | Err(ApiError::NotFound) => Released::Gone,
        Err(error) if error.code() == Some(Code::QuoteUsed) => Released::Used,
        Err(_) => Released::Lost,
    }
}

/// Asks the server what became of the intents of the member with this mark, and lets those go that it does not have; answers how many
/// remain of which that is not known.
pub async fn settle(mark: &str) -> u64 {
    let mut left = 0;
    for intent in of(&kv::all(Store::Intents).await.unwrap_or_default(), mark) {
        match release(&intent.quote).await {
            Released::Gone | Released::Used => forget(&intent.id).await,
            Released::Lost => left += 1,
        }
    }
    left
}

fn of(texts: &[String], mark: &str) -> impl Iterator<Item = Intent> {
    texts.iter().filter_map(|text| json::read::<Intent>(text)).filter(move |intent| intent.mark == mark)
}

fn oldest(intents: impl Iterator<Item = Intent>) -> Option<Intent> {
    intents.min_by_key(|intent| intent.created)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intent(created: i64, mark: &str) -> Intent {
        Intent {
            id: TransferId(format!("{mark}-{created}")),
            quote: QuoteId("q".into()),
            created: Timestamp::from_ms(created),
            quote_ends: Timestamp::from_ms(created + 300_000),
            mark: mark.into(),
            about: "100".into(),
            proof: true,
            astray: false,
        }
    }

    #[test]
    fn the_oldest_of_the_member_is_taken_up_as_it_was() {
        let kept = [intent(3, "a"), intent(2, "a"), intent(1, "b")];
        let mut texts: Vec<String> = kept.iter().map(|intent| serde_json::to_string(intent).unwrap()).collect();
        texts.push("{".into());
        assert_eq!(oldest(of(&texts, "a")), Some(intent(2, "a")));
        assert_eq!(oldest(of(&texts, "b")), Some(intent(1, "b")));
        assert_eq!((oldest(of(&texts, "c")), oldest(of(&[], "a"))), (None, None));
        let astray = Intent { astray: true, ..intent(1, "b") };
        assert_eq!(oldest(of(&[serde_json::to_string(&astray).unwrap()], "b")), Some(intent(1, "b")));
    }
}
