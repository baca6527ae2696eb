//! Two programs and their names.

use super::Side;
use crate::ui::Monogram;
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    view! {
        <p class="gallery-row"><Monogram letters="LM" color="#006885"/>"Lotusmiles"</p>
        <p class="gallery-row"><Monogram letters="SJ" color="#d7001e"/>"SkyJoy"</p>
    }
    .into_any()
}
