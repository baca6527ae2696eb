//! Messages that come and go.

use leptos::prelude::*;

/// The place of short messages. They were announced when they were made, so they are hidden from screen readers here.
#[component]
pub fn ToastRegion(
    /// The texts, each with a number of its own.
    #[prop(into)]
    toasts: Signal<Vec<(u32, String)>>,
) -> impl IntoView {
    let shown = move || toasts.get().into_iter().map(|(_, text)| view! { <p class="toast">{text}</p> }).collect_view();
    view! { <div class="toasts" aria-hidden="true">{shown}</div> }.into_any()
}
