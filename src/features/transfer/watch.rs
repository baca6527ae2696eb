//! Follows one transfer until it is over.

use super::model::timeline::is_final;
use crate::api::{self, ApiError};
use crate::platform::{clock, timer};
use crate::state::balances::{Balances, use_balances};
use crate::state::live::{Live, use_live};
use contract::points::Timestamp;
use contract::{Transfer, TransferId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::mem::discriminant;

/// What is known of the transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing yet.
    Loading,
    /// This.
    There(Box<Transfer>),
    /// It is not there, or not this member's.
    NotThere,
    /// It could not be asked for, and nothing is known from before.
    Failed(ApiError),
}

/// A transfer being followed.
#[derive(Clone, Copy)]
pub struct Watch {
    seen: RwSignal<Seen>,
    id: StoredValue<TransferId>,
    looking: RwSignal<bool>,
    balances: Balances,
    live: Live,
    /// How many questions were asked, and the latest of them that was answered.
    asked: StoredValue<(u32, u32)>,
}

thread_local! {
    static ACCEPTED: RefCell<Option<(Timestamp, Transfer)>> = const { RefCell::new(None) };
}

/// After so long an answer does not say any more how a transfer stands.
const FRESH_MS: i64 = 5_000;

/// The server accepted it: its page, which opens at once, shows the answer and does not wait for another.
pub fn accepted(transfer: Transfer) {
    ACCEPTED.set(Some((clock::now(), transfer)));
}

/// Follows the transfer for as long as the view that asks lives.
pub fn watch(id: TransferId) -> Watch {
    let answer = ACCEPTED.take().filter(|(at, transfer)| transfer.id == id && clock::now().since_ms(*at) < FRESH_MS);
    let answer = answer.map(|(_, transfer)| transfer);
    let is_new = answer.is_some();
    let seen = RwSignal::new(answer.map_or(Seen::Loading, |transfer| Seen::There(Box::new(transfer))));
    let watch = Watch {
        seen,
        id: StoredValue::new(id),
        looking: RwSignal::new(false),
        balances: use_balances(),
        live: use_live(),
        asked: StoredValue::default(),
    };
    if is_new {
        timer::mark_next_frame("gom:confirmed");
        spawn_local(async move {
            timer::drawn().await;
            watch.look();
        });
    } else {
        watch.look();
    }
    let goes_on = Memo::new(move |_| seen.with(|seen| !matches!(seen, Seen::There(there) if is_final(there))));
    watch.live.follow(
        goes_on.into(),
        Callback::new(move |()| {
            watch.look();
            true
        }),
    );
    watch
}

impl Watch {
    /// What is known; a view that reads it follows it.
    pub fn seen(self) -> Seen {
        self.seen.get()
    }

    /// Whether the member waits for an answer.
    pub fn looking(self) -> Signal<bool> {
        self.looking.into()
    }

    /// The id that is followed; `None` once the page is gone.
    pub fn id(self) -> Option<TransferId> {
        self.id.try_get_value()
    }

    /// An answer came, to our question or to a change that the member asked for. What is known from before outlives a failure.
    pub fn learn(self, answer: Result<Transfer, ApiError>) {
        let Some(before) = self.seen.try_get_untracked() else { return };
        let next = match answer {
            Ok(transfer) => Seen::There(Box::new(transfer)),
            Err(ApiError::NotFound) => Seen::NotThere,
            Err(_) if matches!(before, Seen::There(_)) => return self.live.missed(),
            // The same again, with another code for support, is no news.
            Err(error) if matches!(&before, Seen::Failed(known) if discriminant(known) == discriminant(&error)) => {
                return;
            }
            Err(error) => Seen::Failed(error),
        };
        if let (Seen::There(before), Seen::There(after)) = (&before, &next) {
            // A change that the member asked for can be answered before an earlier question.
            if before.events.len() > after.events.len() {
                return;
            }
            if before.state != after.state {
                self.balances.refresh();
            }
        }
        if next != before {
            self.seen.set(next);
        }
    }

    /// Asks again after a failure.
    pub fn retry(self) {
        self.seen.set(Seen::Loading);
        self.look();
    }

    /// The member asks anew; what is shown meanwhile stays.
    pub fn look_again(self) {
        self.looking.set(true);
        self.look();
    }

    /// Asks now. Of two questions under way the earlier may be answered later: then its answer is old.
    pub fn look(self) {
        let Some(id) = self.id() else { return };
        let number = self.asked.try_update_value(|(asked, _)| {
            *asked += 1;
            *asked
        });
        spawn_local(async move {
            let answer = api::transfers::get(&id).await;
            if self.asked.try_with_value(|(asked, _)| number == Some(*asked)) == Some(true) {
                self.looking.try_set(false);
            }
            let is_old = self.asked.try_update_value(|(_, answered)| {
                let is_old = number < Some(*answered);
                *answered = number.filter(|_| answer.is_ok()).unwrap_or_default().max(*answered);
                is_old
            });
            if is_old == Some(false) {
                self.learn(answer);
            }
        });
    }
}
