//! What happened and what comes next, with real clock times.

use super::veiled;
use leptos::prelude::*;

/// How a step is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineDot {
    /// It happened.
    Done,
    /// It is in the way.
    Bad,
    /// It is to come.
    Todo,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineItem {
    /// Its mark.
    pub dot: TimelineDot,
    /// What it is.
    pub text: String,
    /// When it was, or is expected; empty if nobody knows.
    pub time: String,
}

/// Steps from top to bottom: filled dots happened, hollow ones are to come, and what is in the way has corners.
#[component]
pub fn Timeline(
    /// The steps, oldest first.
    items: Vec<TimelineItem>,
) -> impl IntoView {
    let items = items.into_iter().map(|item| {
        let class = match item.dot {
            TimelineDot::Done => "",
            TimelineDot::Bad => "bad",
            TimelineDot::Todo => "todo",
        };
        view! { <li class=class><i aria-hidden="true"></i><span>{veiled(item.text)}</span><span class="meta">{item.time}</span></li> }
    });
    view! { <ol class="timeline">{items.collect_view()}</ol> }.into_any()
}
