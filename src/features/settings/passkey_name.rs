//! The form for the name of a passkey, in a dialog: what is typed is checked, and then something is done with it.

use super::model::is_passkey_name;
use crate::i18n::pages as t;
use crate::platform::page;
use crate::ui::{Button, ButtonKind, ErrorSummary, Field, FieldKind, dynamic};
use contract::limits::PASSKEY_NAME_CHARS;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use std::sync::Arc;

const FIELD: &str = "passkey-name";
const ERROR: &str = "passkey-name-error";
const KIND: FieldKind =
    FieldKind { r#type: "text", inputmode: "text", autocomplete: "off", most: PASSKEY_NAME_CHARS as u32 };

/// Does something with the name; answers why it was not done, in words.
pub type Save = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Result<(), String>>>> + Send + Sync>;

/// The form. `open` is the dialog's: the second button closes it.
pub fn form(name: &str, text: Option<&'static str>, button: &'static str, open: RwSignal<bool>, save: Save) -> AnyView {
    let (typed, busy) = (RwSignal::new(name.to_owned()), RwSignal::new(false));
    let wrong = RwSignal::new(None::<(String, &'static str)>);
    Effect::new(|_| page::focus(FIELD));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = typed.get_untracked().trim().to_owned();
        wrong.set(None);
        if !is_passkey_name(&name) {
            wrong.set(Some((t::passkeys_name_bad().into(), FIELD)));
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let saving = save(name);
        spawn_local(async move {
            if let Err(words) = saving.await {
                wrong.try_set(Some((words, "")));
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
        <form class="form" novalidate on:submit=submit>
            {text.map(|text| view! { <p>{text}</p> }.into_any())}
            {problem}
            <Field id=FIELD label=t::passkeys_name() kind=KIND value=typed error=error/>
            <Button r#type="submit" busy=busy on_press=|()| {}>{button}</Button>
            {leave(open)}
        </form>
    }
    .into_any()
}

/// The way out of a dialog.
pub fn leave(open: RwSignal<bool>) -> AnyView {
    view! { <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>{t::settings_name_cancel()}</Button> }
        .into_any()
}
