//! A view that follows a signal.

use super::Side;
use crate::ui::{Button, ButtonKind, dynamic};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let shown = RwSignal::new(true);
    view! {
        <Button kind=ButtonKind::Quiet on_press=move |()| shown.update(|shown| *shown = !*shown)>"Change"</Button>
        {dynamic(move || if shown.get() { view! { <p>"Here"</p> }.into_any() } else { view! { <p>"Gone"</p> }.into_any() })}
    }
    .into_any()
}
