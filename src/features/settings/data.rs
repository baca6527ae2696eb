//! The member's data: all of it in one file, and closing the account.

use super::close::CloseDialog;
use super::model::file_name;
use crate::api;
use crate::i18n::pages as t;
use crate::platform::{clock, device};
use crate::state::failure;
use crate::state::toasts::use_toasts;
use crate::ui::{Button, ButtonKind, ErrorSummary, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Both, each with what it means.
pub fn data() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Export/>
        <div class="act">
            <Button kind=ButtonKind::Quiet on_press=move |()| open.set(true)>{t::settings_close()}</Button>
            <p class="meta">{t::settings_close_hint()}</p>
        </div>
        <CloseDialog open=open/>
    }
    .into_any()
}

/// The file is fetched by the app and not by a link, so that a failure is told in words.
#[component]
fn Export() -> impl IntoView {
    let toasts = use_toasts();
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let fetch = move |()| {
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            match api::export::get_text().await {
                Ok(text) => {
                    device::save_file(&file_name(clock::now()), "application/json", &text);
                    toasts.show(t::settings_export_done());
                }
                Err(error) => drop(wrong.try_set(Some(failure::told(&error)))),
            }
            busy.try_set(false);
        });
    };
    let problem = dynamic(move || match wrong.get() {
        Some(text) => view! { <ErrorSummary id="export-error" text=text/> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <div class="act">
            <Button kind=ButtonKind::Quiet busy=busy on_press=fetch>{t::settings_export()}</Button>
            <p class="meta">{t::settings_export_hint()}</p>
            {problem}
        </div>
    }
    .into_any()
}
