//! A lot that ends soon.

use super::Side;
use crate::ui::{Alert, bold};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    view! { <Alert href="/" action="See points">{bold("*12,300 miles* of Lotusmiles end in *9 days*")}</Alert> }
        .into_any()
}
