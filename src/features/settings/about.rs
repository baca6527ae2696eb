//! What this is: sample data, documents, help, and the build.

use crate::api;
use crate::i18n::pages as t;
use crate::state::session::{is_demo, use_me};
use crate::state::{config, legal};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The section.
pub fn about() -> AnyView {
    let version = RwSignal::new(String::new());
    spawn_local(async move {
        if let Ok(session) = api::session::get().await
            && !session.build.is_empty()
        {
            version.try_set(t::settings_build(&session.build));
        }
    });
    let demo = untrack(|| is_demo(use_me()));
    let sample = demo.then(|| view! { <p class="meta">{t::app_sample_data()}</p> });
    let help = config::support().map(|href| view! { <li><a href=href>{t::settings_support()}</a></li> });
    view! {
        <section class="about">
            <h2>{t::settings_about()}</h2>
            <ul>
                <li><a href=legal::terms()>{t::legal_terms()}</a></li>
                <li><a href=legal::privacy()>{t::legal_privacy()}</a></li>
                {help}
            </ul>
            {sample}
            <p class="meta">{version}</p>
        </section>
    }
    .into_any()
}
