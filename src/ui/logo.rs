//! The name of the product, drawn or in letters.

use leptos::prelude::*;

/// The logo, or the name in letters.
#[component]
pub fn Logo(
    /// The name.
    #[prop(into)]
    name: String,
    /// Path of a picture; `None` shows the name.
    picture: Option<String>,
) -> impl IntoView {
    match picture {
        Some(picture) => view! { <img class="logo" src=picture alt=name/> }.into_any(),
        None => view! { <span class="logo">{name}</span> }.into_any(),
    }
}
