//! A server that had a problem; the way out makes the panel go away.

use super::Side;
use crate::ui::{ErrorPanel, dynamic};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let failed = RwSignal::new(true);
    let again = Callback::new(move |()| failed.set(false));
    dynamic(move || match failed.get() {
        true => view! {
            <ErrorPanel text="The server had a problem. Your points have not changed." detail="Support code: r-4711"
                action="Try again" on_action=again/>
        }
        .into_any(),
        false => view! { <p>"It works again."</p> }.into_any(),
    })
}
