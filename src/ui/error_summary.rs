//! What is in the way of a form: said above its field, where the focus goes first.

use crate::platform::page;
use leptos::prelude::*;

/// The sentence of an error, above the field that it is about. It takes the focus when it appears, so that everybody meets it; pressed,
/// it leads to the field. Name its id in the field's `aria-describedby`.
#[component]
pub fn ErrorSummary(
    /// Its id, unique on the page.
    id: &'static str,
    /// What is wrong and how to repair it.
    #[prop(into)]
    text: String,
    /// The id of the field; empty when no field can repair it.
    #[prop(optional)]
    field: &'static str,
) -> impl IntoView {
    Effect::new(move |_| page::focus(id));
    let words = match field {
        "" => view! { <p>{text}</p> }.into_any(),
        field => {
            let lead = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                page::focus(field);
            };
            view! { <p><a href=["#", field].concat() on:click=lead>{text}</a></p> }.into_any()
        }
    };
    view! { <div class="error-summary" id=id role="alert" tabindex="-1">{words}</div> }.into_any()
}
