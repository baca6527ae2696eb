//! An error near its cause: one sentence, one way out.

use super::{Button, ButtonKind};
use leptos::prelude::*;

/// The panel of an error. It is announced when it appears.
#[component]
pub fn ErrorPanel(
    /// What happened and what it means, in one sentence or two.
    #[prop(into)]
    text: String,
    /// A code for support; empty if there is none.
    #[prop(into)]
    detail: String,
    /// The words of the way out.
    #[prop(into)]
    action: String,
    /// The way out.
    #[prop(into)]
    on_action: Callback<()>,
) -> impl IntoView {
    let detail = (!detail.is_empty()).then(|| view! { <p class="meta">{detail}</p> });
    view! {
        <div class="error-panel" role="alert">
            <p>{text}</p>
            {detail}
            <Button kind=ButtonKind::Quiet on_press=on_action>{action}</Button>
        </div>
    }
    .into_any()
}
