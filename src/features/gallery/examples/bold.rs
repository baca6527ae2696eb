//! Two amounts stand out of their sentence.

use super::Side;
use crate::ui::bold;
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    view! { <p>{bold("*4,000 points* become *2,000 miles*")}</p> }.into_any()
}
