//! Emphasis inside a translated sentence.

use leptos::prelude::*;

/// The text with what stands between two `*` in bold.
pub fn bold(text: &str) -> AnyView {
    let parts = text.split('*').enumerate().map(|(index, part)| match index % 2 {
        0 => part.to_string().into_any(),
        _ => view! { <b>{part.to_string()}</b> }.into_any(),
    });
    parts.collect_view().into_any()
}
