//! S13: what is worth much, and what guards the account, needs a fresh proof that fits exactly that step, once, for five minutes.

use crate::authenticator::SoftPasskey;
use crate::identity::{fresh_phone, other_code};
use crate::support::{Place, check_on_both};
use crate::world::{Answer, Client, Move, ORIGIN, World, fresh_id};
use contract::points::Points;
use contract::*;
use gom_backend::code_sender::{NotSent, Recipient};
use gom_backend::seed;
use serde_json::{Value, json};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// A server on which more than so much in a day needs a proof.
async fn world(place: Place, vnd: u64) -> World {
    World::with(place, &[("GOM_STEP_UP_VND", &vnd.to_string())], &seed::EVERYDAY, None).await
}

/// What a move is worth in đồng; the same for every member of every world.
async fn worth(of: &Move, member: &Client) -> u64 {
    member.quote(of).await.value_given.minor
}

pub fn step(id: &str, quote: &Quote) -> Value {
    json!({"action": "transfer", "transfer": id, "quote": quote.id})
}

#[tokio::test]
async fn the_value_of_a_day_decides_and_a_refusal_changes_nothing() {
    let known = World::new(Place::sqlite()).await;
    let member = known.member().await;
    let value = worth(&member.a_move().await, &member).await;
    check_on_both(|place| async move {
        let world = world(place, 2 * value).await;
        let member = world.member().await;
        let wanted = member.a_move().await;
        for _ in 0..2 {
            let id = fresh_id();
            assert_eq!(member.accept(&id, &member.quote(&wanted).await.id).await.code(), None);
            // What was taken back counts as well.
            assert_eq!(member.cancel(&id).await.code(), None);
        }
        let (id, quote, before) = (fresh_id(), member.quote(&wanted).await, member.wallet().await);
        assert_eq!(member.accept(&id, &quote.id).await.code(), Some(Code::StepUpNeeded));
        assert_eq!(member.wallet().await, before);
        // The quote comes first, the balance after.
        let much = Move { amount: wanted.amount + 1_000_000 * wanted.step, ..wanted.clone() };
        if let Ok(quote) = serde_json::from_slice::<Quote>(&member.ask(&much.from, &much.to, much.amount).await.body) {
            assert_eq!(member.accept(&fresh_id(), &quote.id).await.code(), Some(Code::StepUpNeeded));
        }
        world.clock.advance_ms(5 * MINUTE_MS);
        assert_eq!(member.accept(&id, &quote.id).await.code(), Some(Code::QuoteExpired));
        let quote = member.quote(&wanted).await;
        let proof = member.proved(&step(&id, &quote), None).await;
        let first = member.accept_proved(&id, &quote.id, &proof).await;
        assert_eq!(first.code(), None);
        // A replay is asked for nothing.
        let again = member.accept(&id, &quote.id).await;
        assert!(again.replayed() && again.body == first.body);
        // A day later the day before counts no more.
        world.clock.advance_ms(DAY_MS);
        assert_eq!(member.accept(&fresh_id(), &member.quote(&wanted).await.id).await.code(), None);
    })
    .await;
}

/// A member with a passkey, on a server where everything needs a proof.
pub async fn careful(place: Place) -> (World, Client, SoftPasskey) {
    let world = world(place, 0).await;
    let member = world.member().await;
    let (_, key) = member.add_passkey("Laptop", None).await;
    (world, member, key)
}

/// The member's moves of one amount from one source to two targets, the first with another amount too.
async fn choices(member: &Client) -> (Move, Move, Move) {
    let moves = member.moves().await;
    let two = moves.iter().find_map(|one| {
        let other = moves.iter().find(|other| other.from == one.from && other.to != one.to)?;
        Some((one.clone(), other.clone()))
    });
    let (one, other) = two.expect("a source with two targets");
    let least = one.amount.max(other.amount);
    let fits = |amount: &u64| amount.is_multiple_of(one.step) && amount.is_multiple_of(other.step);
    let amount = (least..).find(fits).unwrap();
    let (one, other) = (Move { amount, ..one }, Move { amount, ..other });
    let more = Move { amount: one.amount + one.step, ..one.clone() };
    (one, more, other)
}

#[tokio::test]
async fn a_proof_fits_one_transfer_only_and_once() {
    check_on_both(|place| async move {
        let (world, member, key) = careful(place).await;
        let (wanted, more, elsewhere) = choices(&member).await;
        let (id, quote) = (fresh_id(), member.quote(&wanted).await);
        let proof = member.proved(&step(&id, &quote), Some(&key)).await;
        let before = member.wallet().await;
        let refused = async |answer: Answer, what: &str| {
            assert_eq!(answer.code(), Some(Code::StepUpNeeded), "{what}");
            assert_eq!(member.wallet().await, before, "{what}");
        };
        refused(member.accept(&id, &quote.id).await, "no proof").await;
        refused(member.accept_proved(&id, &member.quote(&more).await.id, &proof).await, "another amount").await;
        refused(member.accept_proved(&id, &member.quote(&elsewhere).await.id, &proof).await, "another target").await;
        refused(member.accept_proved(&fresh_id(), &quote.id, &proof).await, "another transfer").await;
        refused(member.accept_proved(&id, &quote.id, &ChallengeId(fresh_id())).await, "an unknown proof").await;
        let unproved = member.ask_step_up(&step(&id, &quote)).await;
        refused(member.accept_proved(&id, &quote.id, &unproved.id).await, "not proved yet").await;
        let for_adding = member.proved(&json!({"action": "add_passkey"}), Some(&key)).await;
        refused(member.accept_proved(&id, &quote.id, &for_adding).await, "for another step").await;
        // Another member, and another session of the same member, cannot use it.
        let stranger = world.member().await;
        let own = stranger.quote(&stranger.a_move().await).await;
        assert_eq!(stranger.accept_proved(&id, &own.id, &proof).await.code(), Some(Code::StepUpNeeded));
        let signed_in = world.visitor().try_passkey(&member.passkey_sign_in(&key).await).await;
        let elsewhere = Client { cookie: Some(signed_in.cookie()), ..member.clone() };
        refused(elsewhere.accept_proved(&id, &quote.id, &proof).await, "another session").await;

        // None of that used it up; a renewed quote of the same amount and sides is the same step.
        let renewed = member.quote(&wanted).await;
        assert_eq!(member.accept_proved(&id, &renewed.id, &proof).await.code(), None);
        let (next, quote) = (fresh_id(), member.quote(&wanted).await);
        let answer = member.accept_proved(&next, &quote.id, &proof).await;
        assert_eq!(answer.code(), Some(Code::StepUpNeeded), "used once");
        assert_eq!(member.get::<Transfers>(paths::TRANSFERS).await.items.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_proof_and_its_challenge_end_after_five_minutes() {
    check_on_both(|place| async move {
        let (world, member, key) = careful(place).await;
        let wanted = member.a_move().await;
        let (id, quote) = (fresh_id(), member.quote(&wanted).await);
        let proof = member.proved(&step(&id, &quote), Some(&key)).await;
        let open = member.ask_step_up(&step(&id, &quote)).await;
        world.clock.advance_ms(5 * MINUTE_MS);
        let before = member.wallet().await;
        let quote = member.quote(&wanted).await;
        assert_eq!(member.accept_proved(&id, &quote.id, &proof).await.code(), Some(Code::StepUpNeeded));
        let late = json!({"credential": key.sign(open.options.as_ref().unwrap(), ORIGIN)});
        assert_eq!(member.prove(&open.id, &late).await.code(), Some(Code::PasskeyFailed));
        assert_eq!(member.wallet().await, before);
        gom_backend::jobs::forget(&world.state.store).await.unwrap();
        assert_eq!(member.prove(&open.id, &late).await.code(), Some(Code::NotFound));
    })
    .await;
}

#[tokio::test]
async fn only_the_members_own_passkey_on_our_own_page_proves_and_once() {
    check_on_both(|place| async move {
        let (world, member, key) = careful(place).await;
        let stranger = world.member().await;
        let (_, foreign) = stranger.add_passkey("Theirs", None).await;
        let (id, quote) = (fresh_id(), member.quote(&member.a_move().await).await);
        let asked = member.ask_step_up(&step(&id, &quote)).await;
        let other = member.ask_step_up(&step(&fresh_id(), &quote)).await;
        let (options, others) = (asked.options.as_ref().unwrap(), other.options.as_ref().unwrap());
        for (what, signed) in [
            ("somebody else's passkey", foreign.sign(options, ORIGIN)),
            ("a forged signature", key.forged().sign(options, ORIGIN)),
            ("another challenge", key.sign(others, ORIGIN)),
            ("another site", key.sign(options, "https://evil.example")),
            ("another port", key.sign(options, "http://localhost:8081")),
            ("nonsense", "{}".to_owned()),
        ] {
            let answer = member.prove(&asked.id, &json!({"credential": signed})).await;
            assert_eq!(answer.code(), Some(Code::PasskeyFailed), "{what}");
            assert_eq!(
                member.accept_proved(&id, &quote.id, &asked.id).await.code(),
                Some(Code::StepUpNeeded),
                "{what}"
            );
        }
        let good = json!({"credential": key.sign(options, ORIGIN)});
        assert_eq!(stranger.prove(&asked.id, &good).await.code(), Some(Code::NotFound));
        assert_eq!(
            member.prove(&asked.id, &json!({"credential": "{}", "code": "123456"})).await.code(),
            Some(Code::Invalid)
        );
        assert_eq!(member.prove(&asked.id, &good).await.code(), None);
        assert_eq!(member.prove(&asked.id, &good).await.code(), Some(Code::PasskeyFailed), "replayed");
        assert_eq!(member.accept_proved(&id, &quote.id, &asked.id).await.code(), None);
    })
    .await;
}

#[tokio::test]
async fn without_a_passkey_a_code_to_the_phone_proves() {
    check_on_both(|place| async move {
        let world = world(place, 0).await;
        let phone = fresh_phone();
        let member = world.signed_in(&phone).await;
        let step = json!({"action": "add_passkey"});
        let asked = member.ask_step_up(&step).await;
        let message = world.outbox.last();
        assert_eq!(message.to, Recipient::Phone { phone: format!("+84{}", &phone[1..]) });
        assert_eq!(message.purpose.name(), "step_up");
        assert!(asked.options.is_none() && asked.sent_to.unwrap().ends_with(&phone[7..]));
        let code = asked.demo_code.unwrap();
        let wrong = member.prove(&asked.id, &json!({"code": other_code(&code)})).await;
        assert_eq!((wrong.code(), wrong.json::<Problem>().tries_left), (Some(Code::CodeWrong), Some(4)));
        assert_eq!(member.send_step_up(&step).await.code(), Some(Code::RateLimited));
        assert_eq!(member.prove(&asked.id, &json!({"code": code})).await.code(), None);
        assert_eq!(member.prove(&asked.id, &json!({"code": code})).await.code(), Some(Code::CodeExpired), "used once");
        // A code cannot be handed over: nothing was asked.
        world.clock.advance_ms(MINUTE_MS);
        world.outbox.fail(Some(NotSent::Refused));
        assert_eq!(member.send_step_up(&step).await.code(), Some(Code::CodeNotSent));
        // Whoever has a passkey proves by that; only to remove one, which may be lost, a code does.
        world.outbox.fail(None);
        world.clock.advance_ms(MINUTE_MS);
        let (added, _) = member.add_passkey("Laptop", None).await;
        world.clock.advance_ms(MINUTE_MS);
        let instead = json!({"action": "add_passkey", "code": true});
        assert_eq!(member.send_step_up(&instead).await.code(), Some(Code::Invalid));
        let lost = json!({"action": "remove_passkey", "passkey": added.id, "code": true});
        let proof = member.proved(&lost, None).await;
        let remove = paths::fill(paths::PASSKEY_REMOVE, &[&added.id.0]);
        let removed = member.send(axum::http::Method::POST, &remove, Some(&json!({"step_up": proof}))).await;
        assert_eq!(removed.code(), None);
        // A demo member has no phone: the code is shown, and nobody gets a message.
        let (demo, sent) = (world.member().await, world.outbox.count());
        let asked = demo.ask_step_up(&step).await;
        assert!(asked.demo_code.is_some() && asked.sent_to.is_none() && world.outbox.count() == sent);
    })
    .await;
}

#[tokio::test]
async fn after_a_change_of_passkeys_a_tenth_is_much_for_a_day() {
    let known = World::new(Place::sqlite()).await;
    let member = known.member().await;
    let value = worth(&member.a_move().await, &member).await;
    check_on_both(|place| async move {
        let world = world(place, 9 * value).await;
        let member = world.member().await;
        let wanted = member.a_move().await;
        let (_, key) = member.add_passkey("Laptop", None).await;
        let (id, quote) = (fresh_id(), member.quote(&wanted).await);
        assert_eq!(member.accept(&id, &quote.id).await.code(), Some(Code::StepUpNeeded));
        let proof = member.proved(&step(&id, &quote), Some(&key)).await;
        assert_eq!(member.accept_proved(&id, &quote.id, &proof).await.code(), None);
        world.clock.advance_ms(DAY_MS);
        assert_eq!(member.accept(&fresh_id(), &member.quote(&wanted).await.id).await.code(), None);
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_for_must_be_there_and_whole() {
    let world = World::new(Place::sqlite()).await;
    let (member, stranger) = (world.member().await, world.member().await);
    let quote = member.quote(&member.a_move().await).await;
    let theirs = stranger.quote(&stranger.a_move().await).await;
    let passkey = PasskeyId(fresh_id());
    for (step, code) in [
        (json!({"action": "transfer", "quote": quote.id}), Code::Invalid),
        (json!({"action": "transfer", "transfer": "x", "quote": quote.id}), Code::Invalid),
        (json!({"action": "transfer", "transfer": fresh_id()}), Code::Invalid),
        (json!({"action": "transfer", "transfer": fresh_id(), "quote": theirs.id}), Code::NotFound),
        (json!({"action": "remove_passkey"}), Code::Invalid),
        (json!({"action": "remove_passkey", "passkey": passkey}), Code::NotFound),
        (json!({"action": "fly"}), Code::Malformed),
    ] {
        assert_eq!(member.send_step_up(&step).await.code(), Some(code), "{step}");
    }
    assert_eq!(quote.outcome.amount, Points::new(member.a_move().await.amount).unwrap());
}
