//! Passkeys: adding, naming, removing, signing in; and everything that is no good, refused in one sentence without a change.

use crate::authenticator::SoftPasskey;
use crate::step_up::{careful, step};
use crate::support::{Place, check_on_both};
use crate::world::{Answer, Client, ORIGIN, World, fresh_id};
use axum::http::{Method, StatusCode};
use contract::limits::PASSKEYS_MOST;
use contract::*;
use serde_json::{Value, json};

async fn add(member: &Client, body: &Value) -> Answer {
    member.send(Method::POST, paths::PASSKEYS, Some(body)).await
}

async fn list(member: &Client) -> Vec<Passkey> {
    member.get::<Passkeys>(paths::PASSKEYS).await.items
}

async fn remove(member: &Client, id: &PasskeyId, by: &SoftPasskey) -> Answer {
    let proof = member.proved(&json!({"action": "remove_passkey", "passkey": id}), Some(by)).await;
    member.send(Method::POST, &paths::fill(paths::PASSKEY_REMOVE, &[&id.0]), Some(&json!({"step_up": proof}))).await
}

#[tokio::test]
async fn a_passkey_is_added_named_signs_in_and_is_removed() {
    check_on_both(|place| async move {
        let world = World::new(place).await;
        let member = world.member().await;
        assert!(list(&member).await.is_empty());
        let (laptop, key) = member.add_passkey(" Laptop ", None).await;
        assert_eq!((laptop.name.as_str(), laptop.used_at), ("Laptop", None));
        let (phone, other) = member.add_passkey("Phone", Some(&key)).await;
        assert_eq!(key.handle, other.handle, "one member, one handle");
        let renamed = json!({"name": "Điện thoại"});
        let path = paths::fill(paths::PASSKEY, &[&phone.id.0]);
        let answer = member.send(Method::PATCH, &path, Some(&renamed)).await;
        assert_eq!(answer.json::<Passkey>().name, "Điện thoại");
        for bad in ["", "  ", "a\nb", &"x".repeat(41)] {
            let answer = member.send(Method::PATCH, &path, Some(&json!({"name": bad}))).await;
            assert_eq!(answer.code(), Some(Code::Invalid), "{bad}");
        }
        let answer = world.visitor().try_passkey(&member.passkey_sign_in(&other).await).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        let again = Client { cookie: Some(answer.cookie()), ..member.clone() };
        assert_eq!(again.wallet().await, member.wallet().await);
        assert_eq!(again.get::<Sessions>(paths::SESSIONS).await.items.len(), 2);
        let listed = list(&again).await;
        assert_eq!(listed.iter().map(|key| key.used_at.is_some()).collect::<Vec<_>>(), [true, true]);
        assert_eq!(member.get::<Export>(paths::EXPORT).await.passkeys, listed);

        assert_eq!(remove(&member, &phone.id, &key).await.code(), None);
        assert_eq!(list(&member).await.len(), 1);
        let gone = world.visitor().try_passkey(&member.passkey_sign_in(&other).await).await;
        assert_eq!(gone.code(), Some(Code::PasskeyFailed));
        // A closed account signs nobody in.
        assert_eq!(member.send(Method::DELETE, paths::ME, None).await.code(), None);
        let closed = world.visitor().try_passkey(&world.visitor().passkey_sign_in(&key).await).await;
        assert_eq!(closed.code(), Some(Code::PasskeyFailed));
    })
    .await;
}

#[tokio::test]
async fn whatever_is_wrong_with_a_sign_in_is_told_in_the_same_words() {
    check_on_both(|place| async move {
        let world = World::new(place).await;
        let (member, stranger) = (world.member().await, world.member().await);
        let (_, key) = member.add_passkey("Laptop", None).await;
        let (_, foreign) = stranger.add_passkey("Theirs", None).await;
        let visitor = world.visitor();
        let used = visitor.passkey_sign_in(&key).await;
        assert_eq!(visitor.try_passkey(&used).await.code(), None);
        let (started, older) = (visitor.start_passkey_sign_in().await, visitor.start_passkey_sign_in().await);
        let body = |signed: String| json!({"id": started.id, "credential": signed});
        let unknown = SoftPasskey::make(&member.start_passkey(Some(&key)).await.options, ORIGIN).0;
        let claims = foreign.claiming(&key.handle);
        let mut words = Vec::new();
        for (what, body) in [
            ("replayed", used),
            ("an unknown credential", body(unknown.sign(&started.options, ORIGIN))),
            ("a forged signature", body(key.forged().sign(&started.options, ORIGIN))),
            ("somebody else's handle", body(claims.sign(&started.options, ORIGIN))),
            ("another site", body(key.sign(&started.options, "https://evil.example"))),
            ("another challenge", body(key.sign(&older.options, ORIGIN))),
            ("no challenge", json!({"id": fresh_id(), "credential": key.sign(&started.options, ORIGIN)})),
            ("nonsense", body("{".to_owned())),
        ] {
            let answer = visitor.try_passkey(&body).await;
            assert_eq!(answer.code(), Some(Code::PasskeyFailed), "{what}");
            assert!(answer.header("set-cookie").is_empty(), "{what}");
            words.push(answer.json::<Problem>().detail);
        }
        assert!(words.iter().all(|text| *text == words[0]), "{words:?}");
        assert_eq!(member.get::<Sessions>(paths::SESSIONS).await.items.len(), 2);
        assert_eq!(stranger.get::<Sessions>(paths::SESSIONS).await.items.len(), 1);
        // None of that used the challenge up; time does.
        let good = body(key.sign(&started.options, ORIGIN));
        world.clock.advance_ms(5 * 60_000);
        assert_eq!(visitor.try_passkey(&good).await.code(), Some(Code::PasskeyFailed));
    })
    .await;
}

#[tokio::test]
async fn a_passkey_is_only_added_to_who_asked_once() {
    check_on_both(|place| async move {
        let world = World::new(place).await;
        let (member, stranger) = (world.member().await, world.member().await);
        let (key, body) = member.making("Laptop", None).await;
        let asked = stranger.start_passkey(None).await;
        let elsewhere = SoftPasskey::make(&asked.options, "https://evil.example").1;
        let elsewhere = json!({"id": asked.id, "name": "x", "credential": elsewhere});
        for (what, member, body) in [
            ("somebody else's challenge", &stranger, &body),
            ("another site", &stranger, &elsewhere),
            (
                "another challenge's answer",
                &stranger,
                &json!({"id": asked.id, "name": "x", "credential": body["credential"]}),
            ),
        ] {
            assert_eq!(add(member, body).await.code(), Some(Code::PasskeyFailed), "{what}");
            assert!(list(member).await.is_empty(), "{what}");
        }
        assert_eq!(add(&member, &body).await.code(), None);
        assert_eq!(add(&member, &body).await.code(), Some(Code::PasskeyFailed), "replayed");
        assert_eq!(list(&member).await.len(), 1);
        // What belongs to one member is nobody else's.
        let same = json!({"id": asked.id, "name": "x", "credential": key.registered(&asked.options, ORIGIN)});
        assert_eq!(add(&stranger, &same).await.code(), Some(Code::PasskeyFailed));
        assert!(list(&stranger).await.is_empty());
        // Neither is anything begun without a proof, nor with one for another step.
        let id = list(&member).await[0].id.clone();
        let removal = member.proved(&json!({"action": "remove_passkey", "passkey": id}), Some(&key)).await;
        for proof in [ChallengeId(fresh_id()), removal] {
            let answer = member.send(Method::POST, paths::PASSKEYS_START, Some(&json!({"step_up": proof}))).await;
            assert_eq!(answer.code(), Some(Code::StepUpNeeded));
        }
        let adding = member.proved(&json!({"action": "add_passkey"}), Some(&key)).await;
        let path = paths::fill(paths::PASSKEY_REMOVE, &[&id.0]);
        let answer = member.send(Method::POST, &path, Some(&json!({"step_up": adding}))).await;
        assert_eq!((answer.code(), list(&member).await.len()), (Some(Code::StepUpNeeded), 1));
        // And a proof begins one only.
        for code in [None, Some(Code::StepUpNeeded)] {
            let answer = member.send(Method::POST, paths::PASSKEYS_START, Some(&json!({"step_up": adding}))).await;
            assert_eq!(answer.code(), code);
        }
    })
    .await;
}

#[tokio::test]
async fn a_member_has_no_more_passkeys_than_the_limit() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let (_, key) = member.add_passkey("0", None).await;
    for n in 1..PASSKEYS_MOST {
        member.add_passkey(&n.to_string(), Some(&key)).await;
    }
    let step_up = member.proved(&json!({"action": "add_passkey"}), Some(&key)).await;
    let answer = member.send(Method::POST, paths::PASSKEYS_START, Some(&json!({"step_up": step_up}))).await;
    assert_eq!((answer.code(), list(&member).await.len()), (Some(Code::PasskeysFull), PASSKEYS_MOST));
}

#[tokio::test]
async fn a_counter_that_does_not_grow_is_of_a_copy() {
    check_on_both(|place| async move {
        let (_world, member, key) = careful(place).await;
        let quote = member.quote(&member.a_move().await).await;
        let (one, other) = (
            member.ask_step_up(&step(&fresh_id(), &quote)).await,
            member.ask_step_up(&step(&fresh_id(), &quote)).await,
        );
        let prove = async |asked: &StepUp, counter: u32| {
            let credential = key.counting(counter).sign(asked.options.as_ref().unwrap(), ORIGIN);
            member.prove(&asked.id, &json!({"credential": credential})).await.code()
        };
        assert_eq!(prove(&one, 5).await, None);
        // Both were asked for before anything was counted.
        for counter in [0, 4, 5] {
            assert_eq!(prove(&other, counter).await, Some(Code::PasskeyFailed), "{counter}");
        }
        assert_eq!(prove(&other, 6).await, None);
    })
    .await;
}

#[tokio::test]
async fn with_a_passkey_goes_what_was_proved_or_begun_by_it() {
    check_on_both(|place| async move {
        let (_world, member, stolen) = careful(place).await;
        let id = member.get::<Passkeys>(paths::PASSKEYS).await.items[0].id.clone();
        let (_, own) = member.add_passkey("Phone", Some(&stolen)).await;
        let (transfer, quote) = (fresh_id(), member.quote(&member.a_move().await).await);
        let proof = member.proved(&step(&transfer, &quote), Some(&stolen)).await;
        let (_, begun) = member.making("Theirs", Some(&stolen)).await;
        let removal = member.proved(&json!({"action": "remove_passkey", "passkey": id}), Some(&own)).await;
        let path = paths::fill(paths::PASSKEY_REMOVE, &[&id.0]);
        let removed = member.send(Method::POST, &path, Some(&json!({"step_up": removal}))).await;
        assert_eq!(removed.code(), None);
        assert_eq!(member.accept_proved(&transfer, &quote.id, &proof).await.code(), Some(Code::StepUpNeeded));
        let added = member.send(Method::POST, paths::PASSKEYS, Some(&begun)).await;
        assert_eq!(added.code(), Some(Code::PasskeyFailed));
    })
    .await;
}
