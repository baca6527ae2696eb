//! What follows an edit once the member pauses: the address keeps the choice, and a screen reader hears the preview once.

use super::draft::Draft;
use super::model::amount;
use super::words;
use crate::i18n::{self, t};
use crate::platform::{page, timer};
use crate::state::location::use_location;
use crate::state::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// How long a pause is.
const PAUSE_MS: u32 = 800;

/// Follows the form for as long as it is on screen. The first state is not told: the member has not done anything yet.
pub fn follow(draft: Draft) {
    let location = use_location();
    // How many edits there were; the last number when the form is gone, so that no pause ends any more.
    let edits = Arc::new(AtomicU32::new(0));
    let gone = edits.clone();
    on_cleanup(move || gone.store(u32::MAX, Ordering::Relaxed));
    Effect::new(move |before: Option<(String, String)>| {
        let now = (path(draft), draft.text());
        if before.is_some_and(|before| before != now) {
            let edit = edits.fetch_add(1, Ordering::Relaxed) + 1;
            let (edits, path) = (edits.clone(), now.0.clone());
            spawn_local(async move {
                timer::sleep(PAUSE_MS).await;
                if edits.load(Ordering::Relaxed) == edit {
                    location.replace(&path);
                    page::announce(&untrack(|| summary(draft)));
                }
            });
        }
        now
    });
}

/// The address of the form as it stands.
fn path(draft: Draft) -> String {
    let Some(deal) = draft.deal() else { return Route::Transfer.path() };
    let mut path = [&Route::Transfer.path(), "?from=", &deal.from.program.id.0, "&to=", &deal.to.program.id.0].concat();
    if let Ok(amount) = amount::read(&draft.text()) {
        path.push_str(&["&amount=", &amount.get().to_string()].concat());
    }
    path
}

/// The preview in one sentence.
fn summary(draft: Draft) -> String {
    let (Some(deal), Some(preview)) = (draft.deal(), draft.preview()) else { return String::new() };
    match preview {
        Ok(preview) => {
            let arrives = [t::transfer_arrives(), " ", &words::amount(preview.total, &deal.to.program.unit)].concat();
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
