//! Three lots: one ends soon, one within a year, one later.

use super::Side;
use crate::ui::{LotSegment, LotsBar, Urgency};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let lot = |share, urgency, label: &str| LotSegment { share, urgency, label: label.to_owned() };
    let segments = vec![
        lot(12_300, Urgency::Soon, "12,300 · 1 Dec"),
        lot(8_900, Urgency::Next, "8,900 · Jun"),
        lot(17_550, Urgency::Later, "17,550 · Dec ’27"),
    ];
    view! { <LotsBar segments=segments/> }.into_any()
}
