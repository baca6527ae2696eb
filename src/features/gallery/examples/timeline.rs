//! A transfer that is half done and waits for an answer.

use super::Side;
use crate::ui::{Timeline, TimelineDot, TimelineItem};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let step = |dot, text: &str, time: &str| TimelineItem { dot, text: text.into(), time: time.into() };
    let steps = vec![
        step(TimelineDot::Done, "Confirmed", "09:02"),
        step(TimelineDot::Done, "SkyJoy took 20,000", "09:32"),
        step(TimelineDot::Bad, "LynkiD has not answered", "09:34"),
        step(TimelineDot::Todo, "LynkiD credits 20,000", "~09:36"),
    ];
    view! { <Timeline items=steps/> }.into_any()
}
