//! The timeline of a transfer: what has happened, with its real time, and what is still to come.

use contract::points::transfer::State;
use contract::points::{Observed, Timestamp};
use contract::{NOT_EXECUTED, TOO_MANY_POINTS, Transfer};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it tells.
    pub what: What,
    /// When it happened, or when it is expected.
    pub at: Option<Timestamp>,
    /// Whether it has happened.
    pub mark: Mark,
    /// Why, in the words of a program or of the operator; empty for nothing.
    pub reason: String,
}

/// How a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It happened.
    Done,
    /// It happened and is not what the member wanted.
    Bad,
    /// It is still to come.
    Todo,
}

/// What a row tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// The member confirmed; the points are set aside.
    Confirmed,
    /// It was sent and cannot be taken back any more.
    Sent,
    /// The source has taken the points.
    Debited,
    /// The target was asked to credit.
    Asked,
    /// The target has credited.
    Credited,
    /// The member took it back.
    Cancelled,
    /// The source refused; the points are available again.
    RefusedBySource,
    /// The target refused; the points come back.
    RefusedByTarget,
    /// The points are back.
    Returned,
    /// The target gave no answer by the deadline; it is still to come.
    NoAnswer,
    /// A state this version does not know.
    Other,
}

/// The rows of a transfer, oldest first, planned ones last.
pub fn rows(transfer: &Transfer) -> Vec<Row> {
    let mut debited = false;
    let mut rows: Vec<Row> = Vec::with_capacity(transfer.events.len() + 2);
    for event in &transfer.events {
        debited |= event.state == State::Debited;
        let (what, mark) = happened(event.state, debited);
        // These reasons are Gom's own and say what the row says.
        let own = matches!(event.state, State::Waiting | State::Debiting | State::Cancelled | State::Unresolved)
            || [NOT_EXECUTED, TOO_MANY_POINTS].contains(&event.reason.as_str());
        let reason = if own { String::new() } else { event.reason.clone() };
        rows.push(Row { what, at: Some(event.at), mark, reason });
    }
    rows.extend(planned(transfer));
    rows
}

/// Whether the source has taken the points at some time.
pub fn was_debited(transfer: &Transfer) -> bool {
    transfer.events.iter().any(|event| event.state == State::Debited)
}

/// Whether nothing can follow, so that asking again is of no use.
pub fn is_final(transfer: &Transfer) -> bool {
    transfer.state.is_final(was_debited(transfer))
}

/// Whether it is over and nothing has moved.
pub fn is_back(transfer: &Transfer) -> bool {
    is_final(transfer) && !may_arrive(transfer.state)
}

/// Whether it is later than it should be, and nothing else has been decided.
pub fn is_late(transfer: &Transfer, now: Timestamp) -> bool {
    is_on_its_way(transfer.state) && transfer.latest_by.is_some_and(|latest| now > latest)
}

/// Whether points have arrived or still may. What was cancelled or refused comes back.
pub const fn may_arrive(state: State) -> bool {
    !matches!(state, State::Cancelled | State::Refused | State::Returned)
}

/// Whether it has left and nobody has said yet what became of it.
pub const fn is_on_its_way(state: State) -> bool {
    matches!(state, State::Debiting | State::Debited | State::Crediting)
}

/// Whether the second state is a step further of what the first has said: its name says all that is new.
pub const fn is_step(before: State, after: State) -> bool {
    is_on_its_way(before) && is_on_its_way(after)
}

/// Whether it takes longer than nine of ten before, and is not said to be late anyway.
pub fn is_slow(transfer: &Transfer, observed: Observed, now: Timestamp) -> bool {
    let left = transfer.events.iter().find(|event| event.state == State::Debiting).map(|event| event.at);
    let most_ms = i64::try_from(observed.most_seconds).unwrap_or(i64::MAX).saturating_mul(1_000);
    is_on_its_way(transfer.state) && !is_late(transfer, now) && left.is_some_and(|left| now.since_ms(left) > most_ms)
}

/// Since when nobody answers; where the outcome is unknown anyway, that says more.
pub fn silent_since(transfer: &Transfer) -> Option<Timestamp> {
    transfer.silent_since.filter(|_| transfer.state != State::Unresolved)
}

fn happened(state: State, debited: bool) -> (What, Mark) {
    match state {
        State::Waiting => (What::Confirmed, Mark::Done),
        State::Debiting => (What::Sent, Mark::Done),
        State::Debited => (What::Debited, Mark::Done),
        State::Crediting => (What::Asked, Mark::Done),
        State::Credited => (What::Credited, Mark::Done),
        State::Cancelled => (What::Cancelled, Mark::Done),
        State::Refused if debited => (What::RefusedByTarget, Mark::Bad),
        State::Refused => (What::RefusedBySource, Mark::Bad),
        State::Returned => (What::Returned, Mark::Done),
        State::Unresolved => (What::NoAnswer, Mark::Bad),
        State::Unknown => (What::Other, Mark::Done),
    }
}

fn planned(transfer: &Transfer) -> Vec<Row> {
    let todo = |what, at| Row { what, at, mark: Mark::Todo, reason: String::new() };
    let credited = || todo(What::Credited, transfer.usual_by);
    match transfer.state {
        State::Waiting => vec![todo(What::Debited, Some(transfer.cancel_until)), credited()],
        State::Debiting => vec![todo(What::Debited, None), credited()],
        State::Debited | State::Crediting => vec![credited()],
        State::Refused if was_debited(transfer) => vec![todo(What::Returned, None)],
        // What it will be nobody guesses, but it is not over.
        State::Unresolved => vec![todo(What::NoAnswer, None)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::points::{Money, Points};
    use contract::{MembershipId, ProgramId, TransferEvent, TransferId};

    fn transfer(states: &[State]) -> Transfer {
        let money = || Money { minor: 0, currency: "VND".into() };
        let event = |(at, state): (usize, &State)| TransferEvent {
            state: *state,
            at: Timestamp::from_ms(at as i64),
            reason: String::new(),
        };
        Transfer {
            id: TransferId(String::new()),
            reference: String::new(),
            state: states.last().copied().unwrap_or(State::Unknown),
            from: MembershipId(String::new()),
            from_program: ProgramId(String::new()),
            to: MembershipId(String::new()),
            to_program: ProgramId(String::new()),
            amount: Points::ZERO,
            received: Points::ZERO,
            bonus: Points::ZERO,
            fee: None,
            value_given: money(),
            value_received: money(),
            accepted_at: Timestamp::EPOCH,
            cancel_until: Timestamp::from_ms(60),
            usual_by: Some(Timestamp::from_ms(90)),
            latest_by: Some(Timestamp::from_ms(200)),
            silent_since: None,
            events: states.iter().enumerate().map(event).collect(),
        }
    }

    #[test]
    fn every_life_is_told_to_its_end() {
        use State::{Cancelled, Credited, Crediting, Debited, Debiting, Refused, Returned, Unresolved, Waiting};
        let lives: [(&[State], &[What], usize, bool); 9] = [
            (&[Waiting], &[What::Confirmed, What::Debited, What::Credited], 2, false),
            (&[Waiting, Cancelled], &[What::Confirmed, What::Cancelled], 0, true),
            (&[Waiting, Debiting], &[What::Confirmed, What::Sent, What::Debited, What::Credited], 2, false),
            (&[Waiting, Debiting, Refused], &[What::Confirmed, What::Sent, What::RefusedBySource], 0, true),
            (
                &[Waiting, Debiting, Debited, Crediting],
                &[What::Confirmed, What::Sent, What::Debited, What::Asked, What::Credited],
                1,
                false,
            ),
            (
                &[Waiting, Debiting, Debited, Crediting, Credited],
                &[What::Confirmed, What::Sent, What::Debited, What::Asked, What::Credited],
                0,
                true,
            ),
            (
                &[Waiting, Debiting, Debited, Crediting, Refused],
                &[What::Confirmed, What::Sent, What::Debited, What::Asked, What::RefusedByTarget, What::Returned],
                1,
                false,
            ),
            (
                &[Debiting, Debited, Refused, Returned],
                &[What::Sent, What::Debited, What::RefusedByTarget, What::Returned],
                0,
                true,
            ),
            (
                &[Debited, Crediting, Unresolved],
                &[What::Debited, What::Asked, What::NoAnswer, What::NoAnswer],
                1,
                false,
            ),
        ];
        for (states, told, todo, done) in lives {
            let transfer = transfer(states);
            let rows = rows(&transfer);
            assert_eq!(rows.iter().map(|row| row.what).collect::<Vec<_>>(), told);
            assert_eq!(rows.iter().filter(|row| row.mark == Mark::Todo).count(), todo, "{states:?}");
            assert_eq!(is_final(&transfer), done, "{states:?}");
            assert_eq!(is_back(&transfer), done && transfer.state != Credited, "{states:?}");
        }
    }

    #[test]
    fn the_reasons_of_programs_and_of_the_operator_are_told() {
        let told = |states: &[State]| {
            let mut transfer = transfer(states);
            transfer.events.iter_mut().for_each(|event| event.reason = event.at.ms().to_string());
            rows(&transfer).into_iter().map(|row| row.reason).collect::<Vec<_>>()
        };
        assert_eq!(told(&[State::Waiting, State::Debiting, State::Refused]), ["", "", "2"]);
        assert_eq!(told(&[State::Debited, State::Crediting, State::Unresolved, State::Credited])[2..], ["", "3"]);
        assert_eq!(told(&[State::Waiting, State::Cancelled]), ["", ""]);
        assert_eq!(told(&[State::Debited, State::Refused])[1..], ["1", ""], "what is to come has no reason");
        for own in [NOT_EXECUTED, TOO_MANY_POINTS] {
            let mut refused = transfer(&[State::Debiting, State::Refused]);
            refused.events.iter_mut().for_each(|event| event.reason = own.into());
            assert!(rows(&refused).iter().all(|row| row.reason.is_empty()), "{own}");
        }
    }

    #[test]
    fn late_is_only_what_is_on_its_way_after_its_latest_time() {
        let at = Timestamp::from_ms(201);
        assert!(is_late(&transfer(&[State::Waiting, State::Debiting, State::Debited]), at));
        assert!(!is_late(&transfer(&[State::Waiting, State::Debiting]), Timestamp::from_ms(200)));
        assert!(!is_late(&transfer(&[State::Waiting]), at) && !is_late(&transfer(&[State::Credited]), at));
    }

    #[test]
    fn slow_is_what_takes_longer_than_nine_of_ten_and_is_not_late_yet() {
        let observed = Observed { median_seconds: 0, most_seconds: 0, count: 9 };
        let crediting = transfer(&[State::Waiting, State::Debiting, State::Debited, State::Crediting]);
        for (now, slow) in [(1, false), (2, true), (200, true), (201, false)] {
            assert_eq!(is_slow(&crediting, observed, Timestamp::from_ms(now)), slow, "{now}");
        }
        let credited = transfer(&[State::Debiting, State::Debited, State::Credited]);
        assert!(!is_slow(&credited, observed, Timestamp::from_ms(100)));
        let patient = Observed { most_seconds: 1, ..observed };
        assert!(!is_slow(&crediting, patient, Timestamp::from_ms(150)));
    }

    #[test]
    fn a_step_further_on_the_way_is_one_and_an_end_is_not() {
        assert!(!is_step(State::Waiting, State::Debiting) && !is_step(State::Crediting, State::Credited));
        assert!(is_step(State::Debiting, State::Debited) && is_step(State::Debited, State::Crediting));
    }
}
