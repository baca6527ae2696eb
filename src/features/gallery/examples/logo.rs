//! A name in letters, and a picture.

use super::Side;
use crate::ui::Logo;
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let picture = Some("/favicon.svg".to_owned());
    view! { <p class="gallery-row"><Logo name="gom" picture=None/><Logo name="Mây" picture=picture/></p> }.into_any()
}
