//! A question that must be answered before going on, on the native dialog element.

use crate::platform::dom;
use leptos::html;
use leptos::prelude::*;

/// A modal dialog. The browser keeps the focus inside, closes it on Escape and gives the focus back. The focus starts on the element
/// with `autofocus`: put it on the safe button.
#[component]
pub fn Dialog(
    /// Whether it is open; set to `false` by Escape too.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: String,
    /// An id for the heading, unique on the page.
    #[prop(into)]
    id: String,
    /// The question, and its buttons.
    children: ChildrenFn,
) -> impl IntoView {
    let (node, label) = (NodeRef::<html::Dialog>::new(), id.clone());
    Effect::new(move |_| {
        let wanted = open.get();
        if let Some(dialog) = node.get() {
            if wanted { dom::show_modal(&dialog) } else { dom::close(&dialog) }
        }
    });
    // The browser tells late that it has closed it; by then a quick hand may have opened it again.
    let closed = move |_| {
        if !node.get_untracked().is_some_and(|dialog| dom::is_open(&dialog)) {
            open.set(false);
        }
    };
    view! {
        <dialog class="dialog" node_ref=node aria-labelledby=label on:close=closed>
            // It takes the focus of a button that goes.
            <h2 id=id tabindex="-1">{title}</h2>
            {move || open.get().then(|| children())}
            // Nothing outside is heard while it is open. Anew at each opening: what was said before is over.
            {move || open.get().then(|| view! { <p class="visually-hidden said" role="status"></p> })}
        </dialog>
    }
    .into_any()
}
