//! The list of devices, news of a new one, and signing out of some or all.

use crate::identity::fresh_phone;
use crate::support::{Place, check_on_both};
use crate::world::{Client, World};
use axum::http::Method;
use contract::*;

const MINUTE_MS: i64 = 60_000;
const WINDOWS: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0 Safari/537.36";
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1";

async fn list(client: &Client) -> Vec<SessionInfo> {
    client.get::<Sessions>(paths::SESSIONS).await.items
}

async fn news(client: &Client) -> Option<NewDevice> {
    client.get::<Session>(paths::SESSION).await.new_device
}

async fn end(client: &Client, id: &SessionId) -> crate::world::Answer {
    client.send(Method::DELETE, &paths::fill(paths::SESSION_ONE, &[&id.0]), None).await
}

/// Two devices of one member, the second a minute after the first.
async fn two_devices(world: &World) -> (Client, Client) {
    let phone = fresh_phone();
    let first = world.signed_in_as(&phone, WINDOWS).await;
    world.clock.advance_ms(MINUTE_MS);
    (first, world.signed_in_as(&phone, IPHONE).await)
}

#[tokio::test]
async fn a_sign_in_elsewhere_is_news_until_the_list_was_seen() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (first, second) = two_devices(&world).await;
        let signed_in_at = world.clock_now();
        let expected = NewDevice { device: "Safari · iPhone".into(), at: signed_in_at };
        assert_eq!((news(&first).await, news(&second).await), (Some(expected.clone()), None));
        world.clock.advance_ms(MINUTE_MS);
        let seen = list(&first).await;
        let told: Vec<_> = seen.iter().map(|one| (one.device.as_str(), one.current, one.fresh)).collect();
        assert_eq!(told, [("Chrome · Windows", true, false), ("Safari · iPhone", false, true)]);
        assert!(list(&second).await.iter().all(|one| !one.fresh));
        // Reading the list is not yet having seen it.
        assert_eq!(news(&first).await, Some(expected));
        assert_eq!(first.send(Method::POST, paths::SESSIONS_SEEN, None).await.status.as_u16(), 204);
        assert!(news(&first).await.is_none() && list(&first).await.iter().all(|one| !one.fresh));
        assert_eq!(news(&world.member().await).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_short_visit_is_news_too() {
    let world = World::new(Place::sqlite()).await;
    let (first, second) = two_devices(&world).await;
    second.send(Method::DELETE, paths::SESSION, None).await;
    assert_eq!(list(&first).await.len(), 1);
    assert_eq!(news(&first).await.map(|news| news.device).as_deref(), Some("Safari · iPhone"));
}

#[tokio::test]
async fn one_session_ends_and_the_others_go_on() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (first, second) = two_devices(&world).await;
        let [own, other] = &list(&first).await[..] else { panic!("two sessions") };
        assert!(end(&first, &other.id).await.header("set-cookie").is_empty());
        assert_eq!(second.send(Method::GET, paths::WALLET, None).await.code(), Some(Code::SignedOut));
        assert!(second.get::<Session>(paths::SESSION).await.member.is_none());
        assert_eq!(list(&first).await.len(), 1);
        assert_eq!(end(&first, &other.id).await.status.as_u16(), 204, "ending it twice is no error");
        let answer = end(&first, &own.id).await;
        assert!(answer.status.as_u16() == 204 && answer.header("set-cookie").contains("Max-Age=0"));
        assert_eq!(end(&first, &own.id).await.code(), Some(Code::SignedOut));
    })
    .await;
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_this_member_only() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (first, second) = two_devices(&world).await;
        let stranger = world.signed_in(&fresh_phone()).await;
        let answer = first.send(Method::DELETE, paths::SESSIONS, None).await;
        assert!(answer.json::<Session>().member.is_none() && answer.header("set-cookie").contains("Max-Age=0"));
        for client in [&first, &second] {
            assert!(client.get::<Session>(paths::SESSION).await.member.is_none());
            assert_eq!(client.send(Method::DELETE, paths::SESSIONS, None).await.code(), Some(Code::SignedOut));
        }
        assert!(stranger.get::<Session>(paths::SESSION).await.member.is_some());
    })
    .await;
}

#[tokio::test]
async fn beyond_the_most_sessions_the_one_unused_for_longest_ends() {
    let world = World::new(Place::sqlite()).await;
    let phone = fresh_phone();
    let mut clients = Vec::new();
    for _ in 0..limits::SESSIONS_MOST {
        world.clock.advance_ms(10 * MINUTE_MS);
        clients.push(world.signed_in(&phone).await);
    }
    // The first is used again, so the second is the one unused for longest.
    assert!(clients[0].get::<Session>(paths::SESSION).await.member.is_some());
    world.clock.advance_ms(10 * MINUTE_MS);
    let last = world.signed_in(&phone).await;
    assert_eq!(list(&last).await.len(), limits::SESSIONS_MOST);
    let mut alive = Vec::new();
    for client in &clients[..3] {
        alive.push(client.get::<Session>(paths::SESSION).await.member.is_some());
    }
    assert_eq!(alive, [true, false, true]);
}
