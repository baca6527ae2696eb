//! One transfer: where it stands, what can still be done about it, its timeline and its receipt.

use super::actions::{Actions, about, head};
use super::address::again;
use super::facts::{self, fact};
use super::model::timeline::{is_back, is_final, is_late, is_slow, is_step, silent_since, was_debited};
use super::receipt::{in_full, receipt};
use super::steps::{Told, timeline};
use super::watch::{Seen, Watch, watch};
use super::words;
use crate::api::{self, ApiError};
use crate::i18n::{self, pages as t};
use crate::platform::{page, timer};
use crate::state::balances::use_balances;
use crate::state::call::Call;
use crate::state::config;
use crate::state::failure::Failure;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::state::session::{is_demo, use_me};
use crate::state::stale::stale;
use crate::state::ticker::ServerClock;
use crate::state::turns::Turns;
use crate::ui::{Back, ButtonKind, ButtonLink, Empty, IconName, PageHeader, Skeleton, dynamic};
use contract::TransferId;
use contract::points::transfer::State;
use contract::points::{Observed, Timestamp};
use leptos::prelude::*;

/// The page.
pub fn detail(id: TransferId) -> AnyView {
    let balances = use_balances();
    if untrack(|| balances.shown()).is_none() {
        balances.refresh();
    }
    let watch = watch(id);
    let observed = observed(watch);
    let clock = use_now();
    let now = Signal::derive(move || ServerClock::of_wallet().of(clock.get()));
    let told = Memo::new(move |_| match watch.seen() {
        Seen::There(transfer) if balances.known() => Some(Told::new(*transfer, balances)),
        _ => None,
    });
    // Where it cannot be asked for: what the wallet has of it.
    let kept = Memo::new(move |_| match watch.seen() {
        Seen::Failed(_) => Some(Told::new(balances.under_way(&watch.id()?)?, balances)),
        _ => None,
    });
    announce(told, now);
    let title = Signal::derive(move || {
        told.get().or_else(|| kept.get()).map_or_else(|| t::page_transfer_detail().to_owned(), |told| told.title())
    });
    let body = dynamic(move || match (told.get(), kept.get(), watch.seen()) {
        (Some(told), ..) => there(&told, observed.get(), now.get()),
        (None, Some(kept), Seen::Failed(error)) => old(watch, &error, &kept, now.get_untracked()),
        // The wallet may still be on its way from this device.
        (None, _, Seen::Failed(_)) if !balances.known() => loading(),
        _ => missing(watch),
    });
    // What was accepted is drawn first, then comes what can be kept of it.
    let turns = Turns::new();
    turns.begin_drawn(1);
    let proof = turns.part(1, move || match told.get() {
        Some(told) => receipt(&told),
        None => ().into_any(),
    });
    let demo = untrack(|| is_demo(use_me()));
    let sample = if demo { [" · ", t::app_sample_data()].concat() } else { String::new() };
    let printed = move || [&config::name(), " · ", &t::transfer_printed(&in_full(now.get())), &sample].concat();
    view! {
        <div class="transfer transfer-one">
            <p class="print-only">{printed}</p>
            <Back href=Route::Transfers.path()>{t::transfer_history()}</Back>
            <PageHeader title=title/>
            <div class="transfer-columns">
                <div>
                    <Actions watch=watch told=told/>
                    {body}
                </div>
                {proof}
            </div>
        </div>
    }
    .into_any()
}

/// How long others waited for the same, as soon as it is known; it is asked for once the transfer is drawn.
fn observed(watch: Watch) -> Memo<Option<Observed>> {
    let pair = Call::new();
    let asked = Memo::new(move |_| match watch.seen() {
        Seen::There(there) => Some((there.from_program.clone(), there.to_program.clone())),
        _ => None,
    });
    Effect::new(move |_| {
        if let Some((from, to)) = asked.get() {
            pair.start(async move {
                timer::drawn().await;
                api::pairs::history(&from, &to).await
            });
        }
    });
    Memo::new(move |_| match pair.answer() {
        Some(Ok(history)) => history.pair.observed,
        _ => None,
    })
}

fn there(told: &Told, observed: Option<Observed>, now: Timestamp) -> AnyView {
    // Where the end is not known, it is of no use to hear that nothing is known of others either.
    let is_told = observed.is_some() || told.transfer.state != State::Unresolved;
    let before = (is_told && !is_final(&told.transfer)).then(|| {
        let before = fact(t::transfer_observed_name(), words::observed(observed));
        facts::list(vec![before])
    });
    let slow = observed.filter(|observed| is_slow(&told.transfer, *observed, now)).map(|observed| {
        let text = t::transfer_slow(&i18n::length(observed.most_seconds.max(1)));
        view! { <p class="alert"><span>{text}</span></p> }
    });
    let late = told.transfer.latest_by.filter(|_| is_late(&told.transfer, now)).map(|latest| {
        view! { <p class="alert"><span>{t::transfer_late(&words::when(latest, now), if was_debited(&told.transfer) { &told.to.name } else { &told.from.name })}</span></p> }
    });
    let silent = silence(told, now).map(|text| view! { <p class="alert"><span>{text}</span></p> });
    let next = is_back(&told.transfer).then(|| {
        let (again, wallet) = (again(&told.transfer), Route::Wallet.path());
        view! {
            <div class="buttons">
                <ButtonLink kind=ButtonKind::Quiet href=again>{t::transfer_again()}</ButtonLink>
                <ButtonLink kind=ButtonKind::Quiet href=wallet>{t::not_found_home()}</ButtonLink>
            </div>
        }
    });
    view! {
        {silent}
        {slow}
        {late}
        {next}
        {steps(told, now)}
        {before}
    }
    .into_any()
}

/// Where it stood when the wallet was asked for. What can be done and whether it is late is said of what is known now.
fn old(watch: Watch, error: &ApiError, kept: &Told, now: Timestamp) -> AnyView {
    let notice = stale(error, watch.looking(), Callback::new(move |()| watch.look_again()));
    view! {
        {notice}
        {head(kept, false)}
        {steps(kept, now)}
    }
    .into_any()
}

fn steps(told: &Told, now: Timestamp) -> AnyView {
    view! { <section class="transfer-timeline"><h2>{t::transfer_timeline()}</h2>{timeline(told, now)}</section> }
        .into_any()
}

fn loading() -> AnyView {
    view! { <Skeleton label=t::app_loading() cards=3/> }.into_any()
}

/// That the program whose turn it is does not answer, if so.
fn silence(told: &Told, now: Timestamp) -> Option<String> {
    silent_since(&told.transfer).map(|since| t::transfer_silent(&words::when(since, now), &told.asked().name))
}

fn missing(watch: Watch) -> AnyView {
    let retry = move |()| watch.retry();
    match watch.seen() {
        Seen::Failed(error) => view! { <Failure error=error retry=retry/> }.into_any(),
        Seen::NotThere => view! {
            <Empty icon=IconName::Lost text=t::transfer_not_found()>
                <ButtonLink href=Route::Transfers.path()>{t::page_transfers()}</ButtonLink>
            </Empty>
        }
        .into_any(),
        Seen::Loading | Seen::There(_) => loading(),
    }
}

/// Says each change of state once, and that nobody answers: when that begins, and again of the next state.
fn announce(told: Memo<Option<Told>>, now: Signal<Timestamp>) {
    Effect::new(move |before: Option<Option<(State, bool)>>| {
        let Some(told) = told.get() else { return before.flatten() };
        let (state, silence) = (told.transfer.state, silence(&told, now.get_untracked()));
        if let Some((before, was_silent)) = before.flatten() {
            if before != state {
                let step = is_step(before, state);
                page::announce(&if step { i18n::transfer_state(state).to_owned() } else { about(&told) });
            }
            if let Some(silence) = silence.as_ref().filter(|_| before != state || !was_silent) {
                page::announce(silence);
            }
        }
        Some((state, silence.is_some()))
    });
}
