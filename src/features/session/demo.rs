//! The second choice, where the server offers it: a fresh member with sample points.

use crate::i18n::pages as t;
use crate::state::failure;
use crate::state::session::use_session;
use crate::ui::{Button, ButtonKind, ErrorSummary, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The button, and what it does.
#[component]
pub fn TryDemo() -> impl IntoView {
    let session = use_session();
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None));
    let start = move |()| {
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let failed = session.start_demo().await.err();
            error.try_set(failed.as_ref().map(failure::told));
            busy.try_set(false);
        });
    };
    let problem = dynamic(move || match error.get() {
        Some(text) => view! { <ErrorSummary id="demo-error" text=text/> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <section class="try-demo">
            <p class="or" aria-hidden="true"><span>{t::session_or()}</span></p>
            <Button kind=ButtonKind::Quiet on_press=start busy=busy>{t::session_demo()}</Button>
            {problem}
            <p class="meta">{t::session_demo_hint()}" "{t::app_sample_data()}</p>
        </section>
    }
    .into_any()
}
