//! Drives one confirmation: applies events to the phase and does what the phase asks for.

use super::model::sending::{Answer, Do, Event, Facts, Phase, Refused, Told};
use super::watch;
use crate::api::{self, ApiError};
use crate::platform::timer;
use crate::state::balances::{Balances, use_balances};
use crate::state::connectivity::{Connectivity, use_connectivity};
use crate::state::intents::{self, Intent};
use crate::state::ticker::ServerClock;
use contract::points::Timestamp;
use contract::{ChallengeId, Code, TransferAccept, TransferId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// One confirmation. It outlives the page: an answer that comes after the member has left still ends the intent.
#[derive(Clone)]
pub struct Flow {
    phase: ArcRwSignal<Phase>,
    clock: ArcRwSignal<ServerClock>,
    connectivity: Connectivity,
    balances: Balances,
}

impl Flow {
    /// Nothing is under way.
    pub fn new(clock: ServerClock) -> Flow {
        let (connectivity, balances) = (use_connectivity(), use_balances());
        Flow { phase: ArcRwSignal::new(Phase::Idle), clock: ArcRwSignal::new(clock), connectivity, balances }
    }

    /// Where it stands; a view that reads it follows it.
    pub fn phase(&self) -> Phase {
        self.phase.get()
    }

    /// The server's clock.
    pub fn clock(&self) -> ServerClock {
        self.clock.get_untracked()
    }

    /// The server's time.
    pub fn now(&self) -> Timestamp {
        self.clock.get_untracked().now()
    }

    /// A quote told the server's time anew; this device's clock may have been set since the page was opened.
    pub fn learn(&self, clock: ServerClock) {
        self.clock.set(clock);
    }

    /// Something happened.
    pub fn tell(&self, event: Event) {
        let facts = Facts { online: untrack(|| self.connectivity.online()), now: self.now() };
        let before = self.phase.get_untracked();
        let is_press = matches!(event, Event::Confirm(_));
        let (phase, action) = before.clone().apply(event, facts);
        // Who follows it draws and speaks anew at each change, and at each press that is refused again.
        if phase != before || is_press && !phase.is_busy() {
            self.phase.set(phase);
        }
        if action != Do::Nothing {
            let flow = self.clone();
            spawn_local(async move { flow.act(action).await });
        }
    }

    /// Takes up what an earlier visit left unfinished.
    pub fn resume(&self, mark: String) {
        let flow = self.clone();
        spawn_local(async move {
            if let Some(intent) = intents::unfinished(&mark).await {
                flow.tell(Event::Found(intent));
            }
        });
    }

    async fn act(&self, action: Do) {
        match action {
            Do::Nothing => {}
            Do::Store(intent) => self.tell(match intents::keep(&intent).await {
                Ok(None) => Event::Stored(true),
                Ok(Some(other)) => Event::Found(other),
                Err(_) => Event::Stored(false),
            }),
            Do::Mark(intent) => intents::keep_again(&intent, self.balances).await,
            Do::Send(intent) => self.tell(Event::Answered(send(&intent, None).await)),
            Do::SendProved(intent, proof) => self.tell(Event::Answered(send(&intent, Some(&proof)).await)),
            Do::Ask(id) => self.tell(Event::Told(ask(&id).await)),
            Do::Release(quote) => self.tell(Event::Released(intents::release(&quote).await)),
            // What was refused tells that the balances here may be old. What was accepted is drawn first.
            Do::Drop(id) | Do::Open(id) => {
                intents::forget(&id).await;
                timer::drawn().await;
                self.balances.refresh();
            }
        }
    }
}

async fn send(intent: &Intent, proof: Option<&ChallengeId>) -> Answer {
    let body = TransferAccept { quote: intent.quote.clone() };
    let error = match api::transfers::accept(&intent.id, &body, proof).await {
        Ok(transfer) => {
            watch::accepted(transfer);
            return Answer::Accepted;
        }
        Err(error) => error,
    };
    if error.outcome_unknown() {
        return Answer::Lost;
    }
    match error.code() {
        Some(Code::StepUpNeeded) => Answer::StepUp,
        Some(Code::QuoteExpired) => Answer::QuoteOver,
        Some(Code::QuoteUsed) => Answer::Refused(Refused::QuoteUsed),
        Some(Code::NotEnough) => Answer::Refused(Refused::NotEnough),
        Some(Code::NotEligible) => Answer::Refused(Refused::NotEligible),
        Some(Code::PairClosed) => Answer::Refused(Refused::PairClosed),
        _ if matches!(error, ApiError::Unauthorized | ApiError::RateLimited { .. }) => Answer::NotNow,
        _ => Answer::Refused(Refused::Other),
    }
}

async fn ask(id: &TransferId) -> Told {
    match api::transfers::get(id).await {
        Ok(_) => Told::There,
        Err(ApiError::NotFound) => Told::NotThere,
        Err(_) => Told::Lost,
    }
}
