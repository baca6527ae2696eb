//! Drives a proof: makes the calls that it asks for and tells it the answers.

use super::model::{Event, Proof, Prove, Sent, Step, Trouble};
use crate::api::ApiError;
use crate::platform::clock;
use crate::state::ticker::ServerClock;
use contract::points::Timestamp;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;
type Ask = Arc<dyn Fn() -> Answer<Sent> + Send + Sync>;
type Give = Arc<dyn Fn(Prove) -> Answer<()> + Send + Sync>;

/// A proof as views follow it.
#[derive(Clone, Copy)]
pub struct ProofFlow {
    proof: RwSignal<Proof>,
    busy: RwSignal<bool>,
    clock: RwSignal<ServerClock>,
    /// The number that a code was asked for last.
    asked: StoredValue<String>,
    ask: StoredValue<Ask>,
    send: StoredValue<Give>,
}

impl ProofFlow {
    /// Nothing was asked. `ask` asks for a code; `send` sends one, and does what follows a success.
    pub fn new<A, S>(
        ask: impl Fn() -> A + Send + Sync + 'static,
        send: impl Fn(Prove) -> S + Send + Sync + 'static,
    ) -> ProofFlow
    where
        A: Future<Output = Result<Sent, ApiError>> + 'static,
        S: Future<Output = Result<(), ApiError>> + 'static,
    {
        ProofFlow {
            proof: RwSignal::new(Proof::new()),
            busy: RwSignal::new(false),
            clock: RwSignal::new(ServerClock::default()),
            asked: StoredValue::new(String::new()),
            ask: StoredValue::new(Arc::new(move || Box::pin(ask()))),
            send: StoredValue::new(Arc::new(move |prove| Box::pin(send(prove)))),
        }
    }

    /// Where the member is.
    pub fn step(self) -> Step {
        self.proof.with(|proof| proof.step)
    }

    /// The code under way.
    pub fn sent(self) -> Option<Sent> {
        self.proof.with(|proof| proof.sent.clone())
    }

    /// What is in the way.
    pub fn trouble(self) -> Option<Trouble> {
        self.proof.with(|proof| proof.trouble.clone())
    }

    /// Whether the code that was sent last can still prove something.
    pub fn is_alive(self) -> bool {
        self.proof.with(Proof::is_alive)
    }

    /// Whether an answer is under way.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// The server's clock, as far as known.
    pub fn clock(self) -> ServerClock {
        self.clock.get()
    }

    /// Asks for a code for a number, or goes back to the one that went there a moment ago.
    pub fn ask_for(self, number: &str) {
        let again = self.asked.with_value(|asked| asked == number);
        let now = self.clock.get_untracked().now();
        if again && self.proof.with_untracked(|proof| proof.can_return(now)) {
            self.tell(Event::Return);
            return;
        }
        self.asked.set_value(number.to_owned());
        self.ask();
    }

    /// A code is on its way already, since then.
    pub fn begin(self, sent: Sent, asked_at: Timestamp) {
        self.clock.set(sent.clock(asked_at));
        self.tell(Event::Asked(Ok(sent)));
    }

    /// Asks for another code.
    pub fn ask(self) {
        let (asking, asked_at) = (self.ask.with_value(|ask| ask()), clock::now());
        self.wait(async move {
            let answer = asking.await;
            if let Ok(sent) = &answer {
                self.clock.try_set(sent.clock(asked_at));
            }
            self.tell(Event::Asked(answer));
        });
    }

    /// The member has entered a code.
    pub fn enter(self, text: String) {
        self.act(Event::Entered(text));
    }

    /// The member agrees, or has not ticked the box.
    pub fn agree(self, agreed: bool) {
        self.act(Event::Agreed(agreed));
    }

    /// Another number.
    pub fn change(self) {
        self.tell(Event::Change);
    }

    fn act(self, event: Event) {
        if self.busy.get_untracked() {
            return;
        }
        let Some(prove) = self.tell(event) else { return };
        let sending = self.send.with_value(|send| send(prove));
        self.wait(async move {
            let answer = sending.await;
            self.tell(Event::Proved(answer));
        });
    }

    /// The page may be gone when the answer comes; then nobody is told.
    fn tell(self, event: Event) -> Option<Prove> {
        let now = self.clock.try_get_untracked()?.now();
        self.proof.try_update(|proof| proof.tell(event, now)).flatten()
    }

    fn wait(self, work: impl Future<Output = ()> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            work.await;
            self.busy.try_set(false);
        });
    }
}
