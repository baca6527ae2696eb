//! Closing the account: what it means, a box to tick, and the safe button first.

use crate::i18n::pages as t;
use crate::state::failure;
use crate::state::location::use_location;
use crate::state::route::Route;
use crate::state::session::use_session;
use crate::ui::{Button, ButtonKind, Dialog, ErrorSummary, dynamic};
use contract::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

const FIELD: &str = "close-agree";
const ERROR: &str = "close-error";

/// The question.
#[component]
pub fn CloseDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=t::settings_close_title() id="close-title">{content(open)}</Dialog>
    }
    .into_any()
}

/// Drawn anew at each opening, so the box is never ticked from before.
fn content(open: RwSignal<bool>) -> AnyView {
    let (session, location) = (use_session(), use_location());
    let (agreed, busy, wrong) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None::<(String, &str)>));
    let close = move |()| {
        if !agreed.get_untracked() {
            wrong.set(Some((t::settings_close_agree_first().into(), FIELD)));
            return;
        }
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            match session.close_account().await {
                Ok(()) => {
                    location.replace(&Route::Goodbye.path());
                    session.leave();
                }
                Err(error) if error.code() == Some(Code::TransferOpen) => {
                    wrong.try_set(Some((t::settings_close_open().into(), "")));
                }
                Err(error) => drop(wrong.try_set(Some((failure::told(&error), "")))),
            }
            busy.try_set(false);
        });
    };
    let problem = dynamic(move || match wrong.get() {
        Some((text, field)) => view! { <ErrorSummary id=ERROR text=text field=field/> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <ul class="consequences">
            <li>{t::settings_close_data()}</li>
            <li>{t::settings_close_points()}</li>
            <li>{t::settings_close_ledger()}</li>
        </ul>
        <label class="tick">
            <input type="checkbox" id=FIELD prop:checked=agreed on:change=move |event| agreed.set(event_target_checked(&event))/>
            <span>{t::settings_close_agree()}</span>
        </label>
        {problem}
        <button type="button" class="button quiet" autofocus=true on:click=move |_| open.set(false)>
            {t::settings_close_back()}
        </button>
        <Button kind=ButtonKind::Danger busy=busy on_press=close>{t::settings_close()}</Button>
    }
    .into_any()
}
