//! Adding a passkey: the proof that this needs, a name, and the browser's own dialog.

use super::model::is_passkey_name;
use super::passkeys::Listed;
use crate::api::{self, ApiError};
use crate::i18n::pages as t;
use crate::platform::{page, passkeys};
use crate::state::call::Call;
use crate::state::failure::Failure;
use crate::state::step_up::{StepUp, passkey_words};
use crate::state::toasts::use_toasts;
use crate::ui::{Button, ButtonKind, Dialog, ErrorSummary, Field, FieldKind, Skeleton, dynamic};
use contract::limits::PASSKEY_NAME_CHARS;
use contract::{Challenge, ChallengeId, Code, Passkey, PasskeyAdd, StepUpAction, StepUpAsk};
use leptos::prelude::*;
use leptos::task::spawn_local;

const FIELD: &str = "passkey-name";
const ERROR: &str = "passkey-error";
/// How a field for the name of a passkey behaves.
pub const NAME: FieldKind =
    FieldKind { r#type: "text", inputmode: "text", autocomplete: "off", most: PASSKEY_NAME_CHARS as u32 };

/// The button and its dialog.
#[component]
pub fn AddPasskey(
    /// Where the new one is shown.
    listed: Listed,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <section class="sign-out">
            <Button on_press=move |()| open.set(true)>{t::passkeys_add()}</Button>
        </section>
        <Dialog open=open title=t::passkeys_add() id="passkey-add-title">{content(open, listed)}</Dialog>
    }
    .into_any()
}

/// Drawn anew at each opening: a proof is good for one passkey.
fn content(open: RwSignal<bool>, listed: Listed) -> AnyView {
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
                view! { <ErrorSummary id=ERROR text=t::passkeys_full()/> }.into_any()
            }
            Some(Err(error)) => view! { <Failure error=error retry=again/> }.into_any(),
            Some(Ok(challenge)) => form(challenge, open, listed),
        }
    })
    .into_any()
}

fn form(challenge: Challenge, open: RwSignal<bool>, listed: Listed) -> AnyView {
    let toasts = use_toasts();
    let (text, busy) = (RwSignal::new(t::passkeys_default().to_owned()), RwSignal::new(false));
    let wrong = RwSignal::new(None::<(String, &'static str)>);
    Effect::new(|_| page::focus(FIELD));
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = text.get_untracked().trim().to_owned();
        wrong.set(None);
        if !is_passkey_name(&name) {
            wrong.set(Some((t::passkeys_name_bad().into(), FIELD)));
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let challenge = challenge.clone();
        spawn_local(async move {
            match add(challenge, name).await {
                Ok(passkey) => {
                    toasts.show(t::passkeys_done(&passkey.name));
                    listed.try_update(|all| all.get_or_insert_default().push(passkey));
                    open.try_set(false);
                }
                Err(words) => drop(wrong.try_set(Some((words, "")))),
            }
            busy.try_set(false);
        });
    };
    let error = Signal::derive(move || wrong.with(Option::is_some).then_some(ERROR));
    let problem = dynamic(move || match wrong.get() {
        Some((text, field)) => view! { <ErrorSummary id=ERROR text=text field=field/> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <form class="form" novalidate on:submit=make>
            <p>{t::passkeys_make_text()}</p>
            {problem}
            <Field id=FIELD label=t::passkeys_name() kind=NAME value=text error=error/>
            <Button r#type="submit" busy=busy on_press=|()| {}>{t::passkeys_make()}</Button>
            <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>{t::settings_name_cancel()}</Button>
        </form>
    }
    .into_any()
}

async fn add(challenge: Challenge, name: String) -> Result<Passkey, String> {
    let credential = passkeys::make(&challenge.options).await.map_err(|_| t::passkeys_cancelled().to_owned())?;
    let added: Result<Passkey, ApiError> = api::passkeys::add(&PasskeyAdd { id: challenge.id, name, credential }).await;
    added.map_err(|error| passkey_words(&error))
}
