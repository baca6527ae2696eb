//! Signing out of this device, and what is forgotten by it.

use crate::i18n::pages as t;
use crate::platform::kv::{self, Store};
use crate::state::session::use_session;
use crate::ui::{Button, ButtonKind, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The button. Transfers whose outcome this device still asks for are named before they are forgotten.
pub fn sign_out() -> AnyView {
    let session = use_session();
    let (busy, unfinished) = (RwSignal::new(false), RwSignal::new(0_u64));
    spawn_local(async move {
        let intents = kv::all(Store::Intents).await.unwrap_or_default();
        unfinished.try_set(intents.len() as u64);
    });
    let end = move |()| {
        busy.set(true);
        spawn_local(session.sign_out());
    };
    let forgotten = dynamic(move || match unfinished.get() {
        0 => ().into_any(),
        n => view! { <p class="notice" id="sign-out-forgets">{t::settings_sign_out_unfinished(n)}</p> }.into_any(),
    });
    view! {
        <section class="sign-out">
            {forgotten}
            <Button kind=ButtonKind::Quiet busy=busy on_press=end>{t::settings_sign_out()}</Button>
            <p class="meta">{t::settings_sign_out_hint()}</p>
        </section>
    }
    .into_any()
}
