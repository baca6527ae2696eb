//! The states of a transfer and the events that change them.

use serde::{Deserialize, Serialize};

/// Where a transfer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = TransferState))]
pub enum State {
    /// Accepted; the points are held; can be cancelled.
    Waiting,
    /// Claimed for sending; can no longer be cancelled.
    Debiting,
    /// The source program has taken the points.
    Debited,
    /// The target program was asked to credit.
    Crediting,
    /// Arrived.
    Credited,
    /// Taken back in time; the same lots are available again.
    Cancelled,
    /// A program refused; before the debit the points are back, after it they are on their way back.
    Refused,
    /// The points came back after a debit.
    Returned,
    /// The target gave no answer by the deadline; nothing is decided by guess.
    Unresolved,
    /// A state this version does not know; shown as "under way", never acted upon.
    #[serde(other)]
    Unknown,
}

/// What happened to a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// The member takes it back.
    Cancel,
    /// The window is over, or the member chose "send now": claimed for sending.
    Claim,
    /// The source took the points.
    DebitDone,
    /// The source refused.
    DebitRefused,
    /// The target was asked.
    CreditSent,
    /// The target credited.
    CreditDone,
    /// The target surely did not and will not credit.
    CreditRefused,
    /// The points are back with the source.
    ReturnDone,
    /// Our deadline passed without an answer.
    NoAnswer,
}

/// What the ledger books for an event. Every posting stays inside one program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posting {
    /// Nothing moves.
    None,
    /// Source: held → available, the same lots.
    Release,
    /// Source: held → exchange_out.
    Debit,
    /// Target: exchange_in → available, a new lot (and one for the bonus).
    Credit,
    /// Source: exchange_out → available, the same lots.
    Return,
}

/// The event does not fit the state: the transfer moved on, or has not come that far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Impossible {
    /// The state it was in.
    pub state: State,
    /// What was tried.
    pub event: Event,
}

impl core::fmt::Display for Impossible {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:?} is not possible for a transfer that is {:?}: read its current state", self.event, self.state)
    }
}

impl std::error::Error for Impossible {}

/// What an event leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The next state.
    pub state: State,
    /// What is booked together with it.
    pub posting: Posting,
}

impl State {
    /// Every known state, in the order of a transfer's life.
    pub const ALL: [State; 9] = [
        State::Waiting,
        State::Debiting,
        State::Debited,
        State::Crediting,
        State::Credited,
        State::Cancelled,
        State::Refused,
        State::Returned,
        State::Unresolved,
    ];

    /// Applies an event.
    ///
    /// ```
    /// use points::transfer::{Event, Posting, State};
    /// let step = State::Waiting.apply(Event::Cancel, false).unwrap();
    /// assert_eq!((step.state, step.posting), (State::Cancelled, Posting::Release));
    /// assert!(State::Debiting.apply(Event::Cancel, false).is_err());
    /// ```
    ///
    /// `debited` tells whether the source has taken the points, which only matters once a transfer is `Refused`.
    pub fn apply(self, event: Event, debited: bool) -> Result<Step, Impossible> {
        use {Event as E, Posting as P, State as S};
        let (state, posting) = match (self, event) {
            (S::Waiting, E::Cancel) => (S::Cancelled, P::Release),
            (S::Waiting, E::Claim) => (S::Debiting, P::None),
            (S::Debiting, E::DebitDone) => (S::Debited, P::Debit),
            (S::Debiting, E::DebitRefused) => (S::Refused, P::Release),
            (S::Debited, E::CreditSent) => (S::Crediting, P::None),
            (S::Crediting | S::Unresolved, E::CreditDone) => (S::Credited, P::Credit),
            (S::Crediting | S::Unresolved, E::CreditRefused) => (S::Refused, P::None),
            (S::Crediting, E::NoAnswer) => (S::Unresolved, P::None),
            (S::Refused, E::ReturnDone) if debited => (S::Returned, P::Return),
            (state, event) => return Err(Impossible { state, event }),
        };
        Ok(Step { state, posting })
    }

    /// Whether nothing can follow. A refusal after the debit is not final: the points still come back.
    pub const fn is_final(self, debited: bool) -> bool {
        match self {
            State::Credited | State::Cancelled | State::Returned => true,
            State::Refused => !debited,
            _ => false,
        }
    }

    /// Whether the member can still take it back.
    pub const fn can_cancel(self) -> bool {
        matches!(self, State::Waiting)
    }

    /// Whether it is the target that has to answer now, if anybody has; else the source.
    ///
    /// ```
    /// use points::transfer::State;
    /// assert!(State::Crediting.asks_target() && State::Unresolved.asks_target());
    /// assert!(!State::Debiting.asks_target() && !State::Refused.asks_target());
    /// ```
    pub const fn asks_target(self) -> bool {
        matches!(self, State::Crediting | State::Unresolved)
    }

    /// The name on the wire and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Debiting => "debiting",
            State::Debited => "debited",
            State::Crediting => "crediting",
            State::Credited => "credited",
            State::Cancelled => "cancelled",
            State::Refused => "refused",
            State::Returned => "returned",
            State::Unresolved => "unresolved",
            State::Unknown => "unknown",
        }
    }

    /// The state of that name.
    pub fn from_name(name: &str) -> State {
        State::ALL.into_iter().find(|state| state.name() == name).unwrap_or(State::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: [Event; 9] = [
        Event::Cancel,
        Event::Claim,
        Event::DebitDone,
        Event::DebitRefused,
        Event::CreditSent,
        Event::CreditDone,
        Event::CreditRefused,
        Event::ReturnDone,
        Event::NoAnswer,
    ];

    #[test]
    fn every_walk_books_each_posting_at_most_once_and_ends_balanced() {
        let mut walks = vec![(State::Waiting, Vec::new())];
        let mut ends = 0;
        while let Some((state, booked)) = walks.pop() {
            let debited = booked.contains(&Posting::Debit);
            let steps: Vec<Step> = EVENTS.into_iter().filter_map(|event| state.apply(event, debited).ok()).collect();
            assert_eq!(steps.is_empty(), state.is_final(debited), "{state:?} {booked:?}");
            if steps.is_empty() {
                ends += 1;
                let released = booked == [Posting::Release];
                let moved = booked == [Posting::Debit, Posting::Credit];
                let returned = booked == [Posting::Debit, Posting::Return];
                assert!(released || moved || returned, "{state:?} booked {booked:?}");
            }
            for step in steps {
                let mut booked = booked.clone();
                booked.extend((step.posting != Posting::None).then_some(step.posting));
                walks.push((step.state, booked));
            }
        }
        assert_eq!(ends, 6);
    }

    #[test]
    fn names_lead_back_to_their_states() {
        for state in State::ALL {
            assert_eq!(State::from_name(state.name()), state);
        }
        assert_eq!(State::from_name("teleported"), State::Unknown);
    }
}
