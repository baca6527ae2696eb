//! A sign-in elsewhere that the member may not know about.

use crate::i18n::{self, t};
use crate::state::failure;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::state::session::use_session;
use crate::state::toasts::use_toasts;
use crate::ui::{bold, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The strip, while there is such a sign-in.
pub fn notice() -> AnyView {
    let (session, toasts, now) = (use_session(), use_toasts(), use_now());
    dynamic(move || {
        let Some(new) = session.new_device() else { return ().into_any() };
        let device = if new.device.is_empty() { t::settings_device_unknown() } else { &new.device };
        let text = t::wallet_device(device, &i18n::date_time(new.at, untrack(|| now.get())));
        let mine = move |_| {
            spawn_local(async move {
                if let Err(error) = session.seen_devices().await {
                    toasts.show(failure::words(&error));
                }
            });
        };
        view! {
            <div class="alert device" role="status">
                <p>{bold(&text)}</p>
                <button type="button" class="alert-go" on:click=mine>{t::wallet_device_mine()}</button>
                <a class="alert-go" href=Route::Devices.path()>{t::wallet_device_review()}</a>
            </div>
        }
        .into_any()
    })
}
