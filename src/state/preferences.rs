//! What the member chose for this device. Language and zone also belong to the member: the settings page sends them to the backend.

use crate::platform::page;
use contract::Language;

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
