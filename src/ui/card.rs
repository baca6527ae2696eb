//! A surface that holds one thing.

use leptos::prelude::*;

/// A raised surface. With `href` the heading inside should hold the link; the card itself is not clickable for a screen reader.
#[component]
pub fn Card(
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! { <article class="card">{children()}</article> }.into_any()
}
