//! What the member chose for this device. Language and zone also belong to the member: the settings page sends them to the backend.

use crate::i18n;
use crate::platform::local::{self, Key};
use crate::platform::page;
use contract::Language;
use leptos::prelude::*;

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The theme in force.
pub fn theme() -> Theme {
    match page::theme().as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Keeps and shows a theme.
pub fn set_theme(theme: Theme) {
    page::set_theme(match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    });
}

/// Keeps a language and starts the app again in it.
pub fn set_language(language: Language) {
    page::set_language(language.tag());
}

/// Whether the member's own amounts are hidden on this device.
#[derive(Clone, Copy)]
pub struct HiddenAmounts(RwSignal<bool>);

impl HiddenAmounts {
    /// Whether they are; a view that reads it follows it.
    pub fn get(self) -> bool {
        self.0.get()
    }

    /// Hides or shows them. A device that cannot keep the choice forgets it at the next start.
    pub fn set(self, hidden: bool) {
        local::set(Key::HideAmounts, hidden.then_some("1"));
        i18n::hide_own(hidden);
        self.0.set(hidden);
    }
}

/// The choice.
pub fn use_hidden_amounts() -> HiddenAmounts {
    expect_context()
}

pub(super) fn provide() {
    let hidden = local::get(Key::HideAmounts).is_some();
    i18n::hide_own(hidden);
    provide_context(HiddenAmounts(RwSignal::new(hidden)));
}
