//! Three choices, one in force.

use super::Side;
use crate::ui::{FilterLink, Filters};
use leptos::prelude::*;

pub fn example(side: Side) -> AnyView {
    let link = |text: &str, count: &str, current| FilterLink {
        href: "/gallery".into(),
        text: text.into(),
        count: count.into(),
        current,
    };
    let links = vec![link("Within reach", "", true), link("Coffee", "1,204", false), link("Travel", "640", false)];
    view! { <Filters label=side.id("Filters, light", "Filters, dark") links=Signal::stored(links)/> }.into_any()
}
