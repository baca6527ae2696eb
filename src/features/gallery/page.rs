//! The page: each widget twice, with its criteria and the code of the example.

use super::examples::{Side, TOP, WIDGETS, Widget};
use leptos::prelude::*;

/// The gallery.
pub fn page() -> AnyView {
    let widgets = WIDGETS.iter().map(widget).collect_view();
    view! {
        <div class="gallery" lang="en">
            {TOP(Side::Light)}
            <p class="meta">"Every widget of the app: the code on the page is the code that runs."</p>
            {widgets}
        </div>
    }
    .into_any()
}

fn widget(widget: &Widget) -> AnyView {
    let criteria = widget.criteria.iter().map(|criterion| view! { <li>{*criterion}</li> }).collect_view();
    let sides = widget.view.map(|view| {
        view! {
            <div class="gallery-sides">
                <div class="gallery-side light">{view(Side::Light)}</div>
                <div class="gallery-side dark">{view(Side::Dark)}</div>
            </div>
        }
    });
    view! {
        <section>
            <h2>{widget.name}</h2>
            {sides}
            <ul class="gallery-criteria">{criteria}</ul>
            <details><summary>"Code"</summary><pre><code>{widget.code}</code></pre></details>
        </section>
    }
    .into_any()
}
