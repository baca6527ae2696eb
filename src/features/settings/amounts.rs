//! Whether the member's own amounts are hidden on this device.

use crate::i18n::pages as t;
use crate::state::preferences::use_hidden_amounts;
use leptos::prelude::*;

/// The switch.
#[component]
pub fn AmountsChoice() -> impl IntoView {
    let hidden = use_hidden_amounts();
    let checked = Signal::derive(move || hidden.get());
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                aria-describedby="amounts-hint"
                prop:checked=checked
                on:change=move |event| hidden.set(event_target_checked(&event))
            />
            <span>{t::settings_amounts()}</span>
        </label>
        <p class="meta" id="amounts-hint">{t::settings_amounts_hint()}</p>
    }
    .into_any()
}
