//! Program and order, as lists of the browser.

use super::query;
use crate::api::rewards::Search;
use crate::i18n::pages as t;
use crate::state::balances::{Balances, use_balances};
use crate::state::location::use_location;
use crate::state::pause::Pause;
use crate::ui::{Choices, Select};
use contract::{Program, RewardSort};
use leptos::prelude::*;

/// An arrow key chooses at once in some browsers; only where it comes to rest is a search.
const PAUSE_MS: u32 = 300;

/// Both lists.
#[component]
pub fn Selects(
    /// The search in force.
    search: Memo<Search>,
    /// All programs, once they are known.
    #[prop(into)]
    programs: Signal<Vec<Program>>,
) -> impl IntoView {
    let balances = use_balances();
    let on_program = change(search, |search, program| search.program = program);
    let on_sort = change(search, |search, sort| search.sort = RewardSort::from_tag(&sort).unwrap_or_default());
    let choices = move || programs.with(|programs| by_membership(programs, balances, &search.get().program));
    view! {
        <div class="filter-line">
            <Select
                label=t::rewards_program()
                choices=Signal::derive(choices)
                chosen=Signal::derive(move || search.get().program)
                on_choose=on_program
            />
            <Select
                label=t::rewards_sort()
                choices=Signal::stored(sorts())
                chosen=Signal::derive(move || search.get().sort.tag().to_owned())
                on_choose=on_sort
            />
        </div>
    }
    .into_any()
}

/// Goes to the search that a choice makes of the one in force by then.
fn change(search: Memo<Search>, apply: fn(&mut Search, String)) -> Callback<String> {
    let (location, pause) = (use_location(), Pause::new());
    Callback::new(move |value: String| {
        pause.edit(PAUSE_MS, move || {
            let mut wanted = search.get_untracked();
            apply(&mut wanted, value);
            location.go(&query::address(&wanted));
        });
    })
}

/// All programs, the member's own first.
fn by_membership(programs: &[Program], balances: Balances, chosen: &str) -> Vec<Choices> {
    let named = |program: &Program| (program.id.0.clone(), program.name.clone());
    let (own, others): (Vec<&Program>, Vec<&Program>) =
        programs.iter().partition(|program| balances.program(&program.id).is_some());
    let group = |heading: &str, programs: Vec<&Program>| Choices {
        heading: heading.to_owned(),
        choices: programs.into_iter().map(named).collect(),
    };
    let mut all = vec![(String::new(), t::rewards_program_all().to_owned())];
    if !chosen.is_empty() && !programs.iter().any(|program| program.id.0 == chosen) {
        all.push((chosen.to_owned(), chosen.to_owned()));
    }
    let mut groups = vec![Choices { heading: String::new(), choices: all }];
    groups.extend([group(t::rewards_program_own(), own), group(t::rewards_program_others(), others)]);
    groups.retain(|group| !group.choices.is_empty());
    groups
}

fn sorts() -> Vec<Choices> {
    let words = |sort| match sort {
        RewardSort::Best => t::rewards_sort_best(),
        RewardSort::Cheapest => t::rewards_sort_cheapest(),
        RewardSort::Dearest => t::rewards_sort_dearest(),
        RewardSort::Newest => t::rewards_sort_newest(),
    };
    let choices = RewardSort::ALL.map(|sort| (sort.tag().to_owned(), words(sort).to_owned()));
    vec![Choices { heading: String::new(), choices: choices.into() }]
}
