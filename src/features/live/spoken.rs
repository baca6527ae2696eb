//! What a screen reader hears on the wallet: each change of state of a transfer under way, once. Other pages say their own words.

use crate::api;
use crate::i18n::{self, t};
use crate::platform::page;
use crate::state::balances::{Balances, use_balances};
use crate::state::location::{Location, use_location};
use crate::state::route::Route;
use contract::points::transfer::State;
use contract::{ProgramId, Transfer, TransferId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A transfer and where it stood.
type Known = Vec<(TransferId, State)>;

/// Listens from now on.
pub fn follow() {
    let (balances, location) = (use_balances(), use_location());
    Effect::new(move |before: Option<Known>| {
        let under_way = balances.shown().map(|shown| shown.wallet.under_way.clone()).unwrap_or_default();
        let before = before.unwrap_or_default();
        if untrack(|| location.route()) == Some(Route::Wallet) {
            let (moved, gone) = difference(&before, &under_way);
            let said: Vec<String> = moved.into_iter().map(|transfer| words(transfer, balances)).collect();
            if !said.is_empty() {
                page::announce(&said.join(". "));
            }
            for id in gone {
                spawn_local(tell_the_end(id, balances, location));
            }
        }
        under_way.into_iter().map(|transfer| (transfer.id, transfer.state)).collect()
    });
}

/// What entered another state since, and what is not under way any more. What is new was not changed.
fn difference<'a>(before: &Known, now: &'a [Transfer]) -> (Vec<&'a Transfer>, Vec<TransferId>) {
    let moved = |transfer: &&Transfer| before.iter().any(|(id, state)| *id == transfer.id && *state != transfer.state);
    let is_gone = |id: &TransferId| now.iter().all(|transfer| transfer.id != *id);
    let gone = before.iter().map(|(id, _)| id).filter(|id| is_gone(id)).cloned();
    (now.iter().filter(moved).collect(), gone.collect())
}

/// The wallet only has what is under way, so how it ended is asked for.
async fn tell_the_end(id: TransferId, balances: Balances, location: Location) {
    if let Ok(transfer) = api::transfers::get(&id).await
        && untrack(|| location.route()) == Some(Route::Wallet)
    {
        page::announce(&untrack(|| words(&transfer, balances)));
    }
}

fn words(transfer: &Transfer, balances: Balances) -> String {
    let name = |id: &ProgramId| balances.program(id).map_or_else(|| id.0.clone(), |program| program.name);
    let pair = t::transfer_pair(&name(&transfer.from_program), &name(&transfer.to_program));
    [&pair, ": ", i18n::transfer_state(transfer.state)].concat()
}
