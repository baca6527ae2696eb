//! The operator's gateway: what it is sent, and what counts as handed over.

use contract::connector::SIGNATURE;
use contract::{Language, ProgramId};
use gom_backend::clock::TestClock;
use gom_backend::code_sender::{CodeMessage, CodeSender, NotSent, Recipient, WebhookCodeSender};
use gom_backend::one_time::Purpose;
use gom_backend::outside::Peer;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const SECRET: &str = "a secret of at least thirty-two characters";

fn message() -> CodeMessage {
    CodeMessage {
        id: "0b9f5b5e-6f0f-4c0e-9a35-0d8a3c1e2f47".into(),
        to: Recipient::Membership { program: ProgramId("lynkid".into()), number: "LK771298627661".into() },
        purpose: Purpose::Link,
        code: "482916".into(),
        language: Language::Vi,
        expires_at: crate::world::START,
    }
}

fn sender(url: &str) -> WebhookCodeSender {
    let clock = Arc::new(TestClock::at(crate::world::START));
    WebhookCodeSender::new(Peer::new(url, SECRET).unwrap(), clock).unwrap()
}

/// A gateway that answers one request with this, and hands out what it was sent.
async fn gateway(answer: &'static str) -> (String, JoinHandle<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/gom?from=test", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut bytes = Vec::new();
        loop {
            let mut part = [0; 1024];
            let read = stream.read(&mut part).await.unwrap();
            bytes.extend_from_slice(&part[..read]);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let length =
                head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if read == 0 || body.len() >= length.unwrap_or(0) {
                stream.write_all(answer.as_bytes()).await.unwrap();
                return (head.to_owned(), body.as_bytes().to_vec());
            }
        }
    });
    (url, heard)
}

#[tokio::test]
async fn a_code_is_one_signed_request() {
    let (url, heard) = gateway("HTTP/1.1 204 No Content\r\n\r\n").await;
    assert_eq!(sender(&url).send(&message()).await, Ok(()));
    let (head, body) = heard.await.unwrap();
    assert!(head.starts_with("POST /gom?from=test HTTP/1.1\r\n"), "{head}");
    assert_eq!(
        serde_json::from_slice::<Value>(&body).unwrap(),
        json!({
            "id": "0b9f5b5e-6f0f-4c0e-9a35-0d8a3c1e2f47",
            "to": {"kind": "membership", "program": "lynkid", "number": "LK771298627661"},
            "purpose": "link",
            "code": "482916",
            "language": "vi",
            "expires_at": "2026-11-22T10:48:00.000Z",
        })
    );
    let header = |name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned()).next().unwrap()
    };
    assert_eq!(header("content-type"), "application/json");
    // As the documentation tells a gateway to check it.
    let (time, signature) = header(SIGNATURE)
        .strip_prefix("t=")
        .unwrap()
        .split_once(",v1=")
        .map(|(t, v)| (t.to_owned(), v.to_owned()))
        .unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update([time.as_bytes(), b".", &body].concat().as_slice());
    let expected: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((time.as_str(), signature), ("1795344480", expected));
}

#[tokio::test]
async fn everything_but_a_success_is_refused_or_unknown() {
    for (answer, wanted) in [
        ("HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n", NotSent::Refused),
        ("HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n", NotSent::Refused),
        ("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", NotSent::Refused),
        ("HTTP/1.1 307 Temporary Redirect\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n", NotSent::Refused),
        // The message went out, and what became of it was not said.
        ("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n", NotSent::Unknown),
        ("HTTP/1.1 504 Gateway Timeout\r\ncontent-length: 0\r\n\r\n", NotSent::Unknown),
        ("nonsense\r\n\r\n", NotSent::Unknown),
        ("", NotSent::Unknown),
    ] {
        let (url, heard) = gateway(answer).await;
        assert_eq!(sender(&url).send(&message()).await, Err(wanted), "{answer:?}");
        heard.await.unwrap();
    }
    // Nobody listens there.
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    assert_eq!(sender(&format!("http://{free}/")).send(&message()).await, Err(NotSent::Refused));
    // Somebody listens and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let sender = sender(&format!("http://{}/", silent.local_addr().unwrap())).waiting(1);
    assert_eq!(sender.send(&message()).await, Err(NotSent::Unknown));
}

#[tokio::test]
async fn https_is_spoken_where_it_was_set() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let first = tokio::spawn(async move { listener.accept().await.unwrap().0.read_u8().await.unwrap() });
    assert_eq!(sender(&url).send(&message()).await, Err(NotSent::Refused));
    assert_eq!(first.await.unwrap(), 0x16, "the first byte is not that of a TLS handshake");
}
