//! A clock that views can follow: moves every half minute and when the page is shown again.

use crate::platform::{clock, events};
use contract::points::Timestamp;
use leptos::prelude::*;

const TICK_MS: i32 = 30_000;

/// The shared clock.
#[derive(Clone, Copy)]
pub struct Clock(RwSignal<Timestamp>);

impl Clock {
    /// The time of the last tick; a view that reads it is drawn again at the next.
    pub fn get(self) -> Timestamp {
        self.0.get()
    }
}

/// The clock.
pub fn use_now() -> Clock {
    expect_context()
}

pub(super) fn provide() {
    let now = RwSignal::new(clock::now());
    let tick = move || now.set(clock::now());
    events::every(TICK_MS, tick);
    events::on_return(tick);
    provide_context(Clock(now));
}
