//! A message; in the app it stands above everything else and goes away by itself.

use super::Side;
use crate::ui::{Button, ButtonKind, ToastRegion};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let toasts = RwSignal::new(vec![(0, "Receipt copied".to_string())]);
    let more = move |()| toasts.update(|toasts| toasts.push((toasts.len() as u32, "And again".to_string())));
    view! {
        <Button kind=ButtonKind::Quiet on_press=more>"Say something"</Button>
        <ToastRegion toasts=toasts/>
    }
    .into_any()
}
