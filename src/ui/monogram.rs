//! A program's tile: the only place of its colour.

use leptos::prelude::*;

/// One to three letters on the program's colour. The name stands beside it, so it is decoration.
#[component]
pub fn Monogram(
    /// The letters.
    #[prop(into)]
    letters: String,
    /// The colour, `#rrggbb`.
    #[prop(into)]
    color: String,
) -> impl IntoView {
    view! { <span class="mono" aria-hidden="true" style:color=color><b>{letters}</b></span> }
}
