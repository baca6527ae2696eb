//! Signing in by phone number and code, and everything that can be wrong with it.

use crate::identity::{fresh_phone, with_consent, wrong};
use crate::support::{Place, check_on_both};
use crate::world::{Answer, ORIGIN, World};
use axum::http::{Method, StatusCode};
use contract::*;
use serde_json::json;
use std::collections::HashSet;

const MINUTE_MS: i64 = 60_000;

fn problem(answer: &Answer) -> Problem {
    answer.json()
}

#[tokio::test]
async fn a_new_number_becomes_a_member_with_consent_and_comes_back_without() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (visitor, phone) = (world.visitor(), fresh_phone());
        let sent = visitor.ask_code(&phone).await;
        let code = sent.demo_code.clone().unwrap();
        for _ in 0..7 {
            let answer = visitor.try_code(&sent.request, &code, false).await;
            assert_eq!(answer.code(), Some(Code::ConsentNeeded), "the code must not be used up");
        }
        let body =
            json!({"request": sent.request, "code": code, "consent": true, "language": "ru", "zone": "Europe/Moscow"});
        let answer = visitor.send(Method::POST, paths::SESSION, Some(&body)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        assert!(answer.header("set-cookie").starts_with("__Host-gom="));
        let me = answer.json::<Session>().member.unwrap();
        assert_eq!((me.name.as_str(), me.language, me.zone.as_str()), ("", Language::Ru, "Europe/Moscow"));
        assert_eq!(me.phone.as_deref(), Some(Phone::parse(&phone).unwrap().masked().as_str()));
        assert!(!answer.text().contains(Phone::parse(&phone).unwrap().e164()));

        world.clock.advance_ms(MINUTE_MS);
        let again = visitor.ask_code(&format!("+84 (0){}", &phone[1..])).await;
        let answer = visitor.try_code(&again.request, &again.demo_code.unwrap(), false).await;
        assert_eq!(answer.json::<Session>().member.unwrap(), me, "the same number is the same member");
    })
    .await;
}

#[tokio::test]
async fn a_code_works_once_in_time_and_only_the_latest() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (visitor, phone) = (world.visitor(), fresh_phone());
        let used = visitor.ask_code(&phone).await;
        assert_eq!(visitor.send(Method::POST, paths::SESSION, Some(&with_consent(&used))).await.status.as_u16(), 201);
        world.clock.advance_ms(MINUTE_MS);
        let replaced = visitor.ask_code(&phone).await;
        world.clock.advance_ms(MINUTE_MS);
        let old = visitor.ask_code(&phone).await;
        let unknown = CodeSent { request: CodeRequestId(crate::world::fresh_id()), ..old.clone() };
        world.clock.set(old.expires_at);
        for (sent, what) in [(used, "used"), (replaced, "replaced"), (old, "old"), (unknown, "unknown")] {
            let answer = visitor.send(Method::POST, paths::SESSION, Some(&with_consent(&sent))).await;
            assert_eq!(answer.code(), Some(Code::CodeExpired), "{what}");
            assert!(answer.header("set-cookie").is_empty());
        }
        let last = visitor.ask_code(&phone).await;
        world.clock.set(last.expires_at);
        world.clock.advance_ms(-1);
        assert_eq!(visitor.send(Method::POST, paths::SESSION, Some(&with_consent(&last))).await.code(), None);
    })
    .await;
}

#[tokio::test]
async fn five_wrong_tries_end_a_code_and_say_when_to_ask_again() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (visitor, phone) = (world.visitor(), fresh_phone());
        let sent = visitor.ask_code(&phone).await;
        let other = visitor.ask_code(&fresh_phone()).await;
        for left in (1..limits::CODE_TRIES).rev() {
            let answer = visitor.try_code(&sent.request, &wrong(&sent), true).await;
            assert_eq!((answer.code(), problem(&answer).tries_left), (Some(Code::CodeWrong), Some(left)));
            let nothing = visitor.try_code(&sent.request, "12345", true).await;
            assert_eq!(nothing.code(), Some(Code::Invalid), "what cannot be a code is no try");
        }
        for code in [wrong(&sent), sent.demo_code.clone().unwrap()] {
            let answer = visitor.try_code(&sent.request, &code, true).await;
            assert_eq!(answer.code(), Some(Code::CodeLocked));
            assert_eq!(answer.header("retry-after"), "30");
            assert_eq!(problem(&answer).retry_after_seconds, Some(30));
        }
        assert_eq!(visitor.send(Method::POST, paths::SESSION, Some(&with_consent(&other))).await.code(), None);
        world.clock.set(sent.resend_at);
        let next = visitor.ask_code(&phone).await;
        assert_eq!(
            visitor.try_code(&sent.request, &next.demo_code.clone().unwrap(), true).await.code(),
            Some(Code::CodeLocked)
        );
        assert_eq!(visitor.send(Method::POST, paths::SESSION, Some(&with_consent(&next))).await.code(), None);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_bound_to_its_request() {
    let world = World::new(Place::sqlite()).await;
    let visitor = world.visitor();
    let (mine, theirs) = (visitor.ask_code(&fresh_phone()).await, visitor.ask_code(&fresh_phone()).await);
    if mine.demo_code != theirs.demo_code {
        let crossed = visitor.try_code(&mine.request, &theirs.demo_code.unwrap(), true).await;
        assert_eq!(crossed.code(), Some(Code::CodeWrong));
    }
    assert_eq!(visitor.try_code(&mine.request, &mine.demo_code.unwrap(), true).await.code(), None);
}

#[tokio::test]
async fn phones_that_are_none_and_foreign_ones_are_refused_with_words() {
    let world = World::new(Place::sqlite()).await;
    let long = "0".repeat(10_000);
    for (phone, word) in [
        ("", "0912 345 678"),
        ("abc", "0912 345 678"),
        ("0912", "0912 345 678"),
        ("\u{202e}0912345678", "0912 345 678"),
        ("😀", "0912 345 678"),
        (long.as_str(), "0912 345 678"),
        ("+7 912 345 67 89", "+84"),
        ("+1 415 555 2671", "+84"),
    ] {
        let answer = world.visitor().send_code(phone).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (422, Some(Code::Invalid)), "{phone}");
        let problem = problem(&answer);
        assert!(problem.errors[0].field == "phone" && problem.errors[0].detail.contains(word), "{problem:?}");
    }
    for body in [json!({}), json!({"phone": 912345678}), json!({"phone": "0912345678", "to": "x"})] {
        let answer = world.visitor().send(Method::POST, paths::SESSION_CODE, Some(&body)).await;
        assert_eq!(answer.code(), Some(Code::Malformed), "{body}");
    }
}

#[tokio::test]
async fn one_number_gets_so_many_codes_and_others_go_on() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (visitor, phone) = (world.visitor(), fresh_phone());
        let first = world.clock_now();
        visitor.ask_code(&phone).await;
        let too_soon = visitor.send_code(&phone).await;
        assert_eq!((too_soon.code(), too_soon.header("retry-after")), (Some(Code::RateLimited), "30"));
        for _ in 1..limits::CODES_PER_HOUR {
            world.clock.advance_ms(30_000);
            visitor.ask_code(&phone).await;
        }
        world.clock.advance_ms(30_000);
        for address in ["192.0.2.1", "192.0.2.2"] {
            let headers = [("origin", ORIGIN), ("x-forwarded-for", address), ("forwarded", "for=192.0.2.3")];
            let answer =
                visitor.send_as(Method::POST, paths::SESSION_CODE, Some(&json!({"phone": phone})), &headers).await;
            let left = (first.plus_ms(60 * MINUTE_MS).ms() - world.clock_now().ms()) / 1_000;
            assert_eq!(
                (answer.code(), answer.header("retry-after")),
                (Some(Code::RateLimited), left.to_string().as_str())
            );
        }
        visitor.ask_code(&fresh_phone()).await;
        world.clock.set(first.plus_ms(60 * MINUTE_MS));
        visitor.ask_code(&phone).await;
    })
    .await;
}

#[tokio::test]
async fn the_whole_server_sends_so_many_codes_a_minute() {
    let settings = [("GOM_CODES_PER_MINUTE", "3")];
    let world = World::with(Place::sqlite(), &settings, &gom_backend::seed::SAMPLE, None).await;
    let (visitor, phone) = (world.visitor(), fresh_phone());
    visitor.ask_code(&phone).await;
    for _ in 0..20 {
        assert_eq!(visitor.send_code(&phone).await.code(), Some(Code::RateLimited), "it is too soon for this number");
    }
    // Asking too often for one number used up nothing of the others'.
    visitor.ask_code(&fresh_phone()).await;
    visitor.ask_code(&fresh_phone()).await;
    let honest = fresh_phone();
    assert_eq!(visitor.send_code(&honest).await.code(), Some(Code::RateLimited));
    world.clock.advance_ms(MINUTE_MS);
    // What was refused did not count against the number either.
    visitor.ask_code(&honest).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_code_sent_many_times_at_once_begins_one_session() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let body = with_consent(&world.visitor().ask_code(&fresh_phone()).await);
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let (visitor, body) = (world.visitor(), body.clone());
                tokio::spawn(async move { visitor.send(Method::POST, paths::SESSION, Some(&body)).await })
            })
            .collect();
        let (mut cookies, mut refused) = (HashSet::new(), 0);
        for task in tasks {
            let answer = task.await.unwrap();
            match answer.code() {
                None => assert!(cookies.insert(answer.cookie())),
                Some(code) => {
                    assert_eq!(code, Code::CodeExpired);
                    refused += 1;
                }
            }
        }
        assert_eq!((cookies.len(), refused), (1, 19));
        let client = crate::world::Client { cookie: cookies.into_iter().next(), ..world.visitor() };
        assert_eq!(client.get::<Sessions>(paths::SESSIONS).await.items.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn wrong_codes_sent_at_once_are_all_counted() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let sent = world.visitor().ask_code(&fresh_phone()).await;
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let (visitor, sent) = (world.visitor(), sent.clone());
                tokio::spawn(async move { visitor.try_code(&sent.request, &wrong(&sent), true).await.code() })
            })
            .collect();
        let mut wrong = 0;
        for task in tasks {
            wrong += usize::from(task.await.unwrap() == Some(Code::CodeWrong));
        }
        assert_eq!(wrong, limits::CODE_TRIES as usize - 1);
        let right = world.visitor().send(Method::POST, paths::SESSION, Some(&with_consent(&sent))).await;
        assert_eq!(right.code(), Some(Code::CodeLocked));
    })
    .await;
}
