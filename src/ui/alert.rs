//! A calm strip about time running out, with one thing to do.

use leptos::prelude::*;

/// An amber strip: a sentence, and one way on. Not for errors: those are `ErrorPanel`.
#[component]
pub fn Alert(
    /// Where the way on leads.
    #[prop(into)]
    href: String,
    /// Its words.
    #[prop(into)]
    action: String,
    /// The sentence.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="alert">
            <p>{children()}</p>
            <a class="alert-go" href=href>{action}</a>
        </div>
    }
    .into_any()
}
