//! The search field. What is typed is searched once the member pauses, or at once by Enter; each search is an entry of the history.

use super::query;
use crate::api::rewards::Search;
use crate::i18n::{self, pages as t};
use crate::state::location::{Location, use_location};
use crate::state::pause::Pause;
use crate::ui::{Icon, IconName};
use contract::limits::SEARCH_CHARS;
use leptos::html;
use leptos::prelude::*;

/// How long a pause is: longer than between two keys, shorter than a wait.
const PAUSE_MS: u32 = 300;
/// The id of the sentence under the field.
const HINT: &str = "search-hint";

/// The field with its clear button, and a sentence when more was typed than is searched.
#[component]
pub fn SearchField(
    /// The search in force.
    search: Memo<Search>,
) -> impl IntoView {
    let (location, pause) = (use_location(), Pause::new());
    let node = NodeRef::<html::Input>::new();
    let (text, too_long) = (RwSignal::new(search.get_untracked().q), RwSignal::new(false));
    // Back, forward and the way out of an empty result change the words too; what is being typed is left alone.
    Effect::new(move |_| {
        let q = search.with(|search| search.q.clone());
        if text.with_untracked(|text| query::words(text)) != q {
            text.set(q);
            too_long.set(false);
        }
    });
    let settle = move || settle(location, search, text);
    let (typing, entered, clearing) = (pause.clone(), pause.clone(), pause);
    let edit = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let typed = input.value();
        let cut = query::cut(&typed);
        too_long.set(cut.len() < typed.len());
        if cut.len() < typed.len() {
            input.set_value(cut);
        }
        text.set(cut.to_owned());
        typing.edit(PAUSE_MS, settle);
    };
    let clear = move |_| {
        clearing.over();
        text.set(String::new());
        too_long.set(false);
        settle();
        if let Some(input) = node.get_untracked() {
            // Nothing to focus when the field has left the document.
            let _ = input.focus();
        }
    };
    let hint = Signal::derive(move || {
        if too_long.get() { t::rewards_search_long(&i18n::number(SEARCH_CHARS as u64)) } else { String::new() }
    });
    view! {
        <form
            role="search"
            class="search"
            on:submit=move |event| { event.prevent_default(); entered.over(); settle(); }
        >
            <label class="search-field">
                <Icon name=IconName::Search/>
                <span class="visually-hidden">{t::rewards_search()}</span>
                <input
                    node_ref=node
                    type="search"
                    dir="auto"
                    autocomplete="off"
                    enterkeyhint="search"
                    placeholder=t::rewards_search_hint()
                    aria-describedby=HINT
                    prop:value=text
                    on:input=edit
                />
            </label>
            <button type="button" class="search-clear" aria-label=t::rewards_search_clear() hidden=move || text.with(String::is_empty) on:click=clear>
                <Icon name=IconName::Close/>
            </button>
        </form>
        <p class="meta search-hint" id=HINT role="status">{hint}</p>
    }
    .into_any()
}

/// Searches the words of the field together with the filters in force by now.
fn settle(location: Location, search: Memo<Search>, text: RwSignal<String>) {
    let (now, q) = (search.get_untracked(), text.with_untracked(|text| query::words(text)));
    if now.q != q {
        location.go(&query::address(&Search { q, ..now }));
    }
}
