//! Where a transfer stands in one sentence, and what the member can still do: take it back, or send it now.

use super::model::timeline::was_debited;
use super::steps::Told;
use super::ticker::{ServerClock, every_second, seconds_left};
use super::watch::Watch;
use crate::api::{self, ApiError};
use crate::i18n::{self, t};
use crate::platform::page;
use crate::state::failure;
use crate::ui::{Button, ButtonKind};
use contract::points::transfer::State;
use contract::{Code, Transfer, TransferId};
use leptos::prelude::*;

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
    /// The server's clock.
    clock: Memo<ServerClock>,
) -> impl IntoView {
    let act = Action::new_local(|(id, wish): &(TransferId, Wish)| {
        let (id, wish) = (id.clone(), *wish);
        async move {
            match wish {
                Wish::Cancel => api::transfers::cancel(&id).await,
                Wish::SendNow => api::transfers::send_now(&id).await,
            }
        }
    });
    let refused = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(answer) = act.value().get() {
            refused.set(answer.as_ref().err().map(words_of).unwrap_or_default());
            page::announce(&refused.get_untracked());
            let moved_on = matches!(answer, Err(ApiError::Conflict { .. }));
            watch.learn(answer);
            if moved_on {
                watch.look();
            }
        }
    });
    let busy = act.pending();
    let wish = move |wish| move |()| drop(act.dispatch_local((watch.id(), wish)));
    let waiting = Memo::new(move |_| {
        told.with(|told| {
            told.as_ref().filter(|told| told.transfer.state.can_cancel()).map(|told| told.transfer.clone())
        })
    });
    let head = move || told.get().map(|told| head(&told));
    let buttons = move || {
        waiting.get().map(|transfer| {
            view! {
                <Countdown transfer=transfer clock=clock/>
                <div class="buttons">
                    <Button kind=ButtonKind::Quiet busy=busy on_press=wish(Wish::Cancel)>{t::transfer_cancel()}</Button>
                    <Button kind=ButtonKind::Quiet busy=busy on_press=wish(Wish::SendNow)>{t::transfer_send_now()}</Button>
                </div>
            }
        })
    };
    view! { {head}{buttons}<p class="field-error">{move || refused.get()}</p> }.into_any()
}

/// How long it can still be taken back.
#[component]
fn Countdown(transfer: Transfer, clock: Memo<ServerClock>) -> impl IntoView {
    let now = every_second(clock.get_untracked());
    let left = move || match seconds_left(now.get(), transfer.cancel_until) {
        0 => t::transfer_leaving().to_owned(),
        left => t::transfer_time_left(&i18n::countdown(left)),
    };
    view! { <p class="countdown" role="timer">{left}</p> }.into_any()
}

/// Amount, state and what it means.
fn head(told: &Told) -> AnyView {
    let bad = matches!(told.transfer.state, State::Refused | State::Unresolved);
    view! {
        <section class="transfer-head">
            <p class="amt">{i18n::points(told.transfer.amount)}<small>{i18n::unit(&told.from.unit, told.transfer.amount.get())}</small></p>
            <p class="amt arrives">{i18n::points(told.total())}<small>{i18n::unit(&told.to.unit, told.total().get())}</small></p>
            <p class="state" class:bad=bad>{i18n::transfer_state(told.transfer.state)}</p>
            <p>{about(told)}</p>
        </section>
    }
    .into_any()
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
        State::Unresolved => t::transfer_about_unresolved(to),
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
