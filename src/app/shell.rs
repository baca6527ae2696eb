//! What stands around every page: navigation, the offline bar, messages, and the place of the page itself.

use super::nav::nav;
use super::navigation::follow_navigation;
use super::routes::pages;
use crate::i18n::t;
use crate::platform::page::{self, LIVE_REGION, MAIN};
use crate::state::connectivity::use_connectivity;
use crate::state::session::{Member, use_session};
use crate::state::toasts::use_toasts;
use crate::state::updates::{Updates, use_updates};
use crate::ui::{Button, ButtonKind, Icon, IconName, ToastRegion, dynamic};
use leptos::prelude::*;

/// The frame of the app. Signed out there is nowhere to go, so the navigation is not there.
#[component]
pub fn Shell() -> impl IntoView {
    follow_navigation();
    let (session, connectivity, toasts, updates) = (use_session(), use_connectivity(), use_toasts(), use_updates());
    let has_nav = Memo::new(move |_| matches!(session.member(), Member::Asking | Member::SignedIn(_)));
    let messages = Signal::derive(move || toasts.get().into_iter().map(|toast| (toast.id, toast.text)).collect());
    view! {
        <div class="shell" class:bare=move || !has_nav.get()>
            {dynamic(move || if has_nav.get() { nav() } else { ().into_any() })}
            <div class="page">
                {dynamic(move || if updates.waiting() { update_bar(updates) } else { ().into_any() })}
                {dynamic(move || if connectivity.online() { ().into_any() } else { offline_bar() })}
                <main id=MAIN tabindex="-1">
                    {pages()}
                </main>
            </div>
            <ToastRegion toasts=messages/>
            <div id=LIVE_REGION class="visually-hidden" role="status" aria-live="polite"></div>
        </div>
    }
}

fn offline_bar() -> AnyView {
    view! { <p class="offline-bar" role="status"><Icon name=IconName::Offline/>{t::app_offline()}</p> }.into_any()
}

fn update_bar(updates: Updates) -> AnyView {
    page::announce(t::pwa_update());
    view! {
        <div class="update-bar">
            <p>{t::pwa_update()}</p>
            <Button kind=ButtonKind::Quiet on_press=move |()| updates.take()>{t::pwa_update_take()}</Button>
            <Button kind=ButtonKind::Quiet on_press=move |()| updates.later()>{t::pwa_update_later()}</Button>
        </div>
    }
    .into_any()
}
