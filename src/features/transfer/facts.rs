//! Facts as a list of names and values: the preview, the review and the receipt are made of them.

use leptos::prelude::*;

/// One fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// How much or when.
    pub value: String,
    /// The same in words, or what belongs to it; empty for nothing.
    pub note: String,
    /// Whether it is a loss.
    pub bad: bool,
}

/// A plain fact.
pub fn fact(name: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact { name: name.into(), value: value.into(), ..Fact::default() }
}

impl Fact {
    /// With words under the value.
    pub fn note(mut self, note: impl Into<String>) -> Fact {
        self.note = note.into();
        self
    }

    /// As a loss, if it is one.
    pub fn bad_if(mut self, bad: bool) -> Fact {
        self.bad = bad;
        self
    }
}

/// The list.
pub fn list(facts: Vec<Fact>) -> AnyView {
    let rows = facts.into_iter().map(|fact| {
        let note = (!fact.note.is_empty()).then(|| view! { <span class="fact-note">{fact.note}</span> });
        let class = if fact.bad { "bad" } else { "" };
        view! { <div class=class><dt>{fact.name}</dt><dd><b>{fact.value}</b>{note}</dd></div> }.into_any()
    });
    view! { <dl class="truth">{rows.collect_view()}</dl> }.into_any()
}

/// The list as lines of text, for the clipboard.
pub fn lines(facts: &[Fact]) -> String {
    let line = |fact: &Fact| [&fact.name, ": ", &fact.value].concat();
    facts.iter().map(line).collect::<Vec<String>>().join("\n")
}
