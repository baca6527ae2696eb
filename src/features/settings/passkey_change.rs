//! Another name for a passkey, and its end.

use super::passkey_name;
use super::passkeys::Listed;
use crate::api;
use crate::i18n::pages as t;
use crate::state::failure;
use crate::state::step_up::StepUp;
use crate::state::toasts::use_toasts;
use crate::ui::{Button, ButtonKind, Dialog, ErrorSummary, dynamic};
use contract::{ChallengeId, Passkey, StepUpAction, StepUpAsk};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use std::sync::Arc;

const ERROR: &str = "passkey-change-error";

/// The button and its form.
#[component]
pub fn Rename(
    /// Which.
    passkey: Passkey,
    /// Where it is shown.
    listed: Listed,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let label = t::passkeys_rename_of(&passkey.name);
    view! {
        <Button kind=ButtonKind::Quiet label=label on_press=move |()| open.set(true)>{t::passkeys_rename()}</Button>
        <Dialog open=open title=t::passkeys_rename() id=["rename-", &passkey.id.0].concat()>{form(&passkey, open, listed)}</Dialog>
    }
    .into_any()
}

fn form(passkey: &Passkey, open: RwSignal<bool>, listed: Listed) -> AnyView {
    let id = passkey.id.clone();
    let save = move |name: String| {
        let id = id.clone();
        Box::pin(async move {
            let renamed = api::passkeys::rename(&id, name).await.map_err(|error| failure::told(&error))?;
            let all = listed.try_get_untracked().flatten().unwrap_or_default().into_iter();
            let all = all.map(|other| if other.id == id { renamed.clone() } else { other });
            listed.try_set(Some(all.collect()));
            Ok(())
        }) as Pin<Box<dyn Future<Output = Result<(), String>>>>
    };
    passkey_name::form(&passkey.name, None, t::settings_name_save(), open, Arc::new(save))
}

/// The button and its question.
#[component]
pub fn Remove(
    /// Which.
    passkey: Passkey,
    /// Where it is shown.
    listed: Listed,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let label = t::passkeys_remove_of(&passkey.name);
    view! {
        <Button kind=ButtonKind::Quiet label=label on_press=move |()| open.set(true)>{t::passkeys_remove()}</Button>
        <Dialog open=open title=t::passkeys_remove_title() id=["remove-", &passkey.id.0].concat()>
            {question(&passkey, open, listed)}
        </Dialog>
    }
    .into_any()
}

/// The proof is the question: nobody removes a passkey by one touch. One that is lost is removed by a code.
fn question(passkey: &Passkey, open: RwSignal<bool>, listed: Listed) -> AnyView {
    let (id, name, toasts) = (passkey.id.clone(), passkey.name.clone(), use_toasts());
    let (lost, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let ask = StepUpAsk {
        action: StepUpAction::RemovePasskey,
        transfer: None,
        quote: None,
        passkey: Some(id.clone()),
        code: false,
    };
    let why = t::passkeys_remove_text(&name);
    let done = Callback::new(move |proof: ChallengeId| {
        let (id, name) = (id.clone(), name.clone());
        spawn_local(async move {
            match api::passkeys::remove(&id, proof).await {
                Ok(()) => {
                    toasts.show(t::passkeys_removed(&name));
                    let all = listed.try_get_untracked().flatten().unwrap_or_default().into_iter();
                    listed.try_set(Some(all.filter(|other| other.id != id).collect()));
                }
                Err(error) => drop(wrong.try_set(Some(failure::told(&error)))),
            }
        });
    });
    let back = Callback::new(move |()| open.set(false));
    let proof = dynamic(move || {
        let ask = StepUpAsk { code: lost.get(), ..ask.clone() };
        let words = t::settings_name_cancel();
        view! { <StepUp ask=ask why=why.clone() done=done back=back back_words=words/> }.into_any()
    });
    let problem = dynamic(move || match wrong.get() {
        Some(text) => view! { <ErrorSummary id=ERROR text=text/> }.into_any(),
        None => ().into_any(),
    });
    let by_code = move || {
        (!lost.get()).then(|| {
            view! { <button type="button" class="way" on:click=move |_| lost.set(true)>{t::passkeys_lost()}</button> }
        })
    };
    view! { {problem}{proof}{by_code} }.into_any()
}
