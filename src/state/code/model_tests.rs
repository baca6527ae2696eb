use super::*;
use crate::api::Said;

const NOW: Timestamp = Timestamp::EPOCH;

fn sent(request: &str) -> Sent {
    let at = |seconds: i64| NOW.plus_ms(seconds * 1_000);
    Sent { request: request.into(), expires_at: at(300), resend_at: at(30), demo_code: None }
}

fn refused(code: Code) -> ApiError {
    let problem = Said {
        code,
        request_id: String::new(),
        errors: vec![],
        tiers: vec![],
        countries: vec![],
        tries_left: Some(3),
        left_at: None,
        retry_after_seconds: None,
    };
    ApiError::Refused { problem: Box::new(problem) }
}

fn limited(code: Code) -> ApiError {
    ApiError::RateLimited { after_seconds: 60, code }
}

/// A proof that has heard these events, and what the last one asks to send.
fn after(events: Vec<Event>) -> (Proof, Option<Prove>) {
    let mut proof = Proof::new();
    let last = events.into_iter().fold(None, |_, event| proof.tell(event, NOW));
    (proof, last)
}

fn entered() -> Vec<Event> {
    vec![Event::Asked(Ok(sent("r1"))), Event::Entered("123456".into())]
}

fn prove(request: &str, code: &str, consent: bool) -> Option<Prove> {
    Some(Prove { request: request.into(), code: code.into(), consent })
}

#[test]
fn a_whole_code_is_sent_and_a_part_of_one_is_not() {
    let (proof, next) = after(entered());
    assert_eq!((proof.step, proof.trouble, next), (Step::Code, None, prove("r1", "123456", false)));
    let (proof, next) = after(vec![Event::Asked(Ok(sent("r1"))), Event::Entered("12345".into())]);
    assert_eq!((proof.step, proof.trouble, next), (Step::Code, Some(Trouble::Incomplete), None));
}

#[test]
fn each_refusal_of_a_code_leads_to_where_it_can_be_repaired() {
    let until = Until { at: NOW.plus_ms(60_000), seconds: 60 };
    for (error, step, trouble) in [
        (refused(Code::CodeWrong), Step::Code, Some(Trouble::Wrong { tries_left: 3 })),
        (refused(Code::CodeExpired), Step::Code, Some(Trouble::Expired)),
        (ApiError::NotFound, Step::Code, Some(Trouble::Expired)),
        (limited(Code::CodeLocked), Step::Code, Some(Trouble::Locked(until))),
        (limited(Code::RateLimited), Step::Code, Some(Trouble::Wait(until))),
        (ApiError::Offline, Step::Code, Some(Trouble::Other(ApiError::Offline))),
        (refused(Code::ConsentNeeded), Step::Consent, None),
    ] {
        let mut events = entered();
        events.push(Event::Proved(Err(error.clone())));
        let (proof, next) = after(events);
        assert_eq!((proof.step, proof.trouble, next), (step, trouble, None), "{error:?}");
    }
}

#[test]
fn after_the_consent_the_same_code_is_sent_again() {
    let mut events = entered();
    events.push(Event::Proved(Err(refused(Code::ConsentNeeded))));
    events.push(Event::Agreed(false));
    let (proof, next) = after(events.clone());
    assert_eq!((proof.step, proof.trouble, next), (Step::Consent, Some(Trouble::NoConsent), None));
    events.push(Event::Agreed(true));
    assert_eq!(after(events.clone()).1, prove("r1", "123456", true));

    events.push(Event::Proved(Ok(())));
    assert_eq!(after(events).0.step, Step::Done);
}

#[test]
fn a_code_that_dies_during_the_consent_is_asked_for_again_without_agreeing_again() {
    let mut events = entered();
    events.push(Event::Proved(Err(refused(Code::ConsentNeeded))));
    events.push(Event::Agreed(true));
    events.push(Event::Proved(Err(refused(Code::CodeExpired))));
    let (proof, _) = after(events.clone());
    assert_eq!((proof.step, proof.trouble), (Step::Code, Some(Trouble::Expired)));
    events.push(Event::Asked(Ok(sent("r2"))));
    events.push(Event::Entered("654321".into()));
    assert_eq!(after(events.clone()).1, prove("r2", "654321", true));

    // Another number is another agreement.
    events.push(Event::Change);
    events.push(Event::Asked(Ok(sent("r3"))));
    events.push(Event::Entered("111111".into()));
    assert_eq!(after(events).1, prove("r3", "111111", false));
}

#[test]
fn a_field_that_a_refusal_emptied_tells_nothing_new() {
    let wrong = entered().into_iter().chain([Event::Proved(Err(refused(Code::CodeExpired)))]);
    let touched = wrong.chain([Event::Entered(String::new())]);
    assert_eq!(after(touched.collect()).0.trouble, Some(Trouble::Expired));
    let (proof, _) = after(vec![Event::Asked(Ok(sent("r1"))), Event::Entered(String::new())]);
    assert_eq!(proof.trouble, Some(Trouble::Incomplete));
}

#[test]
fn a_refused_question_stays_where_it_was_asked() {
    let (proof, _) = after(vec![Event::Asked(Err(limited(Code::RateLimited)))]);
    assert_eq!((proof.step, proof.sent), (Step::Ask, None));
    let (proof, _) = after(vec![Event::Asked(Ok(sent("r1"))), Event::Asked(Err(ApiError::Timeout))]);
    assert_eq!((proof.step, proof.sent.as_ref()), (Step::Code, Some(&sent("r1"))));
    assert_eq!(proof.trouble, Some(Trouble::Other(ApiError::Timeout)));
}

#[test]
fn who_comes_back_to_a_number_at_once_finds_its_code_still_good() {
    let later = NOW.plus_ms(30_000);
    let (mut proof, _) = after(vec![Event::Asked(Ok(sent("r1"))), Event::Change]);
    assert_eq!((proof.step, proof.can_return(NOW), proof.can_return(later)), (Step::Ask, true, false));
    proof.tell(Event::Return, NOW);
    assert_eq!((proof.step, proof.sent.as_ref()), (Step::Code, Some(&sent("r1"))));
    for dead in [refused(Code::CodeExpired), limited(Code::CodeLocked)] {
        let mut events = entered();
        events.extend([Event::Proved(Err(dead)), Event::Change]);
        assert!(!after(events).0.can_return(NOW));
    }
    assert!(!Proof::new().can_return(NOW));
}

#[test]
fn a_code_is_found_in_what_is_pasted() {
    for (text, code) in [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("123-456", "123456"),
        ("2 ma: 654321, het han sau 5 phut", "654321"),
        ("1234567", "123456"),
        ("12a", "12"),
        ("\u{661}\u{662}", ""),
        ("", ""),
    ] {
        assert_eq!(digits(text), code, "{text}");
    }
}

#[test]
fn the_clock_of_the_server_is_learnt_from_the_end_of_the_code() {
    let clock = sent("r").clock(Timestamp::from_ms(1_000_000));
    assert_eq!(clock.of(Timestamp::from_ms(1_000_000)), NOW);
}
