//! Messages that come and go.

use super::dynamic;
use leptos::prelude::*;

/// The place of short messages. They were announced when they were made, so they are hidden from screen readers here.
#[component]
pub fn ToastRegion(
    /// The texts, each with a number of its own.
    #[prop(into)]
    toasts: Signal<Vec<(u32, String)>>,
) -> impl IntoView {
    let toast = |(_, text)| view! { <p class="toast">{text}</p> };
    let shown = dynamic(move || toasts.get().into_iter().map(toast).collect_view().into_any());
    view! { <div class="toasts" aria-hidden="true">{shown}</div> }.into_any()
}
