//! Choices in two groups.

use super::Side;
use crate::ui::{Choices, Select};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let chosen = RwSignal::new("skyjoy".to_owned());
    let group = |heading: &str, names: &[&str]| Choices {
        heading: heading.into(),
        choices: names.iter().map(|name| (name.to_lowercase(), (*name).to_owned())).collect(),
    };
    let choices = vec![group("In your wallet", &["LynkiD", "SkyJoy"]), group("Other programs", &["Avios"])];
    view! {
        <Select
            label="Program"
            choices=Signal::stored(choices)
            chosen=chosen
            on_choose=move |program| chosen.set(program)
        />
    }
    .into_any()
}
