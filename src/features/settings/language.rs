//! The language: kept for the member by the backend, and on this device for the next start.

use super::choice::{Choice, Choosable};
use crate::api::{self, ApiError};
use crate::i18n::{self, t};
use crate::state::failure;
use crate::state::preferences;
use contract::{Language, MeChange};
use leptos::prelude::*;

const LANGUAGES: [Language; 3] = [Language::Vi, Language::En, Language::Ru];

/// The choice. The app starts anew in the chosen language, even when the backend cannot be told.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let chosen = RwSignal::new(i18n::language().tag().to_owned());
    let change = Action::new_local(|language: &Language| {
        let language = *language;
        async move {
            let change = MeChange { language: Some(language), ..MeChange::default() };
            api::session::change_me(&change).await.map(|_| language)
        }
    });
    Effect::new(move |_| match change.value().get() {
        Some(Ok(language)) => preferences::set_language(language),
        Some(Err(_)) => chosen.set(i18n::language().tag().to_owned()),
        None => {}
    });
    let choose = move |tag: String| {
        if let Some(language) = Language::from_tag(&tag) {
            chosen.set(tag);
            change.dispatch_local(language);
        }
    };
    let choices = LANGUAGES.into_iter().map(|language| Choosable {
        value: language.tag().into(),
        label: i18n::language_name(language).into(),
        lang: language.tag(),
    });
    let wrong = move || change.value().get().and_then(Result::err).map(|error: ApiError| failure::words(&error));
    view! {
        <Choice name="language" legend=t::settings_language() choices=choices.collect() chosen=chosen on_choose=choose/>
        <p class="field-error" role="alert">{wrong}</p>
    }
    .into_any()
}
