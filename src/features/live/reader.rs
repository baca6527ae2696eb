//! Reads the stream while a page follows it and somebody looks. Hidden, signed out or unfollowed there is none.

use super::spoken;
use crate::api::{self, ApiError};
use crate::platform::{device, events, timer};
use crate::state::live::{Live, use_live};
use crate::state::session::{Member, SessionState, use_session};
use contract::limits::EVENTS_RETRY_MS;
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Pages go on asking by themselves meanwhile, so a server in trouble is left alone for longer and longer.
const RETRY_MOST_MS: u32 = 60_000;

#[derive(Clone, Copy)]
struct Reader {
    live: Live,
    session: SessionState,
    running: StoredValue<Option<AbortHandle>>,
    /// The number of the event that arrived last.
    last: StoredValue<String>,
}

/// Reads from now on, for as long as the app runs.
pub fn run(owner: Owner) {
    owner.with(|| {
        let (live, session) = (use_live(), use_session());
        let reader = Reader { live, session, running: StoredValue::new(None), last: StoredValue::new(String::new()) };
        spoken::follow();
        Effect::new(move |_| {
            let (_, member) = (live.followed(), session.member());
            if !matches!(member, Member::SignedIn(_)) {
                reader.last.set_value(String::new());
            }
            reader.start_or_stop();
        });
        events::on_visibility(move || reader.start_or_stop());
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

    async fn read(self) {
        let mut pause = EVENTS_RETRY_MS;
        loop {
            match api::events::open(&self.last.get_value()).await {
                Ok(mut stream) => {
                    while let Some(latest) = stream.next().await {
                        let Some(latest) = latest else { continue };
                        pause = EVENTS_RETRY_MS;
                        self.last.set_value(latest);
                        self.live.streams(true);
                        // The first event only opens the stream: what was read before it may be old.
                        self.live.tell();
                    }
                }
                Err(ApiError::Unauthorized) => return self.stop(),
                Err(_) => {}
            }
            self.live.streams(false);
            timer::sleep(pause).await;
            pause = (pause * 2).min(RETRY_MOST_MS);
        }
    }
}
