//! One choice out of a few, as a group of radio buttons that look like segments.

use leptos::prelude::*;

/// One value of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choosable {
    /// What is chosen by it.
    pub value: String,
    /// Its words.
    pub label: String,
    /// The language of the words; empty for the page's.
    pub lang: &'static str,
}

/// The group.
#[component]
pub fn Choice(
    /// The name of the group, unique on the page.
    name: &'static str,
    /// What is chosen here.
    #[prop(into)]
    legend: String,
    /// The values.
    choices: Vec<Choosable>,
    /// The chosen value.
    #[prop(into)]
    chosen: Signal<String>,
    /// Another value was chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let choice = |choice: Choosable| {
        let Choosable { value, label, lang } = choice;
        let (own, picked) = (value.clone(), value.clone());
        let checked = Signal::derive(move || chosen.with(|chosen| *chosen == own));
        let lang = (!lang.is_empty()).then_some(lang);
        view! {
            <label class="choice" lang=lang>
                <input type="radio" name=name value=value prop:checked=checked on:change=move |_| on_choose.run(picked.clone())/>
                <span>{label}</span>
            </label>
        }
    };
    let choices = choices.into_iter().map(choice).collect_view();
    view! { <fieldset class="choices"><legend>{legend}</legend><div>{choices}</div></fieldset> }.into_any()
}
