//! Nothing there yet: one sentence and one way on.

use super::{Icon, IconName};
use leptos::prelude::*;

/// The designed place of a list without entries.
#[component]
pub fn Empty(
    /// A picture of what will be there.
    icon: IconName,
    /// What is missing and why that is fine.
    #[prop(into)]
    text: String,
    /// The way on, if there is one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon/>
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
