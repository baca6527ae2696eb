//! The way of a proof: ask for a code, enter it, agree where the server needs it, done. Every refusal leaves the member where it can
//! be repaired, with what was typed before.

use crate::api::ApiError;
use crate::state::ticker::ServerClock;
use contract::Code;
use contract::limits::{CODE_DIGITS, CODE_MINUTES};
use contract::points::Timestamp;

/// Where the member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Saying which number a code shall go to.
    Ask,
    /// Entering the code.
    Code,
    /// Agreeing to the terms; the same code is sent again after that.
    Consent,
    /// It is proved.
    Done,
}

/// A code that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What the code is bound to.
    pub request: String,
    /// From then on it is not taken, by the server's clock.
    pub expires_at: Timestamp,
    /// From then on another one may be asked for, by the server's clock.
    pub resend_at: Timestamp,
    /// The code itself, in demo mode.
    pub demo_code: Option<String>,
}

impl Sent {
    /// The server's clock: a code lives for a known time, so its end tells when it was made.
    pub fn clock(&self, asked_at: Timestamp) -> ServerClock {
        ServerClock::learn(self.expires_at.plus_ms(-CODE_MINUTES * 60_000), asked_at)
    }
}

/// What is in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Fewer digits than a code has.
    Incomplete,
    /// Not the code that was sent.
    Wrong {
        /// More tries that it has.
        tries_left: u32,
    },
    /// Its time is over, or it was used.
    Expired,
    /// Too many wrong tries: this code is dead.
    Locked(Until),
    /// Too many codes were asked for, or one a moment ago.
    Wait(Until),
    /// The box of the consent is empty.
    NoConsent,
    /// Anything else.
    Other(ApiError),
}

/// When another code may be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Until {
    /// By the server's clock.
    pub at: Timestamp,
    /// So many seconds after the refusal.
    pub seconds: u32,
}

impl Trouble {
    /// What a refusal means. `now` is the server's time.
    fn of(error: ApiError, now: Timestamp) -> Trouble {
        let until = |seconds: u32| Until { at: now.plus_ms(i64::from(seconds) * 1_000), seconds };
        match (error.code(), &error) {
            (Some(Code::CodeWrong), _) => Trouble::Wrong { tries_left: error.tries_left().unwrap_or(1) },
            (Some(Code::CodeExpired), _) => Trouble::Expired,
            (Some(Code::CodeLocked), ApiError::RateLimited { after_seconds, .. }) => {
                Trouble::Locked(until(*after_seconds))
            }
            (_, ApiError::RateLimited { after_seconds, .. }) => Trouble::Wait(until(*after_seconds)),
            _ => Trouble::Other(error),
        }
    }

    /// Until when it is no use to ask for another code.
    pub fn until(&self) -> Option<Timestamp> {
        match self {
            Trouble::Locked(until) | Trouble::Wait(until) => Some(until.at),
            _ => None,
        }
    }
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The answer to the question for a code.
    Asked(Result<Sent, ApiError>),
    /// The member enters a code.
    Entered(String),
    /// The member agrees, or not.
    Agreed(bool),
    /// The answer to the code.
    Proved(Result<(), ApiError>),
    /// The member wants another number.
    Change,
    /// The member wants the number before all the same.
    Return,
}

/// What has to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prove {
    /// What the code is bound to.
    pub request: String,
    /// The code.
    pub code: String,
    /// Whether the member has agreed.
    pub consent: bool,
}

/// A proof on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Where the member is.
    pub step: Step,
    /// The code that was sent last.
    pub sent: Option<Sent>,
    /// What is in the way.
    pub trouble: Option<Trouble>,
    /// The last whole code, to be sent again after the consent.
    code: String,
    /// Whether the code that was sent last can still prove something.
    alive: bool,
    /// Whether the member has agreed; it holds for the codes of one number.
    consent: bool,
}

impl Proof {
    /// Nothing was asked.
    pub const fn new() -> Proof {
        Proof { step: Step::Ask, sent: None, trouble: None, code: String::new(), alive: false, consent: false }
    }

    /// Takes an event; answers what to send, if something is to be sent. `now` is the server's time.
    pub fn tell(&mut self, event: Event, now: Timestamp) -> Option<Prove> {
        let before = self.trouble.take();
        match event {
            Event::Asked(Ok(sent)) => {
                (self.step, self.sent, self.alive) = (Step::Code, Some(sent), true);
                self.code.clear();
            }
            Event::Asked(Err(error)) => self.trouble = Some(Trouble::of(error, now)),
            Event::Entered(text) => {
                self.code = digits(&text);
                if self.code.len() == CODE_DIGITS {
                    return self.prove();
                }
                // A field that a refusal has just emptied says nothing new.
                let is_told = self.code.is_empty()
                    && matches!(before, Some(Trouble::Wrong { .. } | Trouble::Expired | Trouble::Locked(_)));
                self.trouble = if is_told { before } else { Some(Trouble::Incomplete) };
            }
            Event::Agreed(true) => {
                self.consent = true;
                return self.prove();
            }
            Event::Agreed(false) => self.trouble = Some(Trouble::NoConsent),
            Event::Proved(Ok(())) => self.step = Step::Done,
            Event::Proved(Err(error)) => self.refused(error, now),
            Event::Change => (self.step, self.consent) = (Step::Ask, false),
            Event::Return => self.step = Step::Code,
        }
        None
    }

    /// Whether it is too early for another code, and the one before is still good: then the member goes back to that one.
    pub fn can_return(&self, now: Timestamp) -> bool {
        self.alive && self.sent.as_ref().is_some_and(|sent| now < sent.resend_at)
    }

    /// Whether the code that was sent last can still prove something.
    pub const fn is_alive(&self) -> bool {
        self.alive
    }

    fn refused(&mut self, error: ApiError, now: Timestamp) {
        if error.code() == Some(Code::ConsentNeeded) {
            self.step = Step::Consent;
            return;
        }
        let trouble = match error {
            // The server does not remember the request any more.
            ApiError::NotFound => Trouble::Expired,
            error => Trouble::of(error, now),
        };
        // A code that is of no use any more is entered anew, also when the refusal comes after the consent.
        if !matches!(trouble, Trouble::Other(_) | Trouble::Wait(_)) {
            self.step = Step::Code;
            self.alive = matches!(trouble, Trouble::Wrong { .. });
            self.code.clear();
        }
        self.trouble = Some(trouble);
    }

    fn prove(&self) -> Option<Prove> {
        let request = self.sent.as_ref()?.request.clone();
        Some(Prove { request, code: self.code.clone(), consent: self.consent })
    }
}

/// The digits of a code out of what was typed or pasted: of a whole message the first row of exactly as many digits as a code has,
/// else all digits, as many as a code has.
pub fn digits(text: &str) -> String {
    let rows = text.split(|c: char| !c.is_ascii_digit());
    if let Some(row) = rows.into_iter().find(|row| row.len() == CODE_DIGITS) {
        return row.to_owned();
    }
    text.chars().filter(char::is_ascii_digit).take(CODE_DIGITS).collect()
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
