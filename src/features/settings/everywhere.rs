//! Signing out of every device.

use super::sign_out::Forgotten;
use crate::i18n::pages as t;
use crate::state::failure;
use crate::state::session::use_session;
use crate::ui::{Button, ButtonKind, Dialog, ErrorSummary, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The button and its question.
#[component]
pub fn Everywhere() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <section class="sign-out">
            <Button kind=ButtonKind::Quiet on_press=move |()| open.set(true)>{t::settings_everywhere()}</Button>
        </section>
        <Dialog open=open title=t::settings_everywhere_title() id="everywhere-title">{content(open)}</Dialog>
    }
    .into_any()
}

fn content(open: RwSignal<bool>) -> AnyView {
    let (session, forgotten) = (use_session(), Forgotten::new());
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let end = move |()| {
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            if forgotten.may_go().await
                && let Err(error) = session.sign_out_everywhere().await
            {
                wrong.try_set(Some(failure::told(&error)));
            }
            busy.try_set(false);
        });
    };
    let problem = dynamic(move || match wrong.get() {
        Some(text) => view! { <ErrorSummary id="everywhere-error" text=text/> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <p>{t::settings_everywhere_text()}</p>
        {forgotten.notice()}
        {problem}
        <button type="button" class="button quiet" autofocus=true on:click=move |_| open.set(false)>
            {t::settings_everywhere_back()}
        </button>
        <Button kind=ButtonKind::Danger busy=busy on_press=end>{t::settings_everywhere()}</Button>
    }
    .into_any()
}
