//! The language: kept for the member by the backend, and on this device for the next start.

use super::choice::{Choice, Choosable};
use super::latest::Latest;
use crate::i18n::{self, pages as t};
use crate::state::config;
use crate::state::failure;
use crate::state::preferences;
use contract::{Language, MeChange};
use leptos::prelude::*;

/// The choice. The app starts anew in the chosen language once the backend has it.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let chosen = RwSignal::new(i18n::language().tag().to_owned());
    let wrong = RwSignal::new(String::new());
    let latest = Latest::new();
    let choose = move |tag: String| {
        let Some(language) = Language::from_tag(&tag) else { return };
        chosen.set(tag);
        let change = MeChange { language: Some(language), ..MeChange::default() };
        latest.keep(change, async move |answer| match answer {
            // Elsewhere the member may be in the middle of something: the next start has the language.
            Ok(_) if chosen.try_get_untracked().is_none() => {}
            Ok(_) => preferences::set_language(language),
            Err(error) => {
                wrong.try_set(failure::words(&error));
                chosen.try_set(i18n::language().tag().to_owned());
            }
        });
    };
    let choices = config::languages().into_iter().map(|language| Choosable {
        value: language.tag().into(),
        label: i18n::language_name(language).into(),
        lang: language.tag(),
    });
    view! {
        <Choice name="language" legend=t::settings_language() choices=choices.collect() chosen=chosen on_choose=choose/>
        <p class="field-error" role="alert">{wrong}</p>
    }
    .into_any()
}
