//! The member's data: all of it in one file, and closing the account.

use super::close::CloseDialog;
use super::model::file_name;
use crate::api;
use crate::i18n::pages as t;
use crate::platform::clock;
use crate::state::download::{Download, File};
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;

/// Both, each with what it means.
pub fn data() -> AnyView {
    let open = RwSignal::new(false);
    let export = move |()| File {
        name: file_name(clock::now()),
        kind: "application/json",
        text: Box::pin(api::export::get_text()),
    };
    view! {
        <div class="act">
            <Download label=t::settings_export() hint=t::settings_export_hint() done=t::settings_export_done() ask=export/>
        </div>
        <div class="act">
            <Button kind=ButtonKind::Quiet on_press=move |()| open.set(true)>{t::settings_close()}</Button>
            <p class="meta">{t::settings_close_hint()}</p>
        </div>
        <CloseDialog open=open/>
    }
    .into_any()
}
