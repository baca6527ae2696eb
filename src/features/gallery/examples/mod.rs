//! One example for each widget: a file that is compiled, shown as it runs, and printed as it is written. `tests/it` looks whether
//! every widget of `ui` has one.

mod alert;
mod bold;
mod button;
mod card;
mod chip;
mod dialog;
mod dynamic;
mod empty;
mod error_panel;
mod error_summary;
mod field;
mod filters;
mod icon;
mod list;
mod logo;
mod lots_bar;
mod money;
mod monogram;
mod page_header;
mod select;
mod skeleton;
mod timeline;
mod toast;
mod veiled;

pub use list::{TOP, WIDGETS};

use leptos::prelude::AnyView;

/// Every example stands there twice; what needs an id takes one for each side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// On light paper.
    Light,
    /// On dark paper.
    Dark,
}

impl Side {
    /// The id for this side.
    pub const fn id(self, light: &'static str, dark: &'static str) -> &'static str {
        match self {
            Side::Light => light,
            Side::Dark => dark,
        }
    }
}

/// A widget as the gallery shows it.
pub struct Widget {
    /// Its name.
    pub name: &'static str,
    /// What holds for everyone who uses it, each a sentence that a test or a look can confirm.
    pub criteria: &'static [&'static str],
    /// The example's source.
    pub code: &'static str,
    /// The example; `None` for what a page has once, and this one has at its top.
    pub view: Option<fn(Side) -> AnyView>,
}
