//! A labelled line of text in a form.

use leptos::html;
use leptos::prelude::*;

/// How a field behaves beyond taking text.
#[derive(Clone, Copy, Debug)]
pub struct FieldKind {
    /// `text`, `tel`.
    pub r#type: &'static str,
    /// Which keyboard a phone shows.
    pub inputmode: &'static str,
    /// What the browser may fill in.
    pub autocomplete: &'static str,
    /// Longest text that can be typed.
    pub most: u32,
}

/// A label, a hint, and the input.
#[component]
pub fn Field(
    /// Its id, unique on the page; the hint's is this with `-hint`.
    id: &'static str,
    /// What to type here.
    #[prop(into)]
    label: String,
    /// How it may look; it stands under the label.
    #[prop(into, optional)]
    hint: String,
    /// How it behaves.
    kind: FieldKind,
    /// The text.
    value: RwSignal<String>,
    /// The id of the sentence that says what is wrong with it, while something is.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// The member has typed or pasted; what it gives stands in the field then.
    #[prop(optional, into)]
    on_edit: Option<Callback<String, String>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let edit = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let typed = input.value();
        let text = on_edit.map_or(typed.clone(), |edit| edit.run(typed.clone()));
        if text != typed {
            input.set_value(&text);
        }
        value.set(text);
    };
    let hint_id = [id, "-hint"].concat();
    let hint = (!hint.is_empty()).then(|| view! { <p class="meta" id=hint_id.clone()>{hint}</p> });
    let described = {
        let hint_id = if hint.is_some() { hint_id } else { String::new() };
        Signal::derive(move || [error.get().unwrap_or_default(), " ", &hint_id].concat().trim().to_owned())
    };
    let invalid = Signal::derive(move || if error.get().is_some() { Some("true") } else { None });
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {hint}
            <input
                id=id
                node_ref=node
                type=kind.r#type
                inputmode=kind.inputmode
                autocomplete=kind.autocomplete
                maxlength=kind.most
                aria-describedby=described
                aria-invalid=invalid
                prop:value=value
                on:input=edit
            />
        </div>
    }
    .into_any()
}
