//! The amount: one field that groups digits as they are typed and keeps the caret where it belongs.

use super::draft::Draft;
use super::model::amount::regroup;
use crate::i18n::{self, pages as t};
use leptos::html;
use leptos::prelude::*;

/// The id of the sentence under the field.
pub const ERROR_ID: &str = "amount-error";

/// The field with its unit.
#[component]
pub fn AmountField(
    /// The form.
    draft: Draft,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let group = group();
    let edit = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let (typed, caret) = (input.value(), input.selection_start().ok().flatten());
        let caret = caret.map_or(typed.len(), |caret| caret as usize);
        let (text, caret) = regroup(&draft.text.get_untracked(), &typed, caret, group);
        input.set_value(&text);
        // A field that has just lost its place in the document has no caret to set.
        let _ = input.set_selection_range(caret as u32, caret as u32);
        draft.text.set(text);
    };
    let unit = Signal::derive(move || {
        let amount = draft.preview().and_then(Result::ok).map_or(0, |preview| preview.outcome.amount.get());
        draft.deal().map(|deal| i18n::unit(&deal.from.program.unit, amount)).unwrap_or_default()
    });
    let wrong = Signal::derive(move || if matches!(draft.preview(), Some(Err(_))) { Some("true") } else { None });
    let width = Signal::derive(move || [&draft.text().chars().count().clamp(1, 22).to_string(), ".3ch"].concat());
    view! {
        <div class="amt">
            <input
                id="amount"
                node_ref=node
                type="text"
                inputmode="numeric"
                autocomplete="off"
                maxlength="40"
                aria-label=t::transfer_amount_label()
                aria-describedby=ERROR_ID
                aria-invalid=wrong
                style:width=width
                prop:value=draft.text
                on:input=edit
            />
            <label class="amt-unit" for="amount">{unit}</label>
        </div>
    }
    .into_any()
}

/// What stands between groups of digits in this language.
fn group() -> char {
    i18n::number(1_000_000).chars().find(|c| !c.is_ascii_digit()).unwrap_or('\u{a0}')
}
