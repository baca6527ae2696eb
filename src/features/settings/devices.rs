//! The page of the member's sessions: where they are signed in, ending one, ending all.

use super::everywhere::Everywhere;
use super::model::{LastUsed, last_used, without};
use crate::api;
use crate::i18n::{self, pages as t};
use crate::platform::page;
use crate::state::call::Call;
use crate::state::failure::{self, Failure};
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::state::session::use_session;
use crate::state::toasts::use_toasts;
use crate::ui::{Back, Button, ButtonKind, Icon, IconName, PageHeader, Skeleton, dynamic};
use contract::SessionInfo;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page. Who sees the list has seen what is new on it.
pub fn devices() -> AnyView {
    let (session, listed) = (use_session(), RwSignal::new(None::<Vec<SessionInfo>>));
    let call = Call::new();
    let load = move || {
        call.start(async move {
            let sessions = api::sessions::list().await?;
            listed.try_set(Some(sessions.items));
            // That it was seen may be lost: then the wallet tells of it once more.
            let _ = session.seen_devices().await;
            Ok(())
        });
    };
    load();
    let retry = Callback::new(move |()| load());
    // Below the list only once that is there or has failed: a button that moves away between a press and its end is not pressed.
    let known = Memo::new(move |_| listed.with(Option::is_some) || call.error().is_some());
    let everywhere = dynamic(move || if known.get() { view! { <Everywhere/> }.into_any() } else { ().into_any() });
    let body = dynamic(move || match (listed.get(), call.error()) {
        (Some(sessions), _) => list(sessions, listed),
        (None, Some(error)) => view! { <Failure error=error retry=retry/> }.into_any(),
        (None, None) => view! { <Skeleton label=t::app_loading() cards=2/> }.into_any(),
    });
    view! {
        <div class="settings devices">
            <Back href=Route::Settings.path()>{t::settings_title()}</Back>
            <PageHeader title=t::settings_devices().to_string()/>
            <p class="meta">{t::settings_devices_hint()}</p>
            {body}
            {everywhere}
        </div>
    }
    .into_any()
}

fn list(sessions: Vec<SessionInfo>, listed: RwSignal<Option<Vec<SessionInfo>>>) -> AnyView {
    let rows = sessions.iter().map(|session| row(session, listed)).collect_view();
    view! { <ul class="device-list">{rows}</ul> }.into_any()
}

fn row(session: &SessionInfo, listed: RwSignal<Option<Vec<SessionInfo>>>) -> AnyView {
    let now = untrack(|| use_now().get());
    let device = if session.device.is_empty() { t::settings_device_unknown().into() } else { session.device.clone() };
    let tag = match (session.current, session.fresh) {
        (true, _) => Some(view! { <span class="tag">{t::settings_device_current()}</span> }.into_any()),
        (false, true) => Some(view! { <span class="tag new">{t::settings_device_fresh()}</span> }.into_any()),
        (false, false) => None,
    };
    let since = t::settings_device_since(&i18n::date_time(session.created_at, now));
    let seen = match last_used(session, now) {
        LastUsed::Now => t::settings_device_now().to_owned(),
        LastUsed::Lately => t::settings_device_lately().to_owned(),
        LastUsed::Ago(age_ms) => t::settings_device_seen(&i18n::ago(age_ms)),
    };
    let end = (!session.current).then(|| end(session.clone(), device.clone(), listed));
    view! {
        <li>
            <Icon name=IconName::Device/>
            <div class="device-text"><p><b>{device}</b>" "{tag}</p><p class="meta">{since}" · "{seen}</p></div>
            {end}
        </li>
    }
    .into_any()
}

fn end(session: SessionInfo, device: String, listed: RwSignal<Option<Vec<SessionInfo>>>) -> AnyView {
    let (busy, toasts) = (RwSignal::new(false), use_toasts());
    let label = t::settings_device_end_of(&device);
    let end = move |()| {
        busy.set(true);
        let (session, device) = (session.clone(), device.clone());
        spawn_local(async move {
            match api::sessions::end(&session.id).await {
                Ok(()) => {
                    // Out of the list as it is now: another one may have ended meanwhile.
                    let left = listed.try_update(|listed| *listed = listed.take().map(|all| without(&all, &session)));
                    // The button that was pressed is gone.
                    if left.is_some() {
                        page::focus(page::MAIN);
                    }
                    toasts.show(t::settings_device_ended(&device));
                }
                Err(error) => toasts.show(failure::words(&error)),
            }
            busy.try_set(false);
        });
    };
    view! { <Button kind=ButtonKind::Quiet busy=busy label=label on_press=end>{t::settings_device_end()}</Button> }
        .into_any()
}
