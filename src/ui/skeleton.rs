//! What stands where something will be, in its final size.

use leptos::prelude::*;

/// Grey boxes of a page that loads. Hidden from screen readers, which hear `label` instead.
#[component]
pub fn Skeleton(
    /// What to say meanwhile.
    #[prop(into)]
    label: String,
    /// How many cards will be there.
    #[prop(default = 3)]
    cards: usize,
) -> impl IntoView {
    let cards = (0..cards).map(|_| view! { <div class="sk-card"></div> }).collect_view();
    view! {
        <p class="visually-hidden" role="status">{label}</p>
        <div class="sk" aria-hidden="true">{cards}</div>
    }
    .into_any()
}
