//! What an answer means. Nothing is decided by guess: points move only on "done", come back only on "refused" or when an order that was
//! never executed can be executed no more.

use super::Answer;
use contract::NOT_EXECUTED;
use contract::connector::Step;
use contract::limits::{CONNECTOR_ASK_MS, CONNECTOR_CLOCKS_MS, CONNECTOR_RETRY_MOST_MS, CONNECTOR_RETRY_MS};
use points::Timestamp;
use points::transfer::{Event, State};

/// What follows from an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// The order is over, and this happened to the transfer.
    Over(Event, String),
    /// The partner is asked again after so many milliseconds; `NoAnswer` tells that the deadline has passed.
    Again(i64, Option<Event>),
}

/// Whether an order may not be given any more, only asked about.
pub(crate) fn is_over(not_after: Option<i64>, now: Timestamp) -> bool {
    not_after.is_some_and(|end| now.ms() >= end)
}

/// What follows from `answer` to an order that was given `attempts` times, for a transfer in `state`. The answer says how things stood
/// when it was `asked` for, which may be a while before `now`.
pub(crate) fn decide(
    step: Step,
    state: State,
    answer: &Answer,
    not_after: Option<i64>,
    attempts: u32,
    [asked, now]: [Timestamp; 2],
) -> Decision {
    let over = is_over(not_after, now);
    let no_answer = (over && state == State::Crediting).then_some(Event::NoAnswer);
    let never = |reason: &str| match refused(step) {
        Some(event) => Decision::Over(event, reason.to_owned()),
        // Points that cannot be given back stay in sight of the operator, and Gom goes on asking.
        None => Decision::Again(CONNECTOR_RETRY_MOST_MS, None),
    };
    match (answer, not_after) {
        (Answer::Done, _) => Decision::Over(done(step), String::new()),
        (Answer::Refused(reason), _) => never(reason),
        (Answer::NotKnown, Some(end)) if asked.ms() >= end + CONNECTOR_CLOCKS_MS => never(NOT_EXECUTED),
        // Its clock may be behind ours: it could still execute what is under way to it.
        (Answer::NotKnown, Some(end)) if over => Decision::Again((end + CONNECTOR_CLOCKS_MS - now.ms()).max(0), None),
        (Answer::NotKnown, _) => Decision::Again(CONNECTOR_RETRY_MS, None),
        (Answer::Pending, _) => {
            Decision::Again(if over { CONNECTOR_RETRY_MOST_MS } else { CONNECTOR_ASK_MS }, no_answer)
        }
        (Answer::None(_), _) => Decision::Again(pause(attempts), no_answer),
    }
}

/// Doubles with every try.
fn pause(attempts: u32) -> i64 {
    CONNECTOR_RETRY_MS.saturating_mul(1 << attempts.saturating_sub(1).min(20)).min(CONNECTOR_RETRY_MOST_MS)
}

const fn done(step: Step) -> Event {
    match step {
        Step::Debit => Event::DebitDone,
        Step::Credit => Event::CreditDone,
        Step::Return => Event::ReturnDone,
    }
}

/// No event says that points do not come back.
const fn refused(step: Step) -> Option<Event> {
    match step {
        Step::Debit => Some(Event::DebitRefused),
        Step::Credit => Some(Event::CreditRefused),
        Step::Return => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: i64 = 1_000_000;
    const LATER: i64 = END + CONNECTOR_CLOCKS_MS;

    fn over(event: Event) -> Decision {
        Decision::Over(event, String::new())
    }

    #[test]
    fn every_answer_before_at_and_after_the_deadline() {
        let refused = || Answer::Refused("no such number".to_owned());
        let refusal = |event| Decision::Over(event, "no such number".to_owned());
        let never = |event| Decision::Over(event, NOT_EXECUTED.to_owned());
        let lost = || Answer::None("timeout".to_owned());
        let (debiting, crediting, unresolved) = (State::Debiting, State::Crediting, State::Unresolved);
        let again = |ms| Decision::Again(ms, None);
        let unanswered = |ms| Decision::Again(ms, Some(Event::NoAnswer));
        for (step, state, answer, now, wanted) in [
            (Step::Debit, debiting, Answer::Done, 0, over(Event::DebitDone)),
            (Step::Debit, debiting, refused(), 0, refusal(Event::DebitRefused)),
            (Step::Debit, debiting, Answer::Pending, END, again(CONNECTOR_RETRY_MOST_MS)),
            (Step::Debit, debiting, lost(), END, again(CONNECTOR_RETRY_MS)),
            (Step::Debit, debiting, Answer::NotKnown, END, again(CONNECTOR_CLOCKS_MS)),
            (Step::Debit, debiting, Answer::NotKnown, LATER, never(Event::DebitRefused)),
            (Step::Credit, crediting, Answer::Done, LATER, over(Event::CreditDone)),
            (Step::Credit, crediting, refused(), 0, refusal(Event::CreditRefused)),
            (Step::Credit, crediting, Answer::Pending, END - 1, again(CONNECTOR_ASK_MS)),
            (Step::Credit, crediting, Answer::Pending, END, unanswered(CONNECTOR_RETRY_MOST_MS)),
            (Step::Credit, crediting, lost(), END - 1, again(CONNECTOR_RETRY_MS)),
            (Step::Credit, crediting, lost(), END, unanswered(CONNECTOR_RETRY_MS)),
            (Step::Credit, unresolved, lost(), LATER, again(CONNECTOR_RETRY_MS)),
            (Step::Credit, unresolved, Answer::Done, LATER, over(Event::CreditDone)),
            (Step::Credit, unresolved, Answer::NotKnown, LATER, never(Event::CreditRefused)),
            (Step::Credit, crediting, Answer::NotKnown, LATER - 1, again(1)),
            (Step::Credit, crediting, Answer::NotKnown, END - 1, again(CONNECTOR_RETRY_MS)),
        ] {
            let decision = decide(step, state, &answer, Some(END), 1, [Timestamp::from_ms(now); 2]);
            assert_eq!(decision, wanted, "{step:?} {state:?} {answer:?} at {now}");
        }
        let give_back = |answer| decide(Step::Return, State::Refused, &answer, None, 1, [Timestamp::from_ms(LATER); 2]);
        let slow = [LATER - 1, LATER + 5_000].map(Timestamp::from_ms);
        assert_eq!(decide(Step::Credit, crediting, &Answer::NotKnown, Some(END), 1, slow), again(0), "asked too early");
        assert_eq!(give_back(Answer::Done), over(Event::ReturnDone));
        assert_eq!(give_back(refused()), again(CONNECTOR_RETRY_MOST_MS));
        assert_eq!(give_back(Answer::NotKnown), again(CONNECTOR_RETRY_MS));
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        assert_eq!([1, 2, 3].map(pause), [1, 2, 4].map(|times| times * CONNECTOR_RETRY_MS));
        assert_eq!([8, 50, u32::MAX].map(pause), [CONNECTOR_RETRY_MOST_MS; 3]);
    }
}
