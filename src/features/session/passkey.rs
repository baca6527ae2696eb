//! Signing in with a passkey, where the browser knows them.

use crate::api;
use crate::i18n::pages as t;
use crate::platform::passkeys;
use crate::state::session::use_session;
use crate::state::step_up::passkey_words;
use crate::ui::{Button, ButtonKind, ErrorSummary, dynamic};
use contract::PasskeySignIn;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The button; nothing in a browser without passkeys.
pub fn by_passkey() -> AnyView {
    if !passkeys::supported() {
        return ().into_any();
    }
    let session = use_session();
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let go = move |()| {
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            let started = api::passkeys::start_sign_in().await;
            let failed = match started {
                Err(error) => Some(passkey_words(&error)),
                Ok(challenge) => match passkeys::sign(&challenge.options).await {
                    Err(passkeys::NoPasskey) => Some(t::passkeys_cancelled().into()),
                    Ok(credential) => {
                        let body = PasskeySignIn { id: challenge.id, credential };
                        session.sign_in_by_passkey(&body).await.err().map(|error| passkey_words(&error))
                    }
                },
            };
            wrong.try_set(failed);
            busy.try_set(false);
        });
    };
    let problem = dynamic(move || match wrong.get() {
        Some(text) => view! { <ErrorSummary id="passkey-error" text=text/> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <div class="by-passkey">
            {problem}
            <Button kind=ButtonKind::Quiet busy=busy on_press=go>{t::passkeys_sign_in()}</Button>
        </div>
    }
    .into_any()
}
