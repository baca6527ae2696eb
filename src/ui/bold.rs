//! Emphasis inside a translated sentence.

use super::veiled;
use leptos::prelude::*;

/// The text with what stands between two `*` in bold.
pub fn bold(text: &str) -> AnyView {
    let parts = text.split('*').enumerate().map(|(index, part)| match index % 2 {
        0 => veiled(part.to_string()),
        _ => view! { <b>{veiled(part.to_string())}</b> }.into_any(),
    });
    parts.collect_view().into_any()
}
