//! The programs to choose from.

use super::model::Choice;
use super::page::{PARAMETER, header};
use crate::i18n::pages as t;
use crate::state::route::Route;
use crate::ui::Monogram;
use contract::{Owner, Program};
use leptos::prelude::*;

/// All of them; the ones in the wallet lead to their pages.
pub fn list(choices: &[Choice]) -> AnyView {
    let rows = choices.iter().map(row).collect_view();
    view! { {header()}<p class="lead">{t::link_lead()}</p><ul class="link-list">{rows}</ul> }.into_any()
}

fn row(choice: &Choice) -> AnyView {
    let program = &choice.program;
    let href = match &choice.linked {
        Some(id) => Route::Program(id.clone()).path(),
        None => [&Route::Link.path(), "?", PARAMETER, "=", &program.id.0].concat(),
    };
    let linked = choice.linked.as_ref().map(|_| view! { <span class="tag">{t::link_already()}</span> });
    view! {
        <li>
            <a href=href>
                <Monogram letters=program.monogram.clone() color=program.brand_color.clone()/>
                <span class="link-text"><b>{program.name.clone()}</b><span class="meta">{facts(program)}</span></span>
                {linked}
            </a>
        </li>
    }
    .into_any()
}

/// What it is, and who keeps its balances.
pub fn facts(program: &Program) -> String {
    let owner = if program.owner == Owner::InHouse { t::link_in_house() } else { t::link_mirror() };
    match kind(&program.kind) {
        "" => owner.to_owned(),
        kind => [kind, " · ", owner].concat(),
    }
}

fn kind(kind: &str) -> &'static str {
    match kind {
        "airline" => t::link_kind_airline(),
        "bank" => t::link_kind_bank(),
        "coalition" => t::link_kind_coalition(),
        "coffee" => t::link_kind_coffee(),
        "gifting" => t::link_kind_gifting(),
        "hotel" => t::link_kind_hotel(),
        "telecom" => t::link_kind_telecom(),
        "travel" => t::link_kind_travel(),
        _ => "",
    }
}
