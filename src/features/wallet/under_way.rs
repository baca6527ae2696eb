//! Transfers that are not over, each as what happened last and what comes next.

use super::model::program_name;
use crate::i18n::{self, t};
use crate::state::balances::Shown;
use crate::state::route::Route;
use crate::ui::{Timeline, TimelineDot, TimelineItem};
use contract::points::transfer::State;
use contract::points::{Points, Timestamp};
use contract::{Transfer, Wallet};
use leptos::prelude::*;

/// The section, or nothing when nothing is under way.
pub fn under_way(shown: &Shown) -> AnyView {
    let (wallet, now) = (&shown.wallet, shown.server_now());
    if wallet.under_way.is_empty() {
        return ().into_any();
    }
    let transfers = wallet.under_way.iter().map(|transfer| {
        let names = Names::of(transfer, wallet);
        view! {
            <h3><a href=Route::TransferDetail(transfer.id.clone()).path()>{[&names.from, " → ", &names.to].concat()}</a></h3>
            <Timeline items=steps(transfer, &names, now)/>
        }
        .into_any()
    });
    view! { <section class="under-way"><h2>{t::wallet_under_way()}</h2>{transfers.collect_view()}</section> }.into_any()
}

struct Names {
    from: String,
    to: String,
}

impl Names {
    fn of(transfer: &Transfer, wallet: &Wallet) -> Names {
        let name = |id: &str| program_name(wallet, id).to_string();
        Names { from: name(&transfer.from_program.0), to: name(&transfer.to_program.0) }
    }
}

fn steps(transfer: &Transfer, names: &Names, now: Timestamp) -> Vec<TimelineItem> {
    let amount = i18n::own(i18n::points(transfer.amount));
    let arriving = transfer.received.checked_add(transfer.bonus).unwrap_or(Points::ZERO);
    let entered = transfer.events.last().map_or(transfer.accepted_at, |event| event.at);
    let item = |dot, text: String, at| TimelineItem { dot, text, time: i18n::date_time(at, now) };
    let done = |text, at| item(TimelineDot::Done, text, at);
    let next = |text: String, by: Option<Timestamp>| {
        let time = by.map(|by| ["~", &i18n::date_time(by, now)].concat()).unwrap_or_default();
        TimelineItem { dot: TimelineDot::Todo, text, time }
    };
    let debited = transfer.events.iter().find(|event| event.state == State::Debited).map_or(entered, |event| event.at);
    let mut steps = match transfer.state {
        State::Waiting => vec![
            done(t::wallet_step_confirmed().into(), transfer.accepted_at),
            next(t::wallet_step_debit(&names.from, &amount), Some(transfer.cancel_until)),
        ],
        State::Debiting => vec![
            done(t::wallet_step_confirmed().into(), transfer.accepted_at),
            next(t::wallet_step_debit(&names.from, &amount), None),
        ],
        State::Debited | State::Crediting => vec![
            done(t::wallet_step_debited(&names.from, &amount), debited),
            next(t::wallet_step_credit(&names.to, &i18n::own(i18n::points(arriving))), transfer.usual_by),
        ],
        state => return vec![item(TimelineDot::Bad, i18n::transfer_state(state).into(), entered)],
    };
    if let Some(since) = transfer.silent_since {
        let whose = if transfer.state.asks_target() { &names.to } else { &names.from };
        steps.insert(1, item(TimelineDot::Bad, t::wallet_step_silent(whose), since));
    }
    steps
}
