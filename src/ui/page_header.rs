//! The top of a page: its name, and one fact or link beside it.

use leptos::prelude::*;

/// The heading of a page, on a line with what belongs beside it.
#[component]
pub fn PageHeader(
    /// The name of the page.
    #[prop(into)]
    title: Signal<String>,
    /// A chip or a link at the other end of the line.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-header">
            <h1>{title}</h1>
            {children.map(|children| children())}
        </header>
    }
    .into_any()
}
