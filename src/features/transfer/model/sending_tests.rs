//! Tables for the life of a confirmation.

use super::*;

const NOW: Facts = Facts { online: true, now: Timestamp::from_ms(1_000) };
const OFFLINE: Facts = Facts { online: false, ..NOW };
const LATE: Facts = Facts { online: true, now: Timestamp::from_ms(300_000) };

/// One whose request got no answer.
fn astray() -> Intent {
    Intent { astray: true, ..intent() }
}

fn intent() -> Intent {
    Intent {
        id: TransferId("7f9c24e5-2f8b-4c6d-8e1f-0a1b2c3d4e5f".into()),
        quote: QuoteId("q".into()),
        created: Timestamp::from_ms(0),
        quote_ends: Timestamp::from_ms(300_000),
        mark: "m".into(),
        about: "100".into(),
        proof: false,
        astray: false,
    }
}

/// Walks through the events from `Idle`; returns the last phase and everything that was done.
fn walk(events: Vec<(Event, Facts)>) -> (Phase, Vec<Do>) {
    let mut done = Vec::new();
    let mut phase = Phase::Idle;
    for (event, facts) in events {
        let (next, action) = phase.apply(event, facts);
        done.extend((action != Do::Nothing).then_some(action));
        phase = next;
    }
    (phase, done)
}

fn confirmed(rest: Vec<(Event, Facts)>) -> (Phase, Vec<Do>) {
    let start = [(Event::Confirm(intent()), NOW), (Event::Stored(true), NOW)];
    walk(start.into_iter().chain(rest).collect())
}

#[test]
fn an_intent_is_stored_before_it_is_sent_and_dropped_when_its_outcome_is_known() {
    let (phase, done) = confirmed(vec![(Event::Answered(Answer::Accepted), NOW)]);
    assert_eq!(phase, Phase::Done(intent().id));
    assert_eq!(done, [Do::Store(intent()), Do::Send(intent()), Do::Open(intent().id)]);
}

#[test]
fn a_second_touch_has_no_effect() {
    let twice = vec![
        (Event::Confirm(intent()), NOW),
        (Event::Confirm(intent()), NOW),
        (Event::Stored(true), NOW),
        (Event::Confirm(intent()), NOW),
        (Event::SendAgain, NOW),
        (Event::Check, NOW),
    ];
    assert_eq!(walk(twice), (Phase::Sending(intent()), vec![Do::Store(intent()), Do::Send(intent())]));
}

#[test]
fn nothing_is_sent_without_connection_without_storage_or_after_the_quote() {
    let cases = [
        (vec![(Event::Confirm(intent()), OFFLINE)], Why::Offline, 0),
        (vec![(Event::Confirm(intent()), LATE)], Why::QuoteOver, 0),
        (vec![(Event::Confirm(intent()), NOW), (Event::Stored(false), NOW)], Why::NotStored, 2),
    ];
    for (events, why, actions) in cases {
        let (phase, done) = walk(events);
        assert_eq!((phase, done.len()), (Phase::NotMoved(why), actions));
        assert!(!done.iter().any(|action| matches!(action, Do::Send(_))));
    }
}

#[test]
fn every_refusal_ends_the_intent() {
    let cases = [
        (Answer::QuoteOver, Why::QuoteOver),
        (Answer::Refused(Refused::NotEnough), Why::Refused(Refused::NotEnough)),
        (Answer::Refused(Refused::Other), Why::Refused(Refused::Other)),
    ];
    for (answer, why) in cases {
        let (phase, done) = confirmed(vec![(Event::Answered(answer), NOW)]);
        assert_eq!(phase, Phase::NotMoved(why));
        assert_eq!(done.last(), Some(&Do::Drop(intent().id)));
    }
}

#[test]
fn a_lost_answer_is_unknown_until_the_server_says() {
    let lost = || (Event::Answered(Answer::Lost), NOW);
    assert_eq!(confirmed(vec![lost()]).0, Phase::Unknown(astray(), Origin::Flow));
    let cases = [
        (vec![(Event::Told(Told::There), NOW)], Phase::Done(intent().id), Do::Open(intent().id)),
        (vec![(Event::Told(Told::Lost), NOW)], Phase::Unknown(astray(), Origin::Flow), Do::Ask(intent().id)),
        (vec![(Event::Told(Told::NotThere), NOW)], Phase::Storing(astray()), Do::Store(astray())),
        (vec![(Event::Told(Told::NotThere), OFFLINE)], Phase::Absent(astray()), Do::Ask(intent().id)),
        // However late it is by the clock here: the server says whether the quote is over.
        (vec![(Event::Told(Told::NotThere), LATE)], Phase::Storing(astray()), Do::Store(astray())),
    ];
    for (rest, end, last) in cases {
        let events = [lost(), (Event::Check, NOW)].into_iter().chain(rest).collect();
        let (phase, done) = confirmed(events);
        assert_eq!((phase, done.last()), (end, Some(&last)));
    }
}

#[test]
fn a_refusal_after_a_lost_answer_is_the_end_only_once_the_server_has_let_the_quote_go() {
    let refusals =
        [(Answer::QuoteOver, Why::QuoteOver), (Answer::Refused(Refused::NotEnough), Why::Refused(Refused::NotEnough))];
    for (answer, why) in refusals {
        let again = [
            Event::Answered(Answer::Lost),
            Event::Check,
            Event::Told(Told::NotThere),
            Event::Stored(true),
            Event::Answered(answer),
        ];
        let walked =
            |rest: Vec<Event>| confirmed(again.iter().cloned().chain(rest).map(|event| (event, NOW)).collect());
        let (phase, done) = walked(vec![]);
        assert_eq!((phase, done.last()), (Phase::Letting(astray(), why.clone()), Some(&Do::Release(intent().quote))));
        let (phase, done) = walked(vec![Event::Released(Released::Gone)]);
        assert_eq!((phase, done.last()), (Phase::NotMoved(why), Some(&Do::Drop(intent().id))));
        let (phase, done) = walked(vec![Event::Released(Released::Used), Event::Told(Told::There)]);
        assert_eq!((phase, done.last()), (Phase::Done(intent().id), Some(&Do::Open(intent().id))));
        assert_eq!(walked(vec![Event::Released(Released::Lost)]).0, Phase::Unknown(astray(), Origin::Visit));
    }
}

#[test]
fn another_unfinished_confirmation_goes_first() {
    let other = || Intent { id: TransferId("other".into()), ..intent() };
    let (phase, done) = walk(vec![(Event::Confirm(intent()), NOW), (Event::Found(other()), NOW)]);
    assert_eq!(phase, Phase::Checking(Intent { astray: true, ..other() }, Origin::Visit));
    assert_eq!(done, [Do::Store(intent()), Do::Ask(other().id)]);
}

#[test]
fn a_later_visit_asks_first_and_sends_only_when_the_member_says_so() {
    let found = |rest: Vec<(Event, Facts)>| walk([(Event::Found(intent()), NOW)].into_iter().chain(rest).collect());
    assert_eq!(found(vec![]).1, [Do::Ask(intent().id)]);
    assert_eq!(found(vec![(Event::Told(Told::There), NOW)]).0, Phase::Done(intent().id));
    let absent = || (Event::Told(Told::NotThere), NOW);
    assert_eq!(found(vec![absent()]), (Phase::Absent(astray()), vec![Do::Ask(intent().id)]));
    let again = || vec![absent(), (Event::SendAgain, NOW), (Event::Stored(true), NOW)];
    assert_eq!(found(again()).1[1..], [Do::Store(astray()), Do::Send(astray())]);
    let full = found(vec![absent(), (Event::SendAgain, NOW), (Event::Stored(false), NOW)]);
    assert_eq!(full.0, Phase::Letting(astray(), Why::NotStored), "what was sent before may still arrive");
    assert_eq!(found(vec![absent(), (Event::LetGo, NOW)]).1.last(), Some(&Do::Release(intent().quote)));
    // A question that got no answer is asked again, and still nothing is sent by that.
    let lost = || (Event::Told(Told::Lost), NOW);
    assert_eq!(found(vec![lost(), (Event::Check, NOW), absent()]).0, Phase::Absent(astray()));
    assert_eq!(found(vec![absent(), (Event::SendAgain, LATE)]).1.last(), Some(&Do::Store(astray())));
    // After the quote's end too only the server knows that nothing will come of it.
    let late = found(vec![(Event::Told(Told::NotThere), LATE)]);
    assert_eq!(late.0, Phase::Letting(astray(), Why::QuoteOver));
    assert_eq!(late.1.last(), Some(&Do::Release(intent().quote)));
}

#[test]
fn what_is_let_go_is_forgotten_only_when_the_server_will_not_have_it() {
    let letting = |released: Released| {
        let events = [Event::Found(intent()), Event::Told(Told::NotThere), Event::LetGo, Event::Released(released)];
        walk(events.into_iter().map(|event| (event, NOW)).collect())
    };
    let (phase, done) = letting(Released::Gone);
    assert_eq!((phase, done.last()), (Phase::NotMoved(Why::LetGo), Some(&Do::Drop(intent().id))));
    let (phase, done) = letting(Released::Lost);
    assert_eq!((phase, done.last()), (Phase::Unknown(astray(), Origin::Visit), Some(&Do::Release(intent().quote))));
    // A transfer was made of the quote: this one, or one that another tab made of it.
    let (phase, done) = letting(Released::Used);
    assert_eq!((&phase, done.last()), (&Phase::Checking(astray(), Origin::Used), Some(&Do::Ask(intent().id))));
    let told = |told| phase.clone().apply(Event::Told(told), NOW).0;
    assert_eq!(told(Told::There), Phase::Done(intent().id));
    assert_eq!(told(Told::NotThere), Phase::NotMoved(Why::Refused(Refused::QuoteUsed)));
    assert_eq!(told(Told::Lost), Phase::Unknown(astray(), Origin::Used));
}

#[test]
fn a_proof_sends_the_same_intent_again_and_giving_up_moves_nothing() {
    let asked = (Event::Answered(Answer::StepUp), NOW);
    let proof = || ChallengeId("c".into());
    let (phase, done) = confirmed(vec![asked.clone(), (Event::Proved(proof()), NOW), (Event::Proved(proof()), NOW)]);
    let marked = || Intent { proof: true, ..intent() };
    assert_eq!(phase, Phase::Sending(marked()));
    let sent = [Do::Store(intent()), Do::Send(intent()), Do::Mark(marked()), Do::SendProved(marked(), proof())];
    assert_eq!(done, sent);
    let others = [Event::Stored(true), Event::Confirm(intent()), Event::Check].map(|event| (event, NOW));
    let (phase, done) = confirmed([asked.clone()].into_iter().chain(others).collect());
    assert_eq!((phase, done.len()), (Phase::Proving(marked()), 3));
    let (phase, done) = confirmed(vec![asked.clone(), (Event::LetGo, NOW)]);
    assert_eq!((phase, done.last()), (Phase::Letting(marked(), Why::LetGo), Some(&Do::Release(intent().quote))));
    // A later visit asks first: the proof may have been given, and its answer lost.
    let (phase, done) = walk(vec![(Event::Found(marked()), NOW), (Event::Told(Told::NotThere), NOW)]);
    let unsure = Intent { astray: true, ..marked() };
    assert_eq!((phase, done), (Phase::Proving(unsure), vec![Do::Ask(intent().id)]));
    // The quote's end lets it go too, and only the server's word is told; a proof that is late has no effect.
    let over = [Event::LetGo, Event::Proved(proof()), Event::Released(Released::Gone)].map(|event| (event, LATE));
    let (phase, done) = confirmed([asked].into_iter().chain(over).collect());
    assert_eq!((phase, done.last()), (Phase::NotMoved(Why::QuoteOver), Some(&Do::Drop(intent().id))));
}
