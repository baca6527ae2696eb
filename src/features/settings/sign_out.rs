//! Signing out of this device, and what is forgotten by it.

use crate::i18n::pages as t;
use crate::platform::page;
use crate::state::intents;
use crate::state::session::{is_demo, use_me, use_session};
use crate::ui::{Button, ButtonKind, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Confirmations that signing out would forget although their outcome is not known.
#[derive(Clone, Copy)]
pub struct Forgotten {
    count: RwSignal<u64>,
    mark: Signal<Option<String>>,
}

impl Forgotten {
    pub fn new() -> Forgotten {
        let me = use_me();
        let mark = Signal::derive(move || me.get().map(|me| me.mark));
        Forgotten { count: RwSignal::new(0), mark }
    }

    /// Asks the server for them, and answers whether the member may go: nothing would be forgotten, or they have read what would be.
    pub async fn may_go(self) -> bool {
        let Some(mark) = self.mark.try_get_untracked().flatten() else { return true };
        let left = intents::settle(&mark).await;
        if left == 0 || self.count.try_get_untracked() == Some(left) {
            return true;
        }
        page::announce(&t::settings_sign_out_unfinished(left));
        self.count.try_set(left);
        false
    }

    /// What would be forgotten, in words.
    pub fn notice(self) -> AnyView {
        dynamic(move || match self.count.get() {
            0 => ().into_any(),
            n => view! { <p class="notice">{t::settings_sign_out_unfinished(n)}</p> }.into_any(),
        })
    }
}

/// The button. The server is asked what became of unfinished confirmations; those of which it does not tell are named first.
pub fn sign_out() -> AnyView {
    let (session, forgotten, busy) = (use_session(), Forgotten::new(), RwSignal::new(false));
    let end = move |()| {
        busy.set(true);
        spawn_local(async move {
            if forgotten.may_go().await {
                session.sign_out().await;
            }
            busy.try_set(false);
        });
    };
    let me = use_me();
    let hint = Signal::derive(move || match is_demo(me) {
        true => t::settings_sign_out_demo(),
        false => t::settings_sign_out_hint(),
    });
    view! {
        <section class="sign-out">
            {forgotten.notice()}
            <Button kind=ButtonKind::Quiet busy=busy on_press=end>{t::settings_sign_out()}</Button>
            <p class="meta">{hint}</p>
        </section>
    }
    .into_any()
}
