//! One of several, by the browser's own list.

use super::dynamic;
use leptos::prelude::*;

/// Choices under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The heading; empty for none.
    pub heading: String,
    /// Value and words of each.
    pub choices: Vec<(String, String)>,
}

/// A quiet list of choices, as wide as the chosen one.
#[component]
pub fn Select(
    /// What is chosen, for a screen reader.
    label: &'static str,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choices>>,
    /// The value in force.
    #[prop(into)]
    chosen: Signal<String>,
    /// Another one was chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let options = dynamic(move || {
        let chosen = chosen.get();
        let groups = choices.get().into_iter().map(|group| options(group, &chosen));
        groups.collect_view().into_any()
    });
    view! {
        <span class="select">
            <select aria-label=label on:change=move |event| on_choose.run(event_target_value(&event))>
                {options}
            </select>
        </span>
    }
    .into_any()
}

fn options(group: Choices, chosen: &str) -> AnyView {
    let option = |(value, text): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value prop:selected=selected>{text}</option> }.into_any()
    };
    let options = group.choices.into_iter().map(option).collect_view();
    match group.heading.is_empty() {
        true => options.into_any(),
        false => view! { <optgroup label=group.heading>{options}</optgroup> }.into_any(),
    }
}
