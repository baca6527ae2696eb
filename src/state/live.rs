//! News of the server, as pages follow them: a stream tells that something has changed, and where there is none, a clock does.

use crate::platform::{device, events};
use leptos::prelude::*;

/// How often pages ask while no stream tells them.
const POLL_MS: i32 = 4_000;

/// The news.
#[derive(Clone, Copy)]
pub struct Live {
    news: RwSignal<u32>,
    followers: RwSignal<u32>,
    streams: RwSignal<bool>,
}

/// The news.
pub fn use_live() -> Live {
    expect_context()
}

impl Live {
    /// Calls `act` at all news while `when` holds, for as long as the view that asks lives. An answer of `false` is for "not now":
    /// the news stay news until something changes that `act` has read.
    pub fn follow(self, when: Signal<bool>, act: Callback<(), bool>) {
        let counted = StoredValue::new(false);
        let count = move |follows: bool| {
            if counted.try_get_value() == Some(!follows) {
                counted.set_value(follows);
                self.followers.update(|n| *n = if follows { *n + 1 } else { n.saturating_sub(1) });
            }
        };
        Effect::new(move |seen: Option<u32>| {
            let (news, follows) = (self.news.get(), when.get());
            count(follows);
            let seen = seen.unwrap_or(news);
            if !follows || news == seen || act.run(()) { news } else { seen }
        });
        on_cleanup(move || count(false));
    }

    /// Whether anybody follows; a view that reads it follows it.
    pub fn followed(self) -> bool {
        self.followers.get() > 0
    }

    /// Something has changed, or may have.
    pub fn tell(self) {
        self.news.update(|news| *news = news.wrapping_add(1));
    }

    /// What had changed could not be asked for, and a stream would tell only what is newer: until it is heard again the clock tells.
    pub fn missed(self) {
        self.streams(false);
    }

    /// A stream tells from now on, or none does any more.
    pub fn streams(self, streams: bool) {
        self.streams.set(streams);
    }
}

pub(super) fn provide() {
    let live = Live { news: RwSignal::new(0), followers: RwSignal::new(0), streams: RwSignal::new(false) };
    events::every(POLL_MS, move || {
        let asks = !live.streams.get_untracked() && live.followers.get_untracked() > 0;
        if asks && device::visible() {
            live.tell();
        }
    });
    provide_context(live);
}
