//! Partners over HTTP: orders that cross processes, what a partner tells by itself, and messages that are not its own.

use crate::support::{Place, check_on_both};
use crate::world::{Answer, Client, World, fresh_id};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use contract::connector::{Operation, OperationState, Step};
use contract::limits::{CONNECTOR_CLOCKS_MS, CONNECTOR_RETRY_MOST_MS};
use contract::points::Timestamp;
use contract::points::transfer::State;
use contract::*;
use gom_backend::{audit, jobs, outbox, seed};
use partner_sim::{Book, Faults, Program, Sim, sign};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::net::TcpListener;

pub const SECRET: &str = "a secret of at least thirty-two characters";
pub const OPENING: u64 = 50_000;
const CALLBACK: &str = "/api/v1/connectors/accor-all/callback";

/// Lotusmiles and Accor ALL on a port of their own, credits undecided for so long.
pub async fn partners(faults: &str, credit_ms: i64) -> (Sim, String) {
    let program = |name: &str| {
        let (book, faults) = (Book::new(OPENING), Faults::parse(faults).unwrap());
        (name.to_owned(), Program { book, faults, secret: SECRET.to_owned(), credit_ms })
    };
    let sim = Sim::new(["lotusmiles", "accor-all"].map(program), "http://127.0.0.1:1");
    let address = serve(sim.router()).await;
    (sim, address)
}

/// Serves it on a port of its own; answers the address.
pub async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

pub async fn world(place: Place, address: &str) -> World {
    let urls = format!("lotusmiles={address}/lotusmiles,accor-all={address}/accor-all");
    let secrets = format!("lotusmiles={SECRET},accor-all={SECRET}");
    let settings = [("GOM_CONNECTORS", &*urls), ("GOM_CONNECTOR_SECRETS", &secrets), ("GOM_DEMO_CANCEL_SECONDS", "0")];
    let world = World::with(place, &settings, &seed::SAMPLE, None).await;
    // The partner's clock is the machine's, and signatures are of use for minutes. It is ahead of this one, so that what it tells of a
    // balance is newer than whatever was booked here.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    world.clock.set(Timestamp::from_ms(i64::try_from(now.as_millis()).unwrap() - 2 * CONNECTOR_CLOCKS_MS));
    world
}

impl World {
    /// Everything that is due, until nothing is.
    pub async fn work(&self) {
        for _ in 0..6 {
            jobs::tick(&self.state.store).await.unwrap();
            outbox::pass(&self.state.store, &self.state.connectors).await.unwrap();
        }
    }

    async fn tell(&self, body: &Operation, secret: &str, seconds: i64) -> Answer {
        let body = serde_json::to_vec(body).unwrap();
        let signature = sign(secret, seconds, "POST", CALLBACK, &body);
        let request = Request::post(CALLBACK).header("gom-signature", signature).body(Body::from(body)).unwrap();
        self.visitor().send_raw(request).await
    }
}

pub async fn membership(client: &Client, program: &str) -> Membership {
    client.wallet().await.memberships.into_iter().find(|m| m.program.id.0 == program).unwrap()
}

pub async fn send(world: &World, client: &Client, amount: u64) -> TransferId {
    let (from, to) = (membership(client, "lotusmiles").await, membership(client, "accor-all").await);
    let quote: Quote = client.ask(&from.id, &to.id, amount).await.json();
    let id = fresh_id();
    assert_eq!(client.accept(&id, &quote.id).await.status, StatusCode::CREATED);
    world.work().await;
    TransferId(id)
}

async fn state(client: &Client, id: &TransferId) -> State {
    client.get::<Transfer>(&paths::fill(paths::TRANSFER, &[&id.0])).await.state
}

#[tokio::test]
async fn a_transfer_crosses_two_systems_and_both_ledgers_have_it() {
    check_on_both(async |place| {
        let (sim, address) = partners("", 0).await;
        let world = world(place, &address).await;
        let member = world.member().await;
        let (from, to) = (membership(&member, "lotusmiles").await, membership(&member, "accor-all").await);
        let id = send(&world, &member, 4_000).await;
        assert_eq!(state(&member, &id).await, State::Credited);
        assert_eq!(sim.balance("lotusmiles", &from.number), Some(OPENING - 4_000));
        assert_eq!(sim.balance("accor-all", &to.number), Some(OPENING + 1_000));
        // What this ledger did not know of its partners is booked as a correction, once a balance is surely newer than the transfer.
        world.clock.advance_ms(CONNECTOR_CLOCKS_MS);
        world.work().await;
        for (before, program) in [(from, "lotusmiles"), (to, "accor-all")] {
            let after = membership(&member, program).await;
            assert_eq!(Some(after.balance.available.get()), sim.balance(program, &before.number));
            assert_eq!(after.balance.source, after.program.name);
        }
        assert_eq!(audit::run(&world.state.store).await.unwrap().findings, []);
    })
    .await;
}

#[tokio::test]
async fn a_linked_number_shows_what_its_program_says() {
    check_on_both(async |place| {
        let (_sim, address) = partners("", 0).await;
        let world = world(place, &address).await;
        let member = world.member().await;
        let own = membership(&member, "lotusmiles").await;
        member.unlink(&own.id).await;
        let fresh = member.link(&own.program.id, "NEW 123456").await.balance;
        assert_eq!((fresh.available.get(), fresh.as_of), (0, Timestamp::EPOCH), "no copy of it has come yet");
        world.work().await;
        let linked = membership(&member, "lotusmiles").await;
        assert_eq!(linked.balance.available.get(), OPENING);
        let told: Page<Activity> = member.get(&format!("{}?kind=adjust", paths::ACTIVITY)).await;
        let told: Vec<_> = told.items.iter().filter(|entry| entry.membership == linked.id).collect();
        assert_eq!((told.len(), told[0].amount.get()), (1, OPENING));
        world.work().await;
        assert_eq!(
            membership(&member, "lotusmiles").await,
            Membership { balance: linked.balance.clone(), ..linked.clone() }
        );

        // What is set aside here makes the copy no newer.
        let to = membership(&member, "accor-all").await;
        world.clock.advance_ms(1_000);
        let quote: Quote = member.ask(&linked.id, &to.id, 4_000).await.json();
        assert_eq!(member.accept(&fresh_id(), &quote.id).await.status, StatusCode::CREATED);
        let set_aside = membership(&member, "lotusmiles").await.balance;
        assert_eq!((set_aside.held.get(), set_aside.as_of), (4_000, linked.balance.as_of));
    })
    .await;
}

#[tokio::test]
async fn a_404_of_something_on_the_way_is_not_taken_for_the_partners() {
    check_on_both(async |place| {
        let (sim, _) = partners("", 0).await;
        let away = Arc::new(AtomicBool::new(true));
        let is_away = away.clone();
        let between = move |request: Request<Body>, next: Next| {
            let is_away = is_away.load(Ordering::SeqCst);
            async move {
                if is_away { (StatusCode::NOT_FOUND, "<html>").into_response() } else { next.run(request).await }
            }
        };
        let address = serve(sim.router().layer(from_fn(between))).await;
        let world = world(place, &address).await;
        let member = world.member().await;
        let own = membership(&member, "lotusmiles").await;
        member.unlink(&own.id).await;
        member.link(&own.program.id, "NEW 123456").await;
        world.work().await;
        assert_eq!(membership(&member, "lotusmiles").await.balance.as_of, Timestamp::EPOCH);
        away.store(false, Ordering::SeqCst);
        world.clock.advance_ms(CONNECTOR_RETRY_MOST_MS);
        world.work().await;
        assert_eq!(membership(&member, "lotusmiles").await.balance.available.get(), OPENING);
    })
    .await;
}

#[tokio::test]
async fn a_look_at_the_wallet_asks_partners_and_a_number_they_do_not_have_is_told() {
    check_on_both(async |place| {
        let nobody = async |uri: Uri| {
            let number = uri.path().rsplit('/').next().unwrap_or_default().to_owned();
            (StatusCode::NOT_FOUND, format!("{{\"number\":\"{number}\",\"state\":\"not_known\"}}"))
        };
        let world = world(place, &serve(Router::new().fallback(nobody)).await).await;
        let member = world.member().await;
        let ask = async || outbox::pass(&world.state.store, &world.state.connectors).await.unwrap();
        assert_eq!(ask().await, 0, "nobody has looked");
        let own = membership(&member, "lotusmiles").await;
        let detail = async || member.get::<MembershipDetail>(&paths::fill(paths::MEMBERSHIP, &[&own.id.0])).await;
        assert!(!detail().await.number_not_known, "nothing was said yet");
        // The look is behind the answer, and nobody waits for it.
        let mut asked = 0;
        for _ in 0..10_000 {
            asked += ask().await;
            if asked >= 2 {
                break;
            }
            tokio::task::yield_now().await;
        }
        assert_eq!(asked, 2, "both partners");
        assert_eq!(membership(&member, "lotusmiles").await, own, "the copy stays");
        assert!(detail().await.number_not_known);
        assert_eq!(ask().await, 0, "it has just been asked");
    })
    .await;
}

#[tokio::test]
async fn only_a_partner_tells_what_became_of_its_orders() {
    check_on_both(async |place| {
        let (_sim, address) = partners("", 3_600_000).await;
        let world = world(place, &address).await;
        let member = world.member().await;
        let id = send(&world, &member, 4_000).await;
        assert_eq!(state(&member, &id).await, State::Crediting);
        let server_id = world.state.store.queue(1).await.unwrap().transfers.remove(0).id;
        let now = world.clock_now();
        let seconds = now.ms().div_euclid(1_000);
        let told = |state, step| Operation { id: server_id.clone(), step, state, reason: None, at: now };
        let done = told(OperationState::Done, Step::Credit);
        for (secret, seconds) in [
            ("another secret of thirty-two characters!", seconds),
            (SECRET, seconds - limits::SIGNATURE_SECONDS - 1),
            (SECRET, seconds + limits::SIGNATURE_SECONDS + 1),
        ] {
            let answer = world.tell(&done, secret, seconds).await;
            assert_eq!(answer.code(), Some(Code::BadSignature), "{answer:?}");
        }
        let unsigned = Request::post(CALLBACK).body(Body::from(serde_json::to_vec(&done).unwrap())).unwrap();
        assert_eq!(world.visitor().send_raw(unsigned).await.code(), Some(Code::BadSignature));
        // The query is signed too.
        let body = serde_json::to_vec(&done).unwrap();
        let asked = format!("{CALLBACK}?as=another");
        let signature = sign(SECRET, seconds, "POST", CALLBACK, &body);
        let altered = Request::post(asked).header("gom-signature", signature).body(Body::from(body)).unwrap();
        assert_eq!(world.visitor().send_raw(altered).await.code(), Some(Code::BadSignature));
        // Nobody waits for these: another order, another step, an unknown state.
        let other = Operation { id: fresh_id(), ..done.clone() };
        for ignored in [&other, &told(OperationState::Done, Step::Debit), &told(OperationState::Pending, Step::Credit)]
        {
            assert_eq!(world.tell(ignored, SECRET, seconds).await.status, StatusCode::NO_CONTENT);
            assert_eq!(state(&member, &id).await, State::Crediting);
        }
        // "Never heard of it" is no word of a callback, which may have been written before the order came: not after the deadline either.
        let latest = member.get::<Transfer>(&paths::fill(paths::TRANSFER, &[&id.0])).await.latest_by.unwrap();
        world.clock.set(latest.plus_ms(CONNECTOR_CLOCKS_MS));
        let seconds = world.clock_now().ms().div_euclid(1_000);
        for undecided in [OperationState::NotKnown, OperationState::Unknown, OperationState::Pending] {
            let answer = world.tell(&told(undecided, Step::Credit), SECRET, seconds).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT);
            assert_eq!(state(&member, &id).await, State::Crediting, "{undecided:?}");
        }
        for _ in 0..2 {
            assert_eq!(world.tell(&done, SECRET, seconds).await.status, StatusCode::NO_CONTENT);
            assert_eq!(state(&member, &id).await, State::Credited);
        }
        let late = Operation { reason: Some("too late".into()), ..told(OperationState::Refused, Step::Credit) };
        assert_eq!(world.tell(&late, SECRET, seconds).await.status, StatusCode::NO_CONTENT);
        assert_eq!(state(&member, &id).await, State::Credited);
        let nobody = "/api/v1/connectors/lynkid/callback";
        let request = Request::post(nobody).body(Body::empty()).unwrap();
        assert_eq!(world.visitor().send_raw(request).await.code(), Some(Code::NotFound));
        assert_eq!(audit::run(&world.state.store).await.unwrap().findings, []);
    })
    .await;
}

#[tokio::test]
async fn a_partner_that_refuses_gives_everything_back_and_one_that_is_away_is_waited_for() {
    let (sim, address) = partners("refuse=1000", 0).await;
    let world = world(Place::sqlite(), &address).await;
    let member = world.member().await;
    let before = membership(&member, "lotusmiles").await;
    let id = send(&world, &member, 4_000).await;
    let ended: Transfer = member.get(&paths::fill(paths::TRANSFER, &[&id.0])).await;
    assert!(matches!(ended.state, State::Refused), "{ended:?}");
    assert!(ended.events.iter().any(|event| event.reason.contains("does not take it")), "{ended:?}");
    assert_eq!(membership(&member, "lotusmiles").await.balance.held, before.balance.held);
    assert_eq!(sim.balance("lotusmiles", &before.number), Some(OPENING));

    // A port where nobody listens.
    let away = self::world(Place::sqlite(), "http://127.0.0.1:9").await;
    let member = away.member().await;
    let id = send(&away, &member, 4_000).await;
    assert_eq!(state(&member, &id).await, State::Debiting);
    let queue = away.state.store.queue(9).await.unwrap().transfers;
    let asked = queue[0].asked.as_ref().unwrap();
    assert!(queue.len() == 1 && asked.attempts > 0 && asked.said.contains("onnect"), "{queue:?}");
}
