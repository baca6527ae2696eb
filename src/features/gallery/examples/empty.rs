//! A list without entries, with a way on.

use super::Side;
use crate::ui::{ButtonKind, ButtonLink, Empty, IconName};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    view! {
        <Empty icon=IconName::Transfer text="Every transfer you make will be listed here.">
            <ButtonLink kind=ButtonKind::Quiet href="/transfer">"Make a transfer"</ButtonLink>
        </Empty>
    }
    .into_any()
}
