//! Adding a passkey: the proof that this needs, a name, and the browser's own dialog.

use super::passkey_name::{self, leave};
use super::passkeys::Listed;
use crate::api::{self, ApiError};
use crate::i18n::pages as t;
use crate::platform::passkeys;
use crate::state::call::Call;
use crate::state::failure::Failure;
use crate::state::step_up::{StepUp, passkey_words};
use crate::state::toasts::use_toasts;
use crate::ui::{Button, Dialog, ErrorSummary, Skeleton, dynamic};
use contract::{Challenge, ChallengeId, Code, Passkey, PasskeyAdd, StepUpAction, StepUpAsk};
use leptos::prelude::*;
use std::pin::Pin;
use std::sync::Arc;

const ERROR: &str = "passkey-error";

/// The button and its dialog.
#[component]
pub fn AddPasskey(
    /// Where the new one is shown.
    listed: Listed,
    /// Asks anew which there are.
    reload: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <section class="sign-out">
            <Button on_press=move |()| open.set(true)>{t::passkeys_add()}</Button>
        </section>
        <Dialog open=open title=t::passkeys_add() id="passkey-add-title">{content(open, listed, reload)}</Dialog>
    }
    .into_any()
}

/// Drawn anew at each opening: a proof is good for one passkey.
fn content(open: RwSignal<bool>, listed: Listed, reload: Callback<()>) -> AnyView {
    let started = Call::new();
    let proved = RwSignal::new(false);
    let done = Callback::new(move |id: ChallengeId| {
        proved.set(true);
        started.start(async move { api::passkeys::start(id).await });
    });
    let again = Callback::new(move |()| proved.set(false));
    let back = Callback::new(move |()| open.set(false));
    let ask =
        || StepUpAsk { action: StepUpAction::AddPasskey, transfer: None, quote: None, passkey: None, code: false };
    dynamic(move || {
        if !proved.get() {
            let words = t::settings_name_cancel();
            return view! { <StepUp ask=ask() why=t::step_up_account() done=done back=back back_words=words/> }
                .into_any();
        }
        match started.answer() {
            None => view! { <Skeleton label=t::app_loading() cards=1/> }.into_any(),
            Some(Err(error)) if error.code() == Some(Code::PasskeysFull) => {
                view! { <ErrorSummary id=ERROR text=t::passkeys_full()/>{leave(open)} }.into_any()
            }
            Some(Err(error)) => view! { <Failure error=error retry=again/>{leave(open)} }.into_any(),
            Some(Ok(challenge)) => form(challenge, open, listed, reload),
        }
    })
    .into_any()
}

fn form(challenge: Challenge, open: RwSignal<bool>, listed: Listed, reload: Callback<()>) -> AnyView {
    let toasts = use_toasts();
    let make = move |name: String| {
        let challenge = challenge.clone();
        Box::pin(async move {
            let passkey = match add(challenge, name).await {
                Ok(passkey) => passkey,
                Err(words) => {
                    // It may have been added although no answer came.
                    reload.try_run(());
                    return Err(words);
                }
            };
            toasts.show(t::passkeys_done(&passkey.name));
            // A list that is not there yet will have it, and one that was just asked for may have it already.
            listed.try_update(|all| {
                let all = all.as_mut().filter(|all| all.iter().all(|known| known.id != passkey.id))?;
                all.push(passkey);
                Some(())
            });
            open.try_set(false);
            Ok(())
        }) as Pin<Box<dyn Future<Output = Result<(), String>>>>
    };
    let text = Some(t::passkeys_make_text());
    passkey_name::form(t::passkeys_default(), text, t::passkeys_make(), open, Arc::new(make))
}

async fn add(challenge: Challenge, name: String) -> Result<Passkey, String> {
    let credential = passkeys::make(&challenge.options).await.map_err(|_| t::passkeys_cancelled().to_owned())?;
    let added: Result<Passkey, ApiError> = api::passkeys::add(&PasskeyAdd { id: challenge.id, name, credential }).await;
    added.map_err(|error| passkey_words(&error))
}
