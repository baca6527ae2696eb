//! How wide the screen is, in the three steps the layout knows. Only for markup that differs; everything else is CSS.

use crate::platform::events;
use leptos::prelude::*;

/// A step of width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewport {
    /// A phone: tabs at the bottom, one column.
    Narrow,
    /// From 900 px: a rail, and a right column.
    Medium,
    /// From 1180 px: room for a table.
    Wide,
}

/// The width; a view that reads it follows it.
pub fn use_viewport() -> ReadSignal<Viewport> {
    expect_context()
}

pub(super) fn provide() {
    let step = |medium, wide| match (medium, wide) {
        (_, true) => Viewport::Wide,
        (true, false) => Viewport::Medium,
        (false, false) => Viewport::Narrow,
    };
    let (medium, wide) = (RwSignal::new(false), RwSignal::new(false));
    events::on_media("(min-width: 900px)", move |matches| medium.set(matches));
    events::on_media("(min-width: 1180px)", move |matches| wide.set(matches));
    let (viewport, set_viewport) = signal(step(medium.get_untracked(), wide.get_untracked()));
    Effect::new(move |_| set_viewport.set(step(medium.get(), wide.get())));
    provide_context(viewport);
}
