//! S15 and S16: what somebody who knows no more than a number can learn from it, and do to its owner.

use crate::identity::{fresh_number, fresh_phone, with_consent, wrong};
use crate::support::{Place, check_on_both, rounds};
use crate::world::{Answer, World};
use axum::http::Method;
use contract::*;
use gom_backend::code_sender::NotSent;
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Everything about an answer but the random and the dated.
fn shape(answer: &Answer) -> (u16, usize, Vec<String>, BTreeSet<String>) {
    let mut headers: Vec<String> = answer.headers.keys().map(|name| name.to_string()).collect();
    headers.sort();
    let body: Value = answer.json();
    (answer.status.as_u16(), answer.body.len(), headers, body.as_object().unwrap().keys().cloned().collect())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[tokio::test]
async fn known_and_unknown_phones_get_the_same_answer() {
    let (world, each) = (World::new(Place::sqlite()).await, rounds(100, 5_000));
    let known: Vec<String> = (0..each).map(|_| fresh_phone()).collect();
    for phone in &known {
        world.signed_in(phone).await;
    }
    world.clock.advance_ms(60_000);
    let (mut shapes, mut wrongs) = (BTreeSet::new(), BTreeSet::new());
    let mut times = [Vec::new(), Vec::new()];
    for phone in &known {
        for (kind, phone) in [phone.clone(), fresh_phone()].iter().enumerate() {
            let started = Instant::now();
            let answer = world.visitor().send_code(phone).await;
            times[kind].push(started.elapsed());
            shapes.insert(shape(&answer));
            let sent: CodeSent = answer.json();
            let refused = world.visitor().try_code(&sent.request, &wrong(&sent), false).await;
            assert_eq!(refused.code(), Some(Code::CodeWrong));
            wrongs.insert(shape(&refused));
            let again = world.visitor().send_code(phone).await;
            assert_eq!(again.code(), Some(Code::RateLimited));
            wrongs.insert(shape(&again));
        }
    }
    assert_eq!((shapes.len(), wrongs.len()), (1, 2), "{shapes:?} {wrongs:?}");
    let [known, unknown] = times.map(median);
    println!("S15: {each} known {known:?}, {each} unknown {unknown:?} (medians)");
    // Times are compared where there are enough of them.
    let apart = known.max(unknown) - known.min(unknown);
    assert!(each < 1_000 || apart * 20 < known.max(unknown), "known {known:?}, unknown {unknown:?}");
}

#[tokio::test]
async fn linked_and_unlinked_and_unknown_numbers_get_the_same_answer() {
    let world = World::new(Place::sqlite()).await;
    let (owner, curious) = (world.member().await, world.member().await);
    let program = owner.free_program().await;
    let [linked, unlinked] = [fresh_number(), fresh_number()];
    let gone = owner.link(&program, &unlinked).await;
    owner.unlink(&gone.id).await;
    owner.link(&program, &linked).await;
    let mut shapes = BTreeSet::new();
    for number in [linked, unlinked, fresh_number()] {
        let answer = curious.send_link(&program, &number).await;
        shapes.insert(shape(&answer));
        let started: LinkStarted = answer.json();
        let refused = curious.confirm(&started.id, &crate::identity::other_code(&started.demo_code.unwrap())).await;
        assert_eq!(refused.code(), Some(Code::CodeWrong), "{refused:?}");
    }
    assert_eq!(shapes.len(), 1, "{shapes:?}");
}

#[tokio::test]
async fn tries_on_a_strangers_request_end_nobody_elses() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (owner, stranger, phone) = (world.visitor(), world.visitor(), fresh_phone());
        let his = stranger.ask_code(&phone).await;
        for _ in 0..limits::CODE_TRIES {
            stranger.try_code(&his.request, &wrong(&his), true).await;
        }
        world.clock.set(his.resend_at);
        let own = owner.ask_code(&phone).await;
        for _ in 0..50 {
            let answer = stranger.try_code(&his.request, &wrong(&own), true).await;
            assert_eq!(answer.code(), Some(Code::CodeLocked));
        }
        for left in (1..limits::CODE_TRIES).rev() {
            let answer = owner.try_code(&own.request, &wrong(&own), true).await;
            assert_eq!(answer.json::<Problem>().tries_left, Some(left), "all tries are the owner's");
        }
        assert_eq!(owner.send(Method::POST, paths::SESSION, Some(&with_consent(&own))).await.code(), None);
    })
    .await;
}

#[tokio::test]
async fn guessing_over_many_requests_is_bounded_and_a_right_code_still_works() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (visitor, phone) = (world.visitor(), fresh_phone());
        let mut guesses = 0;
        for _ in 0..23 {
            // Ten in an hour, for a day.
            for _ in 0..limits::CODES_PER_HOUR - 1 {
                let sent = visitor.ask_code(&phone).await;
                loop {
                    guesses += 1;
                    if visitor.try_code(&sent.request, &wrong(&sent), true).await.code() != Some(Code::CodeWrong) {
                        break;
                    }
                }
                world.clock.set(sent.resend_at);
            }
            let own = visitor.ask_code(&phone).await;
            if guesses > 100 {
                assert_eq!(visitor.send(Method::POST, paths::SESSION, Some(&with_consent(&own))).await.code(), None);
            }
            world.clock.advance_ms(3_600_000);
        }
        let most = limits::CODE_WRONG_PER_DAY + 23 * limits::CODES_PER_HOUR;
        assert!((limits::CODE_WRONG_PER_DAY..most).contains(&guesses), "{guesses} guesses in a day");
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_signed_in_before_gets_in_whatever_a_stranger_uses_up() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (visitor, stranger, phone) = (world.visitor(), world.visitor(), fresh_phone());
        let first = visitor.ask_code(&phone).await;
        let answer = visitor.send(Method::POST, paths::SESSION, Some(&with_consent(&first))).await;
        let cookies = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
        let device =
            cookies.filter_map(|line| line.split(';').next()).find(|pair| pair.starts_with("__Host-gom-device="));
        let owner = crate::world::Client { cookie: device.map(str::to_owned), ..world.visitor() };
        assert!(owner.cookie.is_some(), "{:?}", answer.headers);
        // All codes of the hour, and as many wrong tries as each of them takes.
        let mut now = first.resend_at;
        loop {
            world.clock.set(now);
            let answer = stranger.send_code(&phone).await;
            if answer.code() == Some(Code::RateLimited) {
                break;
            }
            let sent: CodeSent = answer.json();
            for _ in 0..limits::CODE_TRIES {
                stranger.try_code(&sent.request, &wrong(&sent), true).await;
            }
            now = now.plus_ms(limits::CODE_RESEND_SECONDS * 1_000);
        }
        assert_eq!(world.visitor().send_code(&phone).await.code(), Some(Code::RateLimited));
        // One typing error is the owner's own affair.
        let own = owner.ask_code(&phone).await;
        assert_eq!(owner.try_code(&own.request, &wrong(&own), true).await.code(), Some(Code::CodeWrong));
        assert_eq!(owner.send(Method::POST, paths::SESSION, Some(&with_consent(&own))).await.code(), None);
        // The mark of one number is of no use for another.
        let other = fresh_phone();
        for _ in 0..limits::CODES_PER_HOUR {
            now = now.plus_ms(limits::CODE_RESEND_SECONDS * 1_000);
            world.clock.set(now);
            stranger.ask_code(&other).await;
        }
        world.clock.set(now.plus_ms(limits::CODE_RESEND_SECONDS * 1_000));
        assert_eq!(owner.send_code(&other).await.code(), Some(Code::RateLimited));
    })
    .await;
}

#[tokio::test]
async fn a_code_of_which_nobody_knows_whether_it_arrived_counts_and_works() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (visitor, phone) = (world.visitor(), fresh_phone());
        world.outbox.fail(Some(NotSent::Unknown));
        let sent = visitor.ask_code(&phone).await;
        assert_eq!(visitor.send_code(&phone).await.code(), Some(Code::RateLimited));
        assert_eq!(visitor.send(Method::POST, paths::SESSION, Some(&with_consent(&sent))).await.code(), None);
    })
    .await;
}

#[tokio::test]
async fn a_code_that_was_not_handed_over_was_never_there() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (visitor, phone) = (world.visitor(), fresh_phone());
        let before = visitor.ask_code(&phone).await;
        world.clock.set(before.resend_at);
        world.outbox.fail(Some(NotSent::Refused));
        for _ in 0..2 * limits::CODES_PER_HOUR {
            let answer = visitor.send_code(&phone).await;
            assert_eq!((answer.status.as_u16(), answer.code()), (503, Some(Code::CodeNotSent)));
        }
        world.outbox.fail(None);
        assert_eq!(visitor.send(Method::POST, paths::SESSION, Some(&with_consent(&before))).await.code(), None);
        visitor.ask_code(&phone).await;
    })
    .await;
}

#[tokio::test]
async fn outside_the_demo_only_the_owner_gets_the_code() {
    let settings = [("GOM_DEMO", "0")];
    let world = World::with(Place::sqlite(), &settings, &gom_backend::seed::SAMPLE, None).await;
    let (visitor, phone) = (world.visitor(), fresh_phone());
    let headers = [("origin", crate::world::ORIGIN), ("accept-language", "ru,en;q=0.8")];
    let body = serde_json::json!({"phone": phone});
    let answer = visitor.send_as(Method::POST, paths::SESSION_CODE, Some(&body), &headers).await;
    let message = world.outbox.last();
    assert!(answer.json::<CodeSent>().demo_code.is_none() && !answer.text().contains(&message.code));
    let told = serde_json::to_value(&message).unwrap();
    assert_eq!(told["to"], serde_json::json!({"kind": "phone", "phone": Phone::parse(&phone).unwrap().e164()}));
    assert_eq!((told["purpose"].as_str(), told["language"].as_str()), (Some("sign_in"), Some("ru")));
    assert!(!told.to_string().contains(&answer.json::<CodeSent>().request.0), "the request is the asker's secret");
    let answer = visitor.try_code(&answer.json::<CodeSent>().request, &message.code, true).await;
    let member = crate::world::Client { cookie: Some(answer.cookie()), ..visitor };
    assert!(!answer.json::<Session>().member.unwrap().demo);

    let started = member.ask_link(&ProgramId("lotusmiles".into()), "9 123-456").await;
    let told = serde_json::to_value(world.outbox.last()).unwrap();
    assert_eq!(told["to"], serde_json::json!({"kind": "membership", "program": "lotusmiles", "number": "9123456"}));
    assert_eq!((started.number.as_str(), started.demo_code), ("9123456", None));
    let linked: Membership = member.confirm(&started.id, &world.outbox.last().code).await.json();
    assert_eq!(linked.balance.available.get(), 0, "sample points are for the demo");
    assert_eq!(world.outbox.count(), 2);
}
