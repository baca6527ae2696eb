//! Filters as a row of links: each leads to the same page with another choice, so that the back button undoes it.

use super::dynamic;
use leptos::prelude::*;

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterLink {
    /// Where it leads: to the choice, or away from it when it is in force.
    pub href: String,
    /// Its words.
    pub text: String,
    /// How many things it leaves; empty if that is not known.
    pub count: String,
    /// Whether it is in force.
    pub current: bool,
}

/// The row; on a phone it scrolls sideways. What is in force is told by `aria-current`.
#[component]
pub fn Filters(
    /// What is filtered, for a screen reader.
    label: &'static str,
    /// The choices.
    #[prop(into)]
    links: Signal<Vec<FilterLink>>,
) -> impl IntoView {
    let links = dynamic(move || links.get().into_iter().map(link).collect_view().into_any());
    view! { <nav class="filters" aria-label=label>{links}</nav> }.into_any()
}

fn link(link: FilterLink) -> AnyView {
    let current = if link.current { Some("true") } else { None };
    let count = (!link.count.is_empty()).then(|| view! { <small>" "{link.count}</small> });
    view! { <a href=link.href aria-current=current>{link.text}{count}</a> }.into_any()
}
