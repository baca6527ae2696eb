//! R4: the reply is lost after the commit, the client sends the same again, and there is exactly one transfer.

use crate::support::{Place, check_on_both, rounds};
use crate::tcp::{Program, Reply, exchange, request, send};
use crate::world::{Move, fresh_id};
use contract::points::transfer::State;
use contract::*;
use serde_json::json;
use std::net::SocketAddr;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// What one member moves in a day without a proof has a limit, however high a server sets it.
const OF_ONE_MEMBER: usize = 1_000;

/// Passes requests on, waits for the whole reply, and closes without a byte of it. What it swallowed goes to `swallowed`.
async fn thief(listener: TcpListener, server: SocketAddr, swallowed: mpsc::UnboundedSender<Vec<u8>>) {
    while let Ok((mut client, _)) = listener.accept().await {
        let mut bytes = Vec::new();
        let mut part = [0; 4_096];
        while !is_whole(&bytes) {
            let read = client.read(&mut part).await.unwrap();
            bytes.extend_from_slice(&part[..read]);
        }
        swallowed.send(exchange(server, &bytes).await.unwrap()).unwrap();
    }
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    body.len() == length.parse::<usize>().unwrap()
}

fn json<T: serde::de::DeserializeOwned>(reply: &Reply) -> T {
    serde_json::from_slice(&reply.body).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_reply_is_repeated_byte_for_byte() {
    check_on_both(lose_replies).await;
}

async fn lose_replies(place: Place) {
    let (server, database) = (Program::start(&place), place.name());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let stolen_at = listener.local_addr().unwrap();
    let (sender, mut swallowed) = mpsc::unbounded_channel();
    tokio::spawn(thief(listener, server.address, sender));

    let mut exactly_once = 0;
    let many = rounds(200, 10_000);
    let (mut cookie, mut quote_body) = (String::new(), String::new());
    for round in 0..many {
        if round % OF_ONE_MEMBER == 0 {
            cookie = send(server.address, &request("POST", paths::SESSION_DEMO, "", "")).await.cookie();
            let ask = async |path: &str| send(server.address, &request("GET", path, &cookie, "")).await;
            let wanted = a_move(&json(&ask(paths::WALLET).await), &json(&ask(paths::PAIRS).await));
            quote_body = json!({"from": wanted.from, "to": wanted.to, "amount": wanted.amount}).to_string();
        }
        let ask = async |method: &str, path: &str, body: &str| {
            send(server.address, &request(method, path, &cookie, body)).await
        };
        let quote: Quote = json(&ask("POST", paths::QUOTES, &quote_body).await);
        let (id, body) = (fresh_id(), json!({"quote": quote.id}).to_string());
        let put = request("PUT", &paths::fill(paths::TRANSFER, &[&id]), &cookie, &body);
        let lost = exchange(stolen_at, &put).await.unwrap_or_default();
        assert!(lost.is_empty(), "the reply was not lost");
        let first = Reply::parse(&swallowed.recv().await.unwrap()).unwrap();
        let second = send(server.address, &put).await;
        assert!(first.status == 201 && !first.head.contains("idempotent-replayed"), "after {exactly_once}: {first:?}");
        assert!(second.status == 201 && second.head.contains("idempotent-replayed: true"), "{second:?}");
        assert_eq!(first.body, second.body);
        let under_way = json::<Wallet>(&ask("GET", paths::WALLET, "").await).under_way;
        assert!(under_way.len() == 1 && under_way[0].id.0 == id);
        let cancelled: Transfer = json(&ask("POST", &paths::fill(paths::TRANSFER_CANCEL, &[&id]), "").await);
        assert_eq!(cancelled.state, State::Cancelled);
        exactly_once += 1;
    }
    assert_eq!(exactly_once, many);
    println!("R4 on {database}: {exactly_once} of {many} exactly once");
}

fn a_move(wallet: &Wallet, pairs: &Pairs) -> Move {
    let of = |program: &ProgramId| wallet.memberships.iter().find(|membership| membership.program.id == *program);
    let moves = pairs.items.iter().filter(|pair| !pair.current.closed).filter_map(|pair| {
        let (from, to, terms) = (of(&pair.from)?, of(&pair.to)?, &pair.current.terms);
        let amount = terms.min.get();
        let enough = from.balance.available.get() >= amount && terms.cancel_minutes > 0;
        enough.then(|| Move { from: from.id.clone(), to: to.id.clone(), amount, step: terms.step })
    });
    moves.into_iter().next().unwrap()
}
