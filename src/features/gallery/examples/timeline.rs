//! A transfer that is half done.

use super::Side;
use crate::ui::{Timeline, TimelineItem};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let step = |done, text: &str, time: &str| TimelineItem { done, text: text.into(), time: time.into() };
    let steps = vec![
        step(true, "Confirmed", "09:02"),
        step(true, "SkyJoy took 20,000", "09:32"),
        step(false, "LynkiD credits 20,000", "~09:36"),
    ];
    view! { <Timeline items=steps/> }.into_any()
}
