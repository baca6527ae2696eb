//! The life of a confirmation, from the touch on "Confirm" to the transfer or to the certainty that there is none.
//!
//! The intent is stored before the first byte leaves and dropped only when the outcome is known. In between every lost answer,
//! reload or closed tab leads to `Unknown`, never to a guess; and as the id and the body never change, asking or sending again
//! has no second effect.

use crate::state::intents::{Intent, Released};
use contract::points::Timestamp;
use contract::{ChallengeId, QuoteId, TransferId};

/// Where a confirmation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is under way.
    Idle,
    /// The intent is being written to this device; nothing has left.
    Storing(Intent),
    /// The request is under way.
    Sending(Intent),
    /// No answer came. The transfer may exist or not.
    Unknown(Intent, Origin),
    /// The server is being asked whether the transfer exists.
    Checking(Intent, Origin),
    /// The server has no such transfer, and the quote still stands: the member may send it again or let it go.
    Absent(Intent),
    /// The server is told to let the quote go, for this reason. A request may still be on its way to it.
    Letting(Intent, Why),
    /// The server wants a fresh proof of who asks before it accepts this; nothing has moved.
    Proving(Intent),
    /// The server has the transfer.
    Done(TransferId),
    /// Surely nothing was moved.
    NotMoved(Why),
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The member, in the dialog in which the transfer was confirmed: an absent transfer is sent again.
    Flow,
    /// The page, for an intent of an earlier visit: an absent transfer is never sent without a new touch.
    Visit,
    /// The page, as a transfer was made of the quote: an absent transfer is not that one.
    Used,
}

/// Why nothing was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There was no connection; nothing was sent.
    Offline,
    /// This device could not keep the intent; nothing was sent.
    NotStored,
    /// The quote's time was over.
    QuoteOver,
    /// The server refused.
    Refused(Refused),
    /// The member let it go, and the server will not accept it any more.
    LetGo,
}

/// The server's reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Less is available than the quote needs.
    NotEnough,
    /// Another transfer used the quote.
    QuoteUsed,
    /// The member's tier or phone number does not fit the terms any more.
    NotEligible,
    /// The pair is closed.
    PairClosed,
    /// Anything else.
    Other,
}

/// What happens to a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The member confirms.
    Confirm(Intent),
    /// The intent is on this device, or could not be kept.
    Stored(bool),
    /// The answer to the request.
    Answered(Answer),
    /// The answer to the question whether the transfer exists.
    Told(Told),
    /// The answer to letting the quote go.
    Released(Released),
    /// The member proved who asks: the same intent is sent with that.
    Proved(ChallengeId),
    /// The member asks what became of it.
    Check,
    /// The member sends an absent transfer again.
    SendAgain,
    /// The member lets an absent transfer go, or has read why nothing was moved.
    LetGo,
    /// An unfinished intent of an earlier visit or of another tab is on this device.
    Found(Intent),
}

/// What came of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Accepted, now or before.
    Accepted,
    /// The quote's time was over.
    QuoteOver,
    /// Refused without a trace.
    Refused(Refused),
    /// It needs a fresh proof; refused without a trace.
    StepUp,
    /// Not looked at (signed out, too many requests, no writes now): it may be sent again.
    NotNow,
    /// No usable answer.
    Lost,
}

/// What came of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It exists.
    There,
    /// It does not.
    NotThere,
    /// No usable answer.
    Lost,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Do {
    /// Nothing.
    Nothing,
    /// Write the intent to this device.
    Store(Intent),
    /// Write anew to this device what is there already; nothing waits for it.
    Mark(Intent),
    /// Send it.
    Send(Intent),
    /// Send it with a proof.
    SendProved(Intent, ChallengeId),
    /// Ask whether it exists.
    Ask(TransferId),
    /// Let the quote go.
    Release(QuoteId),
    /// Remove it from this device.
    Drop(TransferId),
    /// Remove it from this device and go to the transfer.
    Open(TransferId),
}

/// What the world is like at the moment of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether the browser believes in a connection.
    pub online: bool,
    /// The server's time.
    pub now: Timestamp,
}

impl Phase {
    /// Applies an event. An event that does not fit changes nothing, so a double click or a held key has one effect.
    pub fn apply(self, event: Event, facts: Facts) -> (Phase, Do) {
        use Phase as P;
        match (self, event) {
            (P::Idle | P::NotMoved(_), Event::Confirm(intent)) => confirm(intent, facts),
            // One confirmation at a time: what was to be stored here has not left, and gives way.
            (P::Idle | P::Storing(_), Event::Found(intent)) => ask(Intent { astray: true, ..intent }, Origin::Visit),
            (P::Storing(intent), Event::Stored(true)) => (P::Sending(intent.clone()), Do::Send(intent)),
            (P::Storing(intent), Event::Stored(false)) => end(intent, Why::NotStored),
            (P::Sending(intent), Event::Answered(answer)) => answered(intent, answer),
            (P::Unknown(intent, origin), Event::Check) => ask(intent, origin),
            (P::Checking(intent, origin), Event::Told(told)) => told_so(intent, origin, told, facts),
            (P::Absent(intent), Event::SendAgain) => resend(intent, facts),
            (P::Absent(intent) | P::Proving(intent), Event::LetGo) => letting(intent, Why::LetGo),
            (P::Letting(intent, why), Event::Released(released)) => let_go(intent, why, released, facts),
            (P::Proving(intent), Event::Proved(proof)) => (P::Sending(intent.clone()), Do::SendProved(intent, proof)),
            (P::NotMoved(_), Event::LetGo) => (P::Idle, Do::Nothing),
            (phase, _) => (phase, Do::Nothing),
        }
    }

    /// Whether something is under way that a second touch must not start again.
    pub fn is_busy(&self) -> bool {
        matches!(
            self,
            Phase::Storing(_) | Phase::Sending(_) | Phase::Checking(..) | Phase::Letting(..) | Phase::Done(_)
        )
    }

    /// Whether a confirmation is open, so that another must wait for its outcome.
    pub fn is_open(&self) -> bool {
        !matches!(self, Phase::Idle | Phase::NotMoved(_))
    }
}

fn confirm(intent: Intent, facts: Facts) -> (Phase, Do) {
    if !facts.online {
        return (Phase::NotMoved(Why::Offline), Do::Nothing);
    }
    if facts.now >= intent.quote_ends {
        return (Phase::NotMoved(Why::QuoteOver), Do::Nothing);
    }
    (Phase::Storing(intent.clone()), Do::Store(intent))
}

/// Whether the quote's time is over is for the server to say: a clock here that is wrong must not end an intent whose request may
/// still arrive.
fn resend(intent: Intent, facts: Facts) -> (Phase, Do) {
    if !facts.online {
        return (Phase::Absent(intent), Do::Nothing);
    }
    // Another tab may have taken it off this device meanwhile.
    (Phase::Storing(intent.clone()), Do::Store(intent))
}

fn ask(intent: Intent, origin: Origin) -> (Phase, Do) {
    (Phase::Checking(intent.clone(), origin), Do::Ask(intent.id))
}

fn answered(intent: Intent, answer: Answer) -> (Phase, Do) {
    match answer {
        Answer::Accepted => (Phase::Done(intent.id.clone()), Do::Open(intent.id)),
        Answer::Refused(Refused::QuoteUsed) => not_moved(Why::Refused(Refused::QuoteUsed), intent),
        Answer::QuoteOver => end(intent, Why::QuoteOver),
        Answer::Refused(why) => end(intent, Why::Refused(why)),
        // Kept, so that a later visit goes on with the proof and does not wonder.
        Answer::StepUp => {
            let intent = Intent { proof: true, ..intent };
            (Phase::Proving(intent.clone()), Do::Mark(intent))
        }
        Answer::NotNow => (Phase::Absent(intent), Do::Nothing),
        Answer::Lost => (Phase::Unknown(Intent { astray: true, ..intent }, Origin::Flow), Do::Nothing),
    }
}

fn told_so(intent: Intent, origin: Origin, told: Told, facts: Facts) -> (Phase, Do) {
    match told {
        Told::There => (Phase::Done(intent.id.clone()), Do::Open(intent.id)),
        Told::NotThere if origin == Origin::Flow => resend(intent, facts),
        Told::NotThere if origin == Origin::Used => not_moved(Why::Refused(Refused::QuoteUsed), intent),
        Told::NotThere if facts.now >= intent.quote_ends => letting(intent, Why::QuoteOver),
        Told::NotThere if intent.proof => (Phase::Proving(intent), Do::Nothing),
        Told::NotThere => (Phase::Absent(intent), Do::Nothing),
        Told::Lost => (Phase::Unknown(intent, origin), Do::Nothing),
    }
}

/// A refusal is the end, unless a request that got no answer may come after it.
fn end(intent: Intent, why: Why) -> (Phase, Do) {
    if intent.astray { letting(intent, why) } else { not_moved(why, intent) }
}

fn letting(intent: Intent, why: Why) -> (Phase, Do) {
    (Phase::Letting(intent.clone(), why), Do::Release(intent.quote))
}

/// Only the server can say that nothing will come of it: what was sent before may arrive later.
fn let_go(intent: Intent, why: Why, released: Released, facts: Facts) -> (Phase, Do) {
    match released {
        Released::Gone if why == Why::LetGo && facts.now >= intent.quote_ends => not_moved(Why::QuoteOver, intent),
        Released::Gone => not_moved(why, intent),
        // By this one, or by another, which the server knows by now.
        Released::Used => ask(intent, Origin::Used),
        Released::Lost => (Phase::Unknown(intent, Origin::Visit), Do::Nothing),
    }
}

fn not_moved(why: Why, intent: Intent) -> (Phase, Do) {
    (Phase::NotMoved(why), Do::Drop(intent.id))
}

#[cfg(test)]
#[path = "sending_tests.rs"]
mod tests;
