//! Signing in and out, and the limits on asking.

use crate::support::{Place, check_on_both};
use crate::world::World;
use axum::http::Method;
use contract::*;
use gom_backend::seed;
use serde_json::json;

const DAY_MS: i64 = 86_400_000;

#[tokio::test]
async fn a_demo_member_is_fresh_and_its_cookie_opens_nothing_after_signing_out() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let visitor = world.visitor();
        let nobody: Session = visitor.get(paths::SESSION).await;
        assert!(nobody.member.is_none() && nobody.demo && nobody.build.is_empty());

        let answer = visitor.send(Method::POST, paths::SESSION_DEMO, None).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-gom="), "{cookie}");
        for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Max-Age=31536000"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"));
        assert_eq!(answer.json::<Session>().member.unwrap().name, "Thành viên dùng thử");

        let (one, two) = (world.member().await, world.member().await);
        assert_ne!(one.wallet().await.memberships[0].id, two.wallet().await.memberships[0].id);
        let out = one.send(Method::DELETE, paths::SESSION, None).await;
        assert!(out.header("set-cookie").contains("Max-Age=0") && out.json::<Session>().member.is_none());
        assert_eq!(one.send(Method::GET, paths::WALLET, None).await.code(), Some(Code::SignedOut));
        let stale = one.send(Method::GET, paths::SESSION, None).await;
        assert!(stale.json::<Session>().member.is_none() && stale.header("set-cookie").contains("Max-Age=0"));
        assert_eq!(one.send(Method::DELETE, paths::SESSION, None).await.code(), None);
        assert!(two.get::<Session>(paths::SESSION).await.member.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_session_slides_for_ninety_days_and_ends_after_a_year() {
    let world = World::new(Place::sqlite()).await;
    let (used, unused) = (world.member().await, world.member().await);
    for _ in 0..4 {
        world.clock.advance_ms(89 * DAY_MS);
        assert!(used.get::<Session>(paths::SESSION).await.member.is_some());
    }
    assert!(unused.get::<Session>(paths::SESSION).await.member.is_none());
    world.clock.advance_ms(10 * DAY_MS);
    assert!(used.get::<Session>(paths::SESSION).await.member.is_none());
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let again = member.send(Method::POST, paths::SESSION_DEMO, None).await;
    assert_ne!(Some(again.cookie()), member.cookie);
    assert!(member.get::<Session>(paths::SESSION).await.member.is_none());
}

#[tokio::test]
async fn preferences_change_and_bad_ones_are_named() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let change = json!({"language": "ru", "zone": "Europe/Moscow", "currency": "USD"});
    let me: Me = member.send(Method::PATCH, paths::ME, Some(&change)).await.json();
    assert_eq!((me.language, me.zone.as_str(), me.currency.as_str()), (Language::Ru, "Europe/Moscow", "USD"));
    assert_eq!(member.wallet().await.total.currency, "USD");
    for (field, value) in [("zone", "Mars/Olympus"), ("currency", "XXX"), ("language", "fr")] {
        let answer = member.send(Method::PATCH, paths::ME, Some(&json!({field: value}))).await;
        assert_eq!(answer.code(), Some(Code::Invalid), "{field}");
        assert_eq!(answer.json::<Problem>().errors[0].field, field);
    }
    assert_eq!(member.get::<Session>(paths::SESSION).await.member.unwrap(), me);
}

#[tokio::test]
async fn without_the_demo_nobody_is_made() {
    let world = World::with(Place::sqlite(), &[("GOM_DEMO", "0")], &seed::EVERYDAY, None).await;
    assert!(!world.visitor().get::<Session>(paths::SESSION).await.demo);
    let answer = world.visitor().send(Method::POST, paths::SESSION_DEMO, None).await;
    assert_eq!(answer.code(), Some(Code::DemoOff));
    assert_eq!(answer.status.as_u16(), 404);
}

#[tokio::test]
async fn too_many_requests_wait_and_nobody_else_does() {
    let settings = [("GOM_QUOTES_PER_MINUTE", "3"), ("GOM_DEMO_MEMBERS_PER_MINUTE", "2")];
    let world = World::with(Place::sqlite(), &settings, &seed::EVERYDAY, None).await;
    let (greedy, honest) = (world.member().await, world.member().await);
    let refused = world.visitor().send(Method::POST, paths::SESSION_DEMO, None).await;
    assert_eq!((refused.status.as_u16(), refused.code()), (429, Some(Code::RateLimited)));
    let wanted = greedy.a_move().await;
    for _ in 0..3 {
        greedy.quote(&wanted).await;
    }
    let body = json!({"from": wanted.from, "to": wanted.to, "amount": wanted.amount});
    for address in ["192.0.2.1", "192.0.2.2"] {
        let headers = [("origin", crate::world::ORIGIN), ("x-forwarded-for", address), ("forwarded", "for=192.0.2.3")];
        let answer = greedy.send_as(Method::POST, paths::QUOTES, Some(&body), &headers).await;
        assert_eq!(answer.code(), Some(Code::RateLimited));
        let seconds: u32 = answer.header("retry-after").parse().unwrap();
        assert!((1..=60).contains(&seconds) && answer.json::<Problem>().retry_after_seconds == Some(seconds));
    }
    honest.quote(&honest.a_move().await).await;
    world.clock.advance_ms(60_000);
    greedy.quote(&wanted).await;
}
