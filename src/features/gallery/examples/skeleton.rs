//! Two cards that are on their way.

use super::Side;
use crate::ui::Skeleton;
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    view! { <Skeleton label="Loading" cards=2/> }.into_any()
}
