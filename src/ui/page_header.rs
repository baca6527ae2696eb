//! The top of a page: its name, one fact or link beside it, and the way back above it.

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

/// The way back from a page that stands below another; above its heading. An app on a phone's home screen has no button of the browser.
#[component]
pub fn Back(
    /// The page above.
    #[prop(into)]
    href: String,
    /// Its name.
    children: Children,
) -> impl IntoView {
    view! { <a class="back" href=href><span aria-hidden="true">"‹"</span>{children()}</a> }.into_any()
}
