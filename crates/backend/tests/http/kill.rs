//! R3: the server dies at every named place and in the middle of requests, its partners die too; everything that was acknowledged is
//! there once, everything else once or not at all, and both sides' ledgers agree.

use crate::support::{Place, check_on_both, rounds};
use crate::tcp::{Program, Reply, exchange, request, run, send};
use crate::world::{ORIGIN, fresh_id};
use contract::points::transfer::State;
use contract::*;
use gom_backend::fail_point::FAIL_POINTS;
use partner_sim::{Book, Faults, Sim};
use serde_json::json;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const SECRET: &str = "a secret of at least thirty-two characters";
const PROGRAMS: [(&str, u64); 2] = [("lotusmiles", 38_750), ("accor-all", 9_430)];
const AMOUNT: u64 = 4_000;
/// How long a server may take until it is serving again, and everything under way until it has ended.
const SOON: Duration = Duration::from_secs(2);
const LONG: Duration = Duration::from_secs(120);

/// Partners with ledgers on disk, which can die and come back.
struct Partners {
    folder: PathBuf,
    address: SocketAddr,
    gom: SocketAddr,
    sim: Sim,
    tasks: Vec<JoinHandle<()>>,
}

impl Partners {
    async fn start(folder: PathBuf, address: SocketAddr, gom: SocketAddr) -> Partners {
        let faults = "error=150,lose=150,silent=300,double=200,seed=5";
        let program = |(name, opening): (&str, u64)| {
            let book = Book::open(&folder.join(format!("{name}.jsonl")), opening).unwrap();
            let faults = Faults::parse(faults).unwrap();
            (name.to_owned(), partner_sim::Program { book, faults, secret: SECRET.to_owned(), credit_ms: 40 })
        };
        let sim = Sim::new(PROGRAMS.map(program), &format!("http://{gom}"));
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.set_reuseaddr(true).unwrap();
        socket.bind(address).unwrap();
        let (listener, router) = (socket.listen(64).unwrap(), sim.router());
        let address = listener.local_addr().unwrap();
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let tasks = vec![serving, tokio::spawn(sim.clone().run())];
        Partners { folder, address, gom, sim, tasks }
    }

    /// Dies with everything that is not on disk, and starts again.
    async fn restart(self) -> Partners {
        for task in self.tasks {
            task.abort();
            let _ = task.await;
        }
        drop(self.sim);
        Partners::start(self.folder, self.address, self.gom).await
    }
}

async fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

/// The settings of the server, the same at every start.
fn settings(place: &Place, partners: SocketAddr, fail_at: &str) -> Vec<(&'static str, String)> {
    let of_each =
        |value: &dyn Fn(&str) -> String| PROGRAMS.map(|(name, _)| format!("{name}={}", value(name))).join(",");
    vec![
        ("GOM_ORIGIN", ORIGIN.to_owned()),
        ("GOM_DATABASE_URL", place.url.clone()),
        ("GOM_DEMO", "1".to_owned()),
        ("GOM_STEP_UP_VND", u32::MAX.to_string()),
        ("GOM_DEMO_CANCEL_SECONDS", "0".to_owned()),
        ("GOM_CONNECTORS", of_each(&|name| format!("http://{partners}/{name}"))),
        ("GOM_CONNECTOR_SECRETS", of_each(&|_| SECRET.to_owned())),
        ("GOM_FAIL_AT", fail_at.to_owned()),
    ]
}

fn read<T: serde::de::DeserializeOwned>(reply: &Reply) -> T {
    serde_json::from_slice(&reply.body).unwrap_or_else(|error| panic!("{error}: {reply:?}"))
}

/// Answers of a server that may die at any moment.
async fn ask(server: SocketAddr, method: &str, path: &str, cookie: &str, body: &str) -> Option<Reply> {
    Reply::parse(&exchange(server, &request(method, path, cookie, body)).await.ok()?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_dies_no_point_is_lost_or_doubled() {
    check_on_both(die_everywhere).await;
}

async fn die_everywhere(place: Place) {
    let (address, gom) = (free_address().await, free_address().await);
    let mut partners = Partners::start(place.folder(), address, gom).await;
    let start = |fail_at: &str| {
        let mut settings = settings(&place, address, fail_at);
        settings.push(("GOM_LISTEN", gom.to_string()));
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let began = Instant::now();
        (Program::start_with(&settings), began.elapsed())
    };
    let (first, _) = start("");
    let mut members = Vec::new();
    for _ in 0..3 {
        let cookie = send(gom, &request("POST", paths::SESSION_DEMO, "", "")).await.cookie();
        let wallet: Wallet = read(&ask(gom, "GET", paths::WALLET, &cookie, "").await.unwrap());
        members.push((cookie, wallet));
    }
    drop(first);

    let (mut acknowledged, mut unknown, mut slowest) = (BTreeMap::new(), BTreeMap::new(), Duration::ZERO);
    let many = rounds(7, 200);
    for round in 0..many {
        // Every named place in turn; in between, death comes from outside.
        let fail_at = FAIL_POINTS.get(round % (FAIL_POINTS.len() + 2)).copied().unwrap_or_default();
        let (mut program, ready) = start(fail_at);
        slowest = slowest.max(ready);
        for (number, (cookie, wallet)) in members.iter().enumerate() {
            // So that they can be told apart at the end, and none runs out of points.
            let out = (round + number) % 3 != 0;
            let Some((id, reply)) = transfer(gom, cookie, wallet, out).await else { continue };
            match reply {
                Some(reply) if reply.status == 201 => drop(acknowledged.insert(id, number)),
                Some(reply) => assert!(matches!(reply.status, 409 | 422 | 429 | 503), "{reply:?}"),
                None => drop(unknown.insert(id, number)),
            }
        }
        if round % 2 == 0 {
            // In the middle of a request.
            let (cookie, wallet) = members[0].clone();
            let during = tokio::spawn(async move { transfer(gom, &cookie, &wallet, true).await });
            tokio::task::yield_now().await;
            let _ = program.child.kill();
            if let Ok(Some((id, None))) = during.await {
                unknown.insert(id, 0);
            }
        }
        drop(program);
        if round % 3 == 2 {
            partners = partners.restart().await;
        }
    }
    let (program, ready) = start("");
    slowest = slowest.max(ready);
    let counts = ended(gom, &members, &acknowledged, &unknown).await;
    agree(gom, &members, &partners.sim).await;
    drop(program);
    let database = [("GOM_DATABASE_URL", place.url.as_str())];
    let audit = run(&["audit"], &database);
    assert!(audit.status.success(), "{}", String::from_utf8_lossy(&audit.stdout));
    // A time says something where nothing else runs.
    assert!(many < 100 || slowest < SOON, "serving again after {slowest:?}");
    println!("R3 on {}: {many} deaths, {counts}, serving again after at most {slowest:?}", place.name());
}

/// Both sides hold the same.
async fn agree(gom: SocketAddr, members: &[(String, Wallet)], sim: &Sim) {
    for (cookie, _) in members {
        let wallet: Wallet = read(&ask(gom, "GET", paths::WALLET, cookie, "").await.unwrap());
        for membership in wallet.memberships {
            let theirs = sim.balance(&membership.program.id.0, &membership.number);
            assert!(
                theirs.is_none_or(|points| points == membership.balance.available.get()),
                "{membership:?}: {theirs:?}"
            );
        }
    }
}

/// One transfer with a fresh id: its id, and the reply if there was one. Nothing without a quote.
async fn transfer(server: SocketAddr, cookie: &str, wallet: &Wallet, out: bool) -> Option<(String, Option<Reply>)> {
    let of = |program: &str| wallet.memberships.iter().find(|m| m.program.id.0 == program).map(|m| m.id.clone());
    let ends = if out { ("lotusmiles", "accor-all", AMOUNT) } else { ("skyjoy", "lynkid", 1_000) };
    let body = json!({"from": of(ends.0)?, "to": of(ends.1)?, "amount": ends.2}).to_string();
    let quote = ask(server, "POST", paths::QUOTES, cookie, &body).await.filter(|reply| reply.status == 201)?;
    let (id, body) = (fresh_id(), json!({"quote": read::<Quote>(&quote).id}).to_string());
    let path = paths::fill(paths::TRANSFER, &[&id]);
    Some((id, ask(server, "PUT", &path, cookie, &body).await))
}

/// Waits until nothing is under way, then counts: what was acknowledged is there once, what was not is there once or not at all.
async fn ended(
    server: SocketAddr,
    members: &[(String, Wallet)],
    acknowledged: &BTreeMap<String, usize>,
    unknown: &BTreeMap<String, usize>,
) -> String {
    let (began, mut interval) = (Instant::now(), tokio::time::interval(Duration::from_millis(100)));
    let (mut states, mut there) = (BTreeMap::<&str, u64>::new(), Vec::new());
    for (number, (cookie, _)) in members.iter().enumerate() {
        loop {
            interval.tick().await;
            let wallet: Wallet = read(&ask(server, "GET", paths::WALLET, cookie, "").await.unwrap());
            if wallet.under_way.is_empty() {
                break;
            }
            assert!(began.elapsed() < LONG, "it does not end: {:?}", wallet.under_way);
        }
        let mut path = paths::TRANSFERS.to_owned();
        loop {
            let page: Transfers = read(&ask(server, "GET", &path, cookie, "").await.unwrap());
            for transfer in page.items {
                assert!(matches!(transfer.state, State::Credited | State::Refused | State::Returned), "{transfer:?}");
                *states.entry(transfer.state.name()).or_default() += 1;
                there.push((transfer.id.0, number));
            }
            let Some(next) = page.next else { break };
            path = format!("{}?cursor={next}", paths::TRANSFERS);
        }
    }
    for (id, member) in acknowledged {
        assert_eq!(there.iter().filter(|one| *one == &(id.clone(), *member)).count(), 1, "{id} was acknowledged");
    }
    let known = |id: &str| acknowledged.contains_key(id) || unknown.contains_key(id);
    assert!(there.iter().all(|(id, _)| known(id)), "nobody sent one of {there:?}");
    let (accepted, lost) = (acknowledged.len(), unknown.len());
    let made = there.len() - accepted;
    assert!(accepted > 0 && lost > 0, "{accepted} acknowledged, {lost} without a reply");
    format!("{accepted} acknowledged, {lost} without a reply of which {made} were made, {states:?}")
}
