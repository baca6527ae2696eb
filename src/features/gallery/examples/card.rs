//! A card with a heading.

use super::Side;
use crate::ui::Card;
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    view! { <Card><h3>"SkyJoy"</h3><p class="meta">"Silver"</p></Card> }.into_any()
}
