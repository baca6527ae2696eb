//! A labelled place for input, with its hint and its error.

use leptos::prelude::*;

/// A label, a hint and an error around an input. The input inside takes `id=id`, `aria-describedby` the id with `-hint` or `-error`,
/// and `aria-invalid` when the error is there.
#[component]
pub fn Field(
    /// The id of the input inside.
    id: &'static str,
    /// What to enter.
    #[prop(into)]
    label: Signal<String>,
    /// How it should look; empty if that is plain.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it; empty if nothing is.
    #[prop(optional, into)]
    error: Signal<String>,
    /// The input.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {children()}
            <p class="meta" id=[id, "-hint"].concat()>{hint}</p>
            <p class="field-error" id=[id, "-error"].concat() aria-live="polite">{error}</p>
        </div>
    }
    .into_any()
}
