//! A question whose safe answer has the focus.

use super::Side;
use crate::ui::{Button, ButtonKind, Dialog};
use leptos::prelude::*;

pub fn example(side: Side) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button kind=ButtonKind::Quiet on_press=move |()| open.set(true)>"Cancel the transfer"</Button>
        <Dialog open=open title="Cancel the transfer?" id=side.id("gallery-question-light", "gallery-question-dark")>
            <p>"4,000 points go back to SkyJoy."</p>
            <button type="button" class="button quiet" autofocus=true on:click=move |_| open.set(false)>"Go back"</button>
            <Button kind=ButtonKind::Danger on_press=move |()| open.set(false)>"Cancel it"</Button>
        </Dialog>
    }
    .into_any()
}
