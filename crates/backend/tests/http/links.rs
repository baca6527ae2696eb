//! Linking and unlinking: proof before anything is told, one number for one member, balances that are found again.

use crate::identity::{fresh_number, other_code};
use crate::support::{Place, check_on_both};
use crate::world::{Client, World, fresh_id};
use axum::http::Method;
use contract::*;
use gom_backend::audit;

const MINUTE_MS: i64 = 60_000;

async fn programs(client: &Client) -> Vec<ProgramId> {
    client.wallet().await.memberships.into_iter().map(|membership| membership.program.id).collect()
}

async fn activity(client: &Client) -> Vec<Activity> {
    client.get::<Page<Activity>>(&format!("{}?limit=100", paths::ACTIVITY)).await.items
}

#[tokio::test]
async fn a_number_that_its_program_never_saw_brings_a_demo_member_sample_points() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let external = |membership: &Membership| membership.program.owner == Owner::External;
        let all: Programs = member.get(paths::PROGRAMS).await;
        let mine = programs(&member).await;
        for owner in [Owner::InHouse, Owner::External] {
            let fits = |program: &&Program| program.owner == owner && !mine.contains(&program.id);
            let Some(program) = all.items.iter().find(fits) else { continue };
            let answer = {
                let started = member.ask_link(&program.id, " tst-0001 2345 ").await;
                assert_eq!(started.number, "TST00012345");
                member.confirm(&started.id, &started.demo_code.unwrap()).await
            };
            let linked: Membership = answer.json();
            assert_eq!(answer.header("location"), paths::fill(paths::MEMBERSHIP, &[&linked.id.0]));
            assert!(linked.number == "TST00012345" && linked.balance.available.get() > 0, "{linked:?}");
            assert_eq!(external(&linked), linked.balance.source.contains("mirror"), "{}", linked.balance.source);
            assert_eq!(linked.balance.as_of, world.clock_now());
            let wallet = member.wallet().await;
            assert_eq!(wallet.memberships.iter().find(|one| one.id == linked.id), Some(&linked));
            let told = activity(&member).await.into_iter().filter(|entry| entry.membership == linked.id);
            assert_eq!(told.map(|entry| entry.amount.get()).sum::<u64>(), linked.balance.available.get());
        }
        assert!(
            member
                .get::<MembershipDetail>(&paths::fill(paths::MEMBERSHIP, &[&member.wallet().await.memberships[0].id.0]))
                .await
                .as_of
                == world.clock_now()
        );
        assert_eq!(audit::run(&world.state.store).await.unwrap().findings, []);
    })
    .await;
}

#[tokio::test]
async fn the_external_demo_programs_are_marked_as_mirrored_when_linked_anew() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    for program in ["lotusmiles", "accor-all"].map(|id| ProgramId(id.into())) {
        let old = member.wallet().await.memberships.into_iter().find(|one| one.program.id == program).unwrap();
        assert_eq!(member.unlink(&old.id).await.status.as_u16(), 204);
        let linked = member.link(&program, &fresh_number()).await;
        assert_eq!((linked.balance.owner, linked.balance.as_of), (Owner::External, world.clock_now()));
        assert!(linked.balance.source.contains("sample mirror") && linked.balance.available.get() > 0);
    }
}

#[tokio::test]
async fn a_taken_number_is_only_told_to_who_proved_control_of_it() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (first, second) = (world.member().await, world.member().await);
        let (program, number) = (first.free_program().await, fresh_number());
        let linked = first.link(&program, &number).await;
        world.clock.advance_ms(MINUTE_MS);
        let started = second.ask_link(&program, &number).await;
        let code = started.demo_code.clone().unwrap();
        assert_eq!(second.confirm(&started.id, &other_code(&code)).await.code(), Some(Code::CodeWrong));
        for _ in 0..3 {
            assert_eq!(second.confirm(&started.id, &code).await.code(), Some(Code::NumberTaken));
        }
        assert!(!programs(&second).await.contains(&program) && programs(&first).await.contains(&program));
        // The refusal left no trace: once the number is free, the same code links it, and its points are there.
        assert_eq!(first.unlink(&linked.id).await.status.as_u16(), 204);
        let moved: Membership = second.confirm(&started.id, &code).await.json();
        assert_eq!((&moved.id, moved.balance.available), (&linked.id, linked.balance.available));
        // What happened to it before is the first member's.
        assert!(activity(&second).await.iter().all(|entry| entry.membership != moved.id));
        assert_eq!(
            first.send(Method::GET, &paths::fill(paths::MEMBERSHIP, &[&moved.id.0]), None).await.code(),
            Some(Code::NotFound)
        );
        assert_eq!(audit::run(&world.state.store).await.unwrap().findings, []);
    })
    .await;
}

#[tokio::test]
async fn one_program_is_linked_once() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let program = member.free_program().await;
        let (one, two) =
            (member.ask_link(&program, &fresh_number()).await, member.ask_link(&program, &fresh_number()).await);
        assert_eq!(member.confirm(&one.id, &one.demo_code.unwrap()).await.code(), None);
        assert_eq!(member.confirm(&two.id, &two.demo_code.unwrap()).await.code(), Some(Code::AlreadyLinked));
        let again = member.send_link(&program, &fresh_number()).await;
        assert_eq!((again.status.as_u16(), again.code()), (409, Some(Code::AlreadyLinked)));
        assert_eq!(programs(&member).await.iter().filter(|id| **id == program).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn codes_for_linking_die_like_those_for_signing_in() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (member, stranger) = (world.member().await, world.member().await);
        let (program, number) = (member.free_program().await, fresh_number());
        let old = member.ask_link(&program, &number).await;
        assert_eq!(member.send_link(&program, &number).await.code(), Some(Code::RateLimited));
        world.clock.set(old.resend_at);
        let latest = member.ask_link(&program, &number).await;
        let code = latest.demo_code.clone().unwrap();
        assert_eq!(member.confirm(&old.id, &old.demo_code.unwrap()).await.code(), Some(Code::CodeExpired));
        assert_eq!(stranger.confirm(&latest.id, &code).await.code(), Some(Code::NotFound));
        assert_eq!(member.confirm(&LinkId(fresh_id()), &code).await.code(), Some(Code::NotFound));
        assert_eq!(
            member.try_code(&CodeRequestId(latest.id.0.clone()), &code, true).await.code(),
            Some(Code::CodeExpired)
        );
        // A stranger who links the same number ends nothing of the member's.
        stranger.ask_link(&program, &number).await;
        for left in (1..limits::CODE_TRIES).rev() {
            let answer = member.confirm(&latest.id, &other_code(&code)).await;
            assert_eq!(answer.json::<Problem>().tries_left, Some(left));
        }
        assert_eq!(member.confirm(&latest.id, "x").await.code(), Some(Code::Invalid));
        assert_eq!(member.confirm(&latest.id, &other_code(&code)).await.code(), Some(Code::CodeLocked));
        assert_eq!(member.confirm(&latest.id, &code).await.header("retry-after"), "30");
        world.clock.set(latest.resend_at);
        let late = member.ask_link(&program, &number).await;
        world.clock.set(late.expires_at);
        assert_eq!(member.confirm(&late.id, &late.demo_code.unwrap()).await.code(), Some(Code::CodeExpired));
        let last = member.ask_link(&program, &number).await;
        let code = last.demo_code.unwrap();
        assert_eq!(member.confirm(&last.id, &code).await.status.as_u16(), 201);
        assert_eq!(member.confirm(&last.id, &code).await.code(), Some(Code::CodeExpired));
    })
    .await;
}

#[tokio::test]
async fn numbers_and_programs_that_are_none_are_named() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let free = member.free_program().await;
    for number in
        ["", "12", "é1234", "1234<script>", "../../etc", "\u{202e}123456", &"9".repeat(25), &"9".repeat(9_000)]
    {
        let answer = member.send_link(&free, number).await;
        assert_eq!((answer.code(), answer.json::<Problem>().errors[0].field.as_str()), (Some(Code::Invalid), "number"));
    }
    for program in ["", "nowhere", "LYNKID", "lynkid/1"] {
        let answer = member.send_link(&ProgramId(program.into()), "12345").await;
        assert_eq!(
            (answer.code(), answer.json::<Problem>().errors[0].field.as_str()),
            (Some(Code::Invalid), "program")
        );
    }
}

#[tokio::test]
async fn one_member_and_one_number_get_so_many_codes() {
    let world = World::new(Place::sqlite()).await;
    let (greedy, honest) = (world.member().await, world.member().await);
    let program = greedy.free_program().await;
    for _ in 0..limits::LINKS_PER_HOUR {
        greedy.ask_link(&program, &fresh_number()).await;
    }
    let refused = greedy.send_link(&program, &fresh_number()).await;
    assert_eq!((refused.code(), refused.header("retry-after")), (Some(Code::RateLimited), "3600"));
    let number = fresh_number();
    honest.ask_link(&program, &number).await;
    for _ in 1..limits::CODES_PER_HOUR {
        world.member().await.ask_link(&program, &number).await;
    }
    let refused = world.member().await.send_link(&program, &number).await;
    assert_eq!((refused.code(), refused.header("retry-after")), (Some(Code::RateLimited), "3600"));
    world.clock.advance_ms(60 * MINUTE_MS);
    greedy.ask_link(&program, &number).await;
}

#[tokio::test]
async fn an_unlinked_membership_vanishes_and_comes_back_as_it_was() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let wanted = member.a_move().await;
        let id = fresh_id();
        let quote = member.quote(&wanted).await;
        assert_eq!(member.accept(&id, &quote.id).await.code(), None);
        for end in [&wanted.from, &wanted.to] {
            let refused = member.unlink(end).await;
            assert_eq!((refused.status.as_u16(), refused.code()), (409, Some(Code::TransferOpen)));
        }
        member.cancel(&id).await;
        let later = member.quote(&wanted).await;
        let (before, told) = (member.wallet().await, activity(&member).await);
        let gone = before.memberships.iter().find(|one| one.id == wanted.from).unwrap().clone();

        assert_eq!(member.unlink(&gone.id).await.status.as_u16(), 204);
        assert_eq!(member.unlink(&gone.id).await.code(), Some(Code::NotFound));
        let wallet = member.wallet().await;
        assert_eq!(wallet.memberships.len(), before.memberships.len() - 1);
        assert_eq!(wallet.total.minor, before.total.minor - gone.value.minor);
        assert!(wallet.recent.iter().all(|entry| entry.membership != gone.id));
        let left: Vec<Activity> = told.iter().filter(|entry| entry.membership != gone.id).cloned().collect();
        assert_eq!(activity(&member).await, left);
        let one = paths::fill(paths::MEMBERSHIP, &[&gone.id.0]);
        let filtered = format!("{}?membership={}", paths::ACTIVITY, gone.id);
        for path in [one.as_str(), filtered.as_str()] {
            assert_eq!(member.send(Method::GET, path, None).await.code(), Some(Code::NotFound), "{path}");
        }
        let csv = member.send(Method::GET, paths::ACTIVITY_CSV, None).await.text();
        assert!(!csv.contains(&gone.number), "{csv}");
        assert_eq!(member.ask(&gone.id, &wanted.to, wanted.amount).await.code(), Some(Code::NoMembership));
        assert_eq!(member.accept(&fresh_id(), &later.id).await.code(), Some(Code::NoMembership));
        // What was moved stays readable.
        assert_eq!(member.get::<Transfer>(&paths::fill(paths::TRANSFER, &[&id])).await.from, gone.id);
        assert_eq!(member.accept(&id, &quote.id).await.header("idempotent-replayed"), "true");

        let back = member.link(&gone.program.id, &gone.number).await;
        assert_eq!(back, gone);
        assert_eq!((member.wallet().await, activity(&member).await), (before, told));
        assert_eq!(audit::run(&world.state.store).await.unwrap().findings, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_prove_the_same_number_at_once_one_has_it() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let mut ready = Vec::new();
        let number = fresh_number();
        for _ in 0..8 {
            let member = world.member().await;
            let program = member.free_program().await;
            let started = member.ask_link(&program, &number).await;
            ready.push((member, started));
        }
        let tasks: Vec<_> = ready
            .into_iter()
            .map(|(member, started)| {
                tokio::spawn(async move { member.confirm(&started.id, &started.demo_code.unwrap()).await.code() })
            })
            .collect();
        let mut linked = 0;
        for task in tasks {
            match task.await.unwrap() {
                None => linked += 1,
                Some(code) => assert_eq!(code, Code::NumberTaken),
            }
        }
        assert_eq!(linked, 1);
        assert_eq!(audit::run(&world.state.store).await.unwrap().findings, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn unlinking_and_accepting_at_once_never_leave_a_transfer_without_its_membership() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        for _ in 0..10 {
            let member = world.member().await;
            let wanted = member.a_move().await;
            let quote = member.quote(&wanted).await;
            let accepting = {
                let member = member.clone();
                tokio::spawn(async move { member.accept(&fresh_id(), &quote.id).await.code() })
            };
            let unlinking = {
                let (member, id) = (member.clone(), wanted.from.clone());
                tokio::spawn(async move { member.unlink(&id).await.code() })
            };
            let codes = (accepting.await.unwrap(), unlinking.await.unwrap());
            let fits = matches!(codes, (None, Some(Code::TransferOpen)) | (Some(Code::NoMembership), None));
            assert!(fits, "{codes:?}");
        }
    })
    .await;
}
