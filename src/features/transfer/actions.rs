//! Where a transfer stands in one sentence, and what the member can still do: take it back, or send it now.

use super::model::timeline::{may_arrive, silent_since, was_debited};
use super::steps::Told;
use super::watch::Watch;
use crate::api::{self, ApiError};
use crate::i18n::{self, pages as t};
use crate::platform::page;
use crate::state::failure;
use crate::state::ticker::{ServerClock, every_second, seconds_left};
use crate::ui::{Button, ButtonKind, dynamic};
use contract::points::Timestamp;
use contract::points::transfer::State;
use contract::{Code, Transfer, TransferId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the member asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    Cancel,
    SendNow,
}

/// The panel at the top of a transfer.
#[component]
pub fn Actions(
    /// The transfer being followed.
    watch: Watch,
    /// The transfer in words, once it is known.
    told: Memo<Option<Told>>,
) -> impl IntoView {
    let (busy, refused) = (RwSignal::new(false), RwSignal::new(String::new()));
    // No answer says nothing about the transfer; how it stands does, once it is known.
    let unsure = StoredValue::new(false);
    let state = Memo::new(move |_| told.with(|told| told.as_ref().map(|told| told.transfer.state)));
    Effect::new(move |_| {
        state.track();
        if unsure.get_value() {
            refused.set(String::new());
        }
    });
    let wish = move |wish: Wish| {
        Callback::new(move |()| {
            let Some(id) = watch.id() else { return };
            busy.set(true);
            let before = state.get_untracked();
            spawn_local(async move {
                let answer = grant(id, wish).await;
                let no_answer = answer.as_ref().is_err_and(ApiError::outcome_unknown);
                // It is known how the transfer stands, although not by this answer.
                let is_known = no_answer && state.try_get_untracked() != Some(before);
                let words = answer.as_ref().err().filter(|_| !is_known).map(words_of).unwrap_or_default();
                if !words.is_empty() {
                    page::announce(&words);
                }
                unsure.try_set_value(no_answer);
                refused.set(words);
                busy.set(false);
                let moved_on = matches!(answer, Err(ApiError::Conflict { .. }));
                watch.learn(answer);
                if moved_on {
                    watch.look();
                }
            });
        })
    };
    let until = Memo::new(move |_| {
        let waiting = |told: &Told| told.transfer.state.can_cancel().then_some(told.transfer.cancel_until);
        told.with(|told| told.as_ref().and_then(waiting))
    });
    let head = dynamic(move || told.with(|told| told.as_ref().map_or_else(|| ().into_any(), |told| head(told, true))));
    let buttons = dynamic(move || {
        let Some(until) = until.get() else { return ().into_any() };
        view! {
            <Countdown until=until/>
            <div class="buttons">
                <Button kind=ButtonKind::Quiet busy=busy on_press=wish(Wish::Cancel)>{t::transfer_cancel()}</Button>
                <Button kind=ButtonKind::Quiet busy=busy on_press=wish(Wish::SendNow)>{t::transfer_send_now()}</Button>
            </div>
        }
        .into_any()
    });
    view! { {head}{buttons}<p class="field-error">{refused}</p> }.into_any()
}

async fn grant(id: TransferId, wish: Wish) -> Result<Transfer, ApiError> {
    match wish {
        Wish::Cancel => api::transfers::cancel(&id).await,
        Wish::SendNow => api::transfers::send_now(&id).await,
    }
}

/// How long it can still be taken back.
#[component]
fn Countdown(until: Timestamp) -> impl IntoView {
    let now = every_second(untrack(ServerClock::of_wallet));
    let left = Signal::derive(move || match seconds_left(now.get(), until) {
        0 => t::transfer_leaving().to_owned(),
        left => t::transfer_time_left(&i18n::countdown(left)),
    });
    view! { <p class="countdown" role="timer">{left}</p> }.into_any()
}

/// Amount and state, and what that means now.
pub fn head(told: &Told, is_now: bool) -> AnyView {
    let (class, state) = standing(told);
    let arrives = may_arrive(told.transfer.state).then(|| {
        view! { <p class="amt arrives">{i18n::points(told.total())}<small>{i18n::unit(&told.to.unit, told.total().get())}</small></p> }
    });
    view! {
        <section class="transfer-head">
            <p class="amt">{i18n::points(told.transfer.amount)}<small>{i18n::unit(&told.from.unit, told.transfer.amount.get())}</small></p>
            {arrives}
            <p class=class>{state}</p>
            {is_now.then(|| view! { <p>{about(told)}</p> })}
        </section>
    }
    .into_any()
}

/// How the state is drawn, and its words, with whoever does not answer.
pub fn standing(told: &Told) -> (&'static str, String) {
    let state = i18n::transfer_state(told.transfer.state);
    match told.transfer.state {
        State::Refused | State::Unresolved => ("state bad", state.into()),
        _ if silent_since(&told.transfer).is_some() => {
            ("state slow", [state, " · ", &t::wallet_step_silent(&told.asked().name)].concat())
        }
        _ => ("state", state.into()),
    }
}

/// What the state means, in one sentence.
pub fn about(told: &Told) -> String {
    let (sent, arrives) = (told.sent(), told.arrives());
    let (from, to) = (&told.from.name, &told.to.name);
    match told.transfer.state {
        State::Waiting => t::transfer_about_waiting(&sent),
        State::Debiting | State::Debited | State::Crediting => t::transfer_about_sent().into(),
        State::Credited => t::transfer_about_credited(&arrives, to),
        State::Cancelled => t::transfer_about_cancelled(&sent),
        State::Refused if was_debited(&told.transfer) => t::transfer_about_refused_target(to, &sent, from),
        State::Refused => t::transfer_about_refused_source(from, &sent),
        State::Returned => t::transfer_about_returned(to, &sent, from),
        State::Unresolved => t::transfer_about_unresolved(&sent, from, to),
        State::Unknown => t::transfer_about_unknown().into(),
    }
}

/// Why a wish was not granted.
fn words_of(error: &ApiError) -> String {
    match error {
        ApiError::Conflict { problem } if problem.code == Code::AlreadySent => match problem.left_at {
            Some(left) => t::transfer_already_sent(&i18n::time(left)),
            None => t::transfer_about_sent().into(),
        },
        ApiError::Conflict { problem } if problem.code == Code::AlreadyFinal => t::transfer_already_over().into(),
        error => failure::words(error),
    }
}
