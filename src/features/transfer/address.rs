//! What follows an edit once the member pauses: the address keeps the choice, and a screen reader hears the preview once.

use super::draft::Draft;
use super::model::amount;
use super::words;
use crate::i18n::{self, pages as t};
use crate::platform::page;
use crate::state::location::use_location;
use crate::state::pause::Pause;
use crate::state::route::Route;
use contract::points::Points;
use contract::{ProgramId, Transfer};
use leptos::prelude::*;

/// How long a pause is.
const PAUSE_MS: u32 = 800;

/// Follows the form for as long as it is on screen. The first state is not told: the member has not done anything yet.
pub fn follow(draft: Draft) {
    let (location, pause) = (use_location(), Pause::new());
    Effect::new(move |before: Option<(String, String)>| {
        let now = (path(draft), draft.text());
        if before.is_some_and(|before| before != now) {
            let path = now.0.clone();
            pause.edit(PAUSE_MS, move || {
                location.replace(&path);
                page::announce(&untrack(|| summary(draft)));
            });
        }
        now
    });
}

/// The address of the form as it stands.
fn path(draft: Draft) -> String {
    let Some(deal) = draft.deal() else { return Route::Transfer.path() };
    of(&deal.from.program.id, &deal.to.program.id, amount::read(&draft.text()).ok())
}

/// The address of the form for the same transfer once more.
pub fn again(transfer: &Transfer) -> String {
    of(&transfer.from_program, &transfer.to_program, Some(transfer.amount))
}

fn of(from: &ProgramId, to: &ProgramId, amount: Option<Points>) -> String {
    let amount = amount.map(|amount| ["&amount=", &amount.get().to_string()].concat()).unwrap_or_default();
    [&Route::Transfer.path(), "?from=", &from.0, "&to=", &to.0, &amount].concat()
}

/// The preview in one sentence.
fn summary(draft: Draft) -> String {
    let (Some(deal), Some(preview)) = (draft.deal(), draft.preview()) else { return String::new() };
    match preview {
        Ok(preview) => {
            let arrives = [t::transfer_arrives(), " ", &i18n::amount(preview.total, &deal.to.program.unit)].concat();
            match (preview.received, preview.change) {
                (Some(value), Some(change)) => {
                    let worth = t::transfer_with_change(&i18n::approx_money(&value), &i18n::percent(change));
                    [&arrives, ", ", &worth].concat()
                }
                _ => arrives,
            }
        }
        Err(problem) => words::problem(&problem, deal.ask.pair.current.terms.min, &deal.from.program.unit),
    }
}
