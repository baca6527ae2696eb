//! The three kinds; the first counts its presses and is busy at every third.

use super::Side;
use crate::ui::{Button, ButtonKind, ButtonLink};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let presses = RwSignal::new(0);
    let busy = Signal::derive(move || presses.get() % 3 == 2);
    let press = move |()| presses.update(|presses| *presses += 1);
    view! {
        <Button busy=busy on_press=press>"Transfer "{presses}</Button>
        <Button kind=ButtonKind::Quiet on_press=move |()| presses.set(0)>"Start again"</Button>
        <Button kind=ButtonKind::Danger disabled=true on_press=|()| ()>"Close account"</Button>
        <ButtonLink kind=ButtonKind::Quiet href="/">"To the wallet"</ButtonLink>
    }
    .into_any()
}
