//! Light, dark, or as the system has it.

use super::choice::{Choice, Choosable};
use crate::i18n::pages as t;
use crate::state::preferences::{self, Theme};
use leptos::prelude::*;

/// The choice.
pub fn theme() -> AnyView {
    let chosen = RwSignal::new(preferences::theme());
    let named = [
        (Theme::System, "system", t::settings_theme_system()),
        (Theme::Light, "light", t::settings_theme_light()),
        (Theme::Dark, "dark", t::settings_theme_dark()),
    ];
    let name = Signal::derive(move || {
        let theme = chosen.get();
        named.iter().find(|(known, ..)| *known == theme).map_or("", |(_, name, _)| name).to_owned()
    });
    let choose = move |wanted: String| {
        if let Some((theme, ..)) = named.iter().find(|(_, name, _)| *name == wanted) {
            preferences::set_theme(*theme);
            chosen.set(*theme);
        }
    };
    let choices = named.map(|(_, value, label)| Choosable { value: value.into(), label: label.into(), lang: "" });
    view! { <Choice name="theme" legend=t::settings_theme() choices=choices.into() chosen=name on_choose=choose/> }
        .into_any()
}
