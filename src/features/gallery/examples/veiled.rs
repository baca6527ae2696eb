//! An amount that is hidden, in its sentence.

use super::Side;
use crate::i18n::DOTS;
use crate::ui::veiled;
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let text = ["SkyJoy took ", DOTS].concat();
    view! { <p>{veiled(text)}</p><p>{veiled("SkyJoy took 4,000".into())}</p> }.into_any()
}
