//! Small facts in the header and beside names.

use leptos::prelude::*;

/// The colour of the dot before a chip. The words beside it say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dot {
    /// None.
    #[default]
    None,
    /// Fresh, in order.
    Good,
    /// Old, or time is running out.
    Warn,
}

/// A small muted fact, with or without a dot.
#[component]
pub fn Chip(
    /// The dot before it.
    #[prop(optional, into)]
    dot: Signal<Dot>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let class = Signal::derive(move || match dot.get() {
        Dot::None => "chip",
        Dot::Good => "chip chip-good",
        Dot::Warn => "chip chip-warn",
    });
    view! { <span class=class>{children()}</span> }.into_any()
}
