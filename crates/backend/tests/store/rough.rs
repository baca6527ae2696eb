//! A rough way to PostgreSQL: it refuses commits as collisions, and cuts connections before a commit or after it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What happens to a commit, in parts of a hundred; the rest goes through.
const COLLIDES: u64 = 30;
const CUT_BEFORE: u64 = 3;
const CUT_AFTER: u64 = 4;

/// How often each happened.
#[derive(Debug, Default)]
pub struct Damage {
    /// Nothing happens before this is set.
    pub begins: AtomicBool,
    pub commits: AtomicU64,
    pub collisions: AtomicU64,
    pub cut_before: AtomicU64,
    pub cut_after: AtomicU64,
}

/// Starts the way; answers the address that leads over it and what it does to commits. It goes on until the runtime ends.
pub async fn rough_way(url: &str) -> (String, Arc<Damage>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (scheme_and_user, rest) = url.rsplit_once('@').unwrap();
    let (server, path) = rest.split_once('/').unwrap();
    let (server, damage) = (server.to_owned(), Arc::<Damage>::default());
    let rough = format!("{scheme_and_user}@{}/{path}?sslmode=disable", listener.local_addr().unwrap());
    let done = damage.clone();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(&server).await.unwrap();
            // Many small messages: none of them may wait for the answer to the one before.
            client.set_nodelay(true).unwrap();
            server.set_nodelay(true).unwrap();
            tokio::spawn(carry(client, server, done.clone()));
        }
    });
    (rough, damage)
}

/// Carries both directions. From the client it reads message by message; what the server says passes as it is.
async fn carry(mut client: TcpStream, mut server: TcpStream, damage: Arc<Damage>) {
    let (mut said, mut part, mut started) = (Vec::new(), vec![0; 16 * 1024], false);
    let mut answer = vec![0; 64 * 1024];
    loop {
        tokio::select! {
            read = client.read(&mut part) => match read {
                Ok(read) if read > 0 => said.extend_from_slice(&part[..read]),
                _ => return,
            },
            read = server.read(&mut answer) => match read {
                Ok(read) if read > 0 && client.write_all(&answer[..read]).await.is_ok() => continue,
                _ => return,
            },
        }
        while let Some(length) = whole(&said, started) {
            let message: Vec<u8> = said.drain(..length).collect();
            let goes_on = match started && is_commit(&message) && damage.begins.load(Ordering::SeqCst) {
                true => commit(&mut client, &mut server, &message, &damage).await,
                false => server.write_all(&message).await.is_ok(),
            };
            started = true;
            if !goes_on {
                return;
            }
        }
    }
}

/// How long the first message is, if it is there as a whole. Only the very first has no letter in front of its length.
fn whole(bytes: &[u8], started: bool) -> Option<usize> {
    let letter = usize::from(started);
    let length = bytes.get(letter..letter + 4)?;
    let length = letter + u32::from_be_bytes(length.try_into().unwrap()) as usize;
    (bytes.len() >= length).then_some(length)
}

fn is_commit(message: &[u8]) -> bool {
    message.first() == Some(&b'Q') && message[5..].starts_with(b"COMMIT")
}

/// Answers whether the connection goes on.
async fn commit(client: &mut TcpStream, server: &mut TcpStream, message: &[u8], damage: &Damage) -> bool {
    let number = damage.commits.fetch_add(1, Ordering::SeqCst);
    let dice = mixed(number) % 100;
    if dice < COLLIDES {
        damage.collisions.fetch_add(1, Ordering::SeqCst);
        let rolled_back =
            server.write_all(b"Q\0\0\0\x0dROLLBACK\0").await.is_ok() && until_ready(server).await.is_some();
        return rolled_back && client.write_all(COLLISION).await.is_ok();
    }
    if dice < COLLIDES + CUT_BEFORE {
        damage.cut_before.fetch_add(1, Ordering::SeqCst);
        return false;
    }
    if server.write_all(message).await.is_err() {
        return false;
    }
    let Some(answer) = until_ready(server).await else { return false };
    if dice < COLLIDES + CUT_BEFORE + CUT_AFTER {
        damage.cut_after.fetch_add(1, Ordering::SeqCst);
        return false;
    }
    client.write_all(&answer).await.is_ok()
}

/// `could not serialize access`, and ready for the next query outside of a transaction.
const COLLISION: &[u8] = b"E\0\0\0\x21SERROR\0VERROR\0C40001\0Mrough\0\0Z\0\0\0\x05I";

/// Everything up to the server's "ready for query".
async fn until_ready(server: &mut TcpStream) -> Option<Vec<u8>> {
    let (mut answer, mut part) = (Vec::new(), [0; 4_096]);
    loop {
        let read = server.read(&mut part).await.ok().filter(|read| *read > 0)?;
        answer.extend_from_slice(&part[..read]);
        if answer.len() >= 6 && answer[answer.len() - 6..answer.len() - 1] == *b"Z\0\0\0\x05" {
            return Some(answer);
        }
    }
}

/// The same dice for the same number (the last step of SplitMix64).
fn mixed(number: u64) -> u64 {
    let mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
