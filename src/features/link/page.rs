//! The page: fetches the programs, and shows their list or the form of the one that the address names.

use super::form::form;
use super::list::list;
use super::model::{Choice, choices};
use crate::api::{self, ApiError};
use crate::i18n::pages as t;
use crate::platform::page as document;
use crate::state::balances::use_balances;
use crate::state::call::Call;
use crate::state::failure::Failure;
use crate::state::location::use_location;
use crate::state::session::use_me;
use crate::state::title;
use crate::ui::{PageHeader, Skeleton, dynamic};
use contract::Program;
use leptos::prelude::*;

/// The name in the address.
pub const PARAMETER: &str = "program";

/// The page.
pub fn page() -> AnyView {
    let (balances, location) = (use_balances(), use_location());
    balances.refresh();
    let programs = Call::new();
    programs.start(api::programs::list());
    let retry = Callback::new(move |()| programs.start(api::programs::list()));
    let chosen = Memo::new(move |_| location.parameter(PARAMETER));
    Effect::new(move |before: Option<()>| {
        // Choosing takes the list away, and with it the link that had the focus; the form puts it into its own field.
        if chosen.get().is_none() && before.is_some() {
            title::set(t::link_title());
            document::focus(document::MAIN);
        }
    });
    let me = use_me();
    // What is drawn changes only with this: a refreshed wallet must not take away what was typed into the form.
    let shows = Memo::new(move |_| match (programs.answer(), balances.shown(), balances.error()) {
        (Some(Err(error)), ..) => Shows::Failed(error),
        (None, ..) | (_, None, None) => Shows::Nothing,
        (Some(Ok(programs)), shown, _) => {
            let memberships = shown.as_ref().map(|shown| shown.wallet.memberships.as_slice()).unwrap_or_default();
            let zone = me.get().map(|me| me.zone).unwrap_or_default();
            chosen_or_all(choices(&programs.items, memberships, &zone), chosen.get().as_deref())
        }
    });
    let body = dynamic(move || match shows.get() {
        Shows::Nothing => view! { {header()}<Skeleton label=t::app_loading() cards=5/> }.into_any(),
        Shows::Failed(error) => view! { {header()}<Failure error=error retry=retry/> }.into_any(),
        Shows::All(choices) => list(&choices),
        Shows::Form(program) => form(*program),
    });
    view! { <div class="linking">{body}</div> }.into_any()
}

#[derive(Clone, PartialEq, Eq)]
enum Shows {
    Nothing,
    Failed(ApiError),
    All(Vec<Choice>),
    Form(Box<Program>),
}

/// The heading of the list, and of what stands in its place.
pub fn header() -> AnyView {
    view! { <PageHeader title=t::link_title().to_string()/> }.into_any()
}

fn chosen_or_all(choices: Vec<Choice>, chosen: Option<&str>) -> Shows {
    let free = |choice: &&Choice| choice.linked.is_none() && Some(choice.program.id.0.as_str()) == chosen;
    match choices.iter().find(free) {
        Some(choice) => Shows::Form(Box::new(choice.program.clone())),
        None => Shows::All(choices),
    }
}
