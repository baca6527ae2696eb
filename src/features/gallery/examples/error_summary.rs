//! A sentence that appears above the field it is about.

use super::Side;
use crate::ui::{Button, ButtonKind, ErrorSummary, dynamic};
use leptos::prelude::*;

pub fn example(side: Side) -> AnyView {
    let (id, field) =
        (side.id("gallery-wrong-light", "gallery-wrong-dark"), side.id("gallery-check-light", "gallery-check-dark"));
    let wrong = RwSignal::new(false);
    view! {
        {dynamic(move || match wrong.get() {
            true => view! { <ErrorSummary id=id text="Enter your phone number." field=field/> }.into_any(),
            false => ().into_any(),
        })}
        <Button kind=ButtonKind::Quiet id=field on_press=move |()| wrong.set(true)>"Check"</Button>
    }
    .into_any()
}
