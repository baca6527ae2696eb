//! Reads the stream while a page follows it and somebody looks. Hidden, signed out or unfollowed there is none; of several tabs that
//! want it one reads, and tells the others.

use super::spoken;
use crate::api::{self, ApiError};
use crate::platform::{device, events, tabs, timer};
use crate::state::live::{Live, use_live};
use crate::state::session::{Member, SessionState, use_session};
use contract::limits::{EVENTS_RETRY_MS, EVENTS_SILENCE_MS};
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Pages go on asking by themselves meanwhile, so a server in trouble is left alone for longer and longer.
const RETRY_MOST_MS: u32 = 60_000;
/// What the tab that reads tells the others: something has changed, nothing has, or it has no stream any more.
const NEWS: &str = "news";
const BEAT: &str = "beat";
const SILENT: &str = "silent";

#[derive(Clone, Copy)]
struct Reader {
    live: Live,
    session: SessionState,
    running: StoredValue<Option<AbortHandle>>,
    /// The number of the event that arrived last.
    last: StoredValue<String>,
    /// How often another tab told something.
    heard: StoredValue<u32>,
}

/// Reads from now on, for as long as the app runs.
pub fn run(owner: Owner) {
    owner.with(|| {
        let (live, session) = (use_live(), use_session());
        let (running, last, heard) = (StoredValue::new(None), StoredValue::new(String::new()), StoredValue::new(0));
        let reader = Reader { live, session, running, last, heard };
        spoken::follow();
        Effect::new(move |_| {
            let (_, member) = (live.followed(), session.member());
            if !matches!(member, Member::SignedIn(_)) {
                reader.last.set_value(String::new());
            }
            reader.start_or_stop();
        });
        events::on_visibility(move || reader.start_or_stop());
        tabs::hear(move |word| reader.hear(&word));
    });
}

impl Reader {
    fn start_or_stop(self) {
        let signed_in = untrack(|| matches!(self.session.member(), Member::SignedIn(_)));
        let wanted = signed_in && untrack(|| self.live.followed()) && device::visible();
        let runs = self.running.with_value(Option::is_some);
        if wanted && !runs {
            let (work, handle) = abortable(self.read());
            self.running.set_value(Some(handle));
            spawn_local(async move {
                // Given up or over: either way nothing is left to do.
                let _ = work.await;
            });
        } else if runs && !wanted {
            self.stop();
        }
    }

    fn stop(self) {
        if let Some(running) = self.running.try_update_value(Option::take).flatten() {
            running.abort();
        }
        self.live.streams(false);
    }

    /// Another tab reads for this one, which trusts it for as long as it keeps talking.
    fn hear(self, word: &str) {
        if self.running.with_value(Option::is_none) {
            return;
        }
        self.live.streams(word != SILENT);
        if word == NEWS {
            self.live.tell();
        }
        self.heard.update_value(|heard| *heard = heard.wrapping_add(1));
        let heard = self.heard.get_value();
        spawn_local(async move {
            timer::sleep(EVENTS_SILENCE_MS).await;
            if self.heard.get_value() == heard {
                self.live.streams(false);
            }
        });
    }

    async fn read(self) {
        let _turn = tabs::turn().await;
        self.heard.update_value(|heard| *heard = heard.wrapping_add(1));
        let mut pause = EVENTS_RETRY_MS;
        loop {
            match api::events::open(&self.last.get_value()).await {
                Ok(mut stream) => {
                    while let Some(latest) = stream.next().await {
                        tabs::tell(if latest.is_some() { NEWS } else { BEAT });
                        self.live.streams(true);
                        let Some(latest) = latest else { continue };
                        pause = EVENTS_RETRY_MS;
                        self.last.set_value(latest);
                        // The first event only opens the stream: what was read before it may be old.
                        self.live.tell();
                    }
                }
                Err(ApiError::Unauthorized) => return self.stop(),
                Err(_) => {}
            }
            self.live.streams(false);
            tabs::tell(SILENT);
            timer::sleep(pause).await;
            pause = (pause * 2).min(RETRY_MOST_MS);
        }
    }
}
