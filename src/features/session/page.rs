//! The sign-in page: what Gom is in one sentence, and one button.

use super::model::landing;
use crate::i18n::t;
use crate::state::config;
use crate::state::failure;
use crate::state::location::use_location;
use crate::state::session::{Member, use_session};
use crate::ui::{Button, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page. Whoever is signed in already goes on at once.
pub fn page() -> AnyView {
    let (session, location) = (use_session(), use_location());
    let signed_in = Memo::new(move |_| matches!(session.member(), Member::SignedIn(_)));
    Effect::new(move |_| {
        if signed_in.get() {
            let back = untrack(|| location.parameter("back"));
            location.replace(landing(back.as_deref()));
        }
    });
    view! {
        <section class="sign-in">
            {config::logo()}
            <h1>{t::session_lead()}</h1>
            {dynamic(move || offer(session.member()))}
        </section>
    }
    .into_any()
}

fn offer(member: Member) -> AnyView {
    match member {
        Member::SignedOut { demo: true, expired: true } => {
            view! { <p class="meta" role="status">{t::session_expired()}</p> <TryDemo/> }.into_any()
        }
        Member::SignedOut { demo: false, .. } => view! { <p>{t::session_demo_off()}</p> }.into_any(),
        _ => view! { <TryDemo/> }.into_any(),
    }
}

/// The button that makes a fresh demo member, and what it does.
#[component]
fn TryDemo() -> impl IntoView {
    let session = use_session();
    let (busy, error) = (RwSignal::new(false), RwSignal::new(String::new()));
    let start = move |()| {
        busy.set(true);
        error.set(String::new());
        spawn_local(async move {
            if let Err(failed) = session.start_demo().await {
                error.set(failure::words(&failed));
            }
            busy.set(false);
        });
    };
    view! {
        <Button on_press=start busy=busy>{t::session_demo()}</Button>
        <p class="field-error" role="alert">{error}</p>
        <p class="meta">{t::session_demo_hint()}</p>
        <p class="note">{t::app_sample_data()}</p>
    }
}
