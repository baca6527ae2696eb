//! Whether there is a network, as far as one can tell: the browser's word, corrected by what happened to our calls.

use crate::platform::events;
use leptos::prelude::*;

/// Online or not.
#[derive(Clone, Copy)]
pub struct Connectivity(RwSignal<bool>);

impl Connectivity {
    /// Whether the last sign was good.
    pub fn online(self) -> bool {
        self.0.get()
    }

    /// A call was answered, or found no network.
    pub fn learn(self, online: bool) {
        if self.0.get_untracked() != online {
            self.0.set(online);
        }
    }
}

/// The connectivity.
pub fn use_connectivity() -> Connectivity {
    expect_context()
}

pub(super) fn provide() {
    let online = RwSignal::new(events::online());
    events::on_connectivity(move |now| online.set(now));
    provide_context(Connectivity(online));
}
