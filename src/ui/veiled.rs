//! Amounts that may be hidden.

use crate::i18n;
use leptos::prelude::*;

/// A text in which amounts may be hidden: a screen reader hears "hidden" where the eye sees dots.
pub fn veiled(text: String) -> AnyView {
    if !text.contains(i18n::DOTS) {
        return text.into_any();
    }
    let parts = text.split(i18n::DOTS).enumerate().map(|(index, part)| {
        let dots = (index > 0).then(|| {
            view! {
                <span class="dots" aria-hidden="true">{i18n::DOTS}</span>
                <span class="visually-hidden">{i18n::hidden_word()}</span>
            }
            .into_any()
        });
        view! { {dots}{part.to_owned()} }.into_any()
    });
    parts.collect_view().into_any()
}
