//! A plain fact, a fresh one, an old one.

use super::Side;
use crate::ui::{Chip, Dot};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    view! {
        <p><Chip>"10,412 rewards"</Chip></p>
        <p><Chip dot=Dot::Good>"2 minutes ago"</Chip></p>
        <p><Chip dot=Dot::Warn>"yesterday"</Chip></p>
    }
    .into_any()
}
