//! Time drawn: the lots of a balance as one segmented bar, oldest left.

use super::veiled;
use leptos::prelude::*;

/// How soon a segment ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Inside the warning time: amber.
    Soon,
    /// Within a year.
    Next,
    /// Later, or never.
    Later,
}

/// One segment of the bar and its label under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotSegment {
    /// Its share of the bar; shares are relative to their sum.
    pub share: u64,
    /// How soon it ends.
    pub urgency: Urgency,
    /// What stands under the bar, such as `12.300 · 1 thg 12`; empty for no label.
    pub label: String,
}

/// The bar with its labels. The bar is decoration; the labels say the same in words.
#[component]
pub fn LotsBar(
    /// The segments, earliest end first.
    segments: Vec<LotSegment>,
) -> impl IntoView {
    let class = |urgency| match urgency {
        Urgency::Soon => "lot soon",
        Urgency::Next => "lot",
        Urgency::Later => "lot later",
    };
    let bars = segments.iter().map(|segment| {
        view! { <i class=class(segment.urgency) style:flex-grow=segment.share.to_string()></i> }
    });
    let labels = segments.iter().filter(|segment| !segment.label.is_empty()).map(|segment| {
        let class = if segment.urgency == Urgency::Soon { "warn" } else { "" };
        view! { <li class=class>{veiled(segment.label.clone())}</li> }
    });
    view! {
        <div class="lots" aria-hidden="true">{bars.collect_view()}</div>
        <ul class="lot-labels">{labels.collect_view()}</ul>
    }
    .into_any()
}
