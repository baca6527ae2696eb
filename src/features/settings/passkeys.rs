//! The page of the member's passkeys: which there are, adding one, naming and removing them.

use super::passkey_add::AddPasskey;
use super::passkey_change::{Remove, Rename};
use crate::api;
use crate::i18n::{self, pages as t};
use crate::platform::passkeys::supported;
use crate::state::call::Call;
use crate::state::failure::Failure;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::ui::{Back, Icon, IconName, PageHeader, Skeleton, dynamic};
use contract::Passkey;
use leptos::prelude::*;

/// The passkeys as the page shows them; nothing until the server has told them.
pub type Listed = RwSignal<Option<Vec<Passkey>>>;

/// The page.
pub fn passkeys() -> AnyView {
    let listed: Listed = RwSignal::new(None);
    let call = Call::new();
    let load = move || {
        call.start(async move {
            let passkeys = api::passkeys::list().await?;
            listed.try_set(Some(passkeys.items));
            Ok(())
        });
    };
    load();
    let retry = Callback::new(move |()| load());
    let body = dynamic(move || match (listed.get(), call.error()) {
        (Some(passkeys), _) => list(passkeys, listed),
        (None, Some(error)) => view! { <Failure error=error retry=retry/> }.into_any(),
        (None, None) => view! { <Skeleton label=t::app_loading() cards=2/> }.into_any(),
    });
    // Below the list only once that is there or has failed: a button that moves away between a press and its end is not pressed.
    let known = Memo::new(move |_| listed.with(Option::is_some) || call.error().is_some());
    let add = dynamic(move || match (known.get(), supported()) {
        (false, _) => ().into_any(),
        (true, true) => view! { <AddPasskey listed=listed reload=retry/> }.into_any(),
        (true, false) => view! { <p class="notice">{t::passkeys_unsupported()}</p> }.into_any(),
    });
    view! {
        <div class="settings devices">
            <Back href=Route::Settings.path()>{t::settings_title()}</Back>
            <PageHeader title=t::passkeys_title().to_string()/>
            <p class="meta">{t::passkeys_hint()}</p>
            {body}
            {add}
        </div>
    }
    .into_any()
}

fn list(passkeys: Vec<Passkey>, listed: Listed) -> AnyView {
    if passkeys.is_empty() {
        return view! { <p class="passkeys-none">{t::passkeys_none()}</p> }.into_any();
    }
    let rows = passkeys.into_iter().map(|passkey| row(passkey, listed)).collect_view();
    view! { <ul class="device-list">{rows}</ul> }.into_any()
}

fn row(passkey: Passkey, listed: Listed) -> AnyView {
    let now = untrack(|| use_now().get());
    let added = t::passkeys_added(&i18n::date_time(passkey.created_at, now));
    let used = passkey.used_at.map(|at| [" · ", &t::settings_device_seen(&i18n::date_time(at, now))].concat());
    view! {
        <li>
            <Icon name=IconName::Key/>
            <div class="device-text"><p><b>{passkey.name.clone()}</b></p><p class="meta">{added}{used}</p></div>
            <div class="buttons">
                <Rename passkey=passkey.clone() listed=listed/>
                <Remove passkey=passkey listed=listed/>
            </div>
        </li>
    }
    .into_any()
}
