//! Other systems that this server talks to: whom it trusts with a message, how messages are signed, and the one client that sends them.

use hmac::{Hmac, KeyInit, Mac};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::ClientConfig;
use rustls::crypto::ring;
use sha2::Sha256;
use std::io;
use std::time::Duration;

/// The shortest secret that is taken, in bytes.
const SECRET_BYTES: usize = 32;

/// Another system: its address, and the secret that both sides know.
#[derive(Clone)]
pub struct Peer {
    url: Uri,
    /// Has read the secret.
    mac: Hmac<Sha256>,
}

/// The secret is for nobody's eyes.
impl core::fmt::Debug for Peer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Peer").field("url", &self.url).finish_non_exhaustive()
    }
}

impl Peer {
    /// Reads an address; the error says what to write. Plain http stays on this machine.
    pub fn new(url: &str, secret: &str) -> Result<Peer, BadPeer> {
        let url: Uri = url.parse().map_err(|_| BadPeer::Url)?;
        let host = url.host().unwrap_or_default();
        let has_user = url.authority().is_some_and(|authority| authority.as_str().contains('@'));
        let private = match url.scheme_str() {
            Some("https") => !host.is_empty(),
            Some("http") => matches!(host, "localhost" | "127.0.0.1" | "[::1]"),
            _ => false,
        };
        if !private || has_user {
            return Err(BadPeer::Url);
        }
        if secret.len() < SECRET_BYTES {
            return Err(BadPeer::Secret);
        }
        let mac = Hmac::new_from_slice(secret.as_bytes()).map_err(|_| BadPeer::Secret)?;
        Ok(Peer { url, mac })
    }

    /// Where it listens.
    pub fn url(&self) -> &Uri {
        &self.url
    }

    /// The value of the signature's header for a message: HMAC-SHA256 over the time and the message, `1795344480.{"id":…}`, in
    /// hexadecimal digits.
    pub fn signature(&self, seconds: i64, message: &[u8]) -> String {
        let digits: String =
            self.mac(seconds, message).finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect();
        format!("t={seconds},v1={digits}")
    }

    /// When a message was signed, in seconds, if it was signed with the secret. The comparison takes the same time for every signature.
    pub fn signed_at(&self, header: &str, message: &[u8]) -> Option<i64> {
        let (time, digits) = header.strip_prefix("t=")?.split_once(",v1=")?;
        let seconds = time.parse().ok()?;
        let bytes: Option<Vec<u8>> = (digits.len() == 64 && digits.is_ascii())
            .then(|| (0..64).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok()).collect())?;
        self.mac(seconds, message).verify_slice(&bytes?).ok().map(|()| seconds)
    }

    fn mac(&self, seconds: i64, message: &[u8]) -> Hmac<Sha256> {
        let mut mac = self.mac.clone();
        mac.update(format!("{seconds}.").as_bytes());
        mac.update(message);
        mac
    }
}

/// Why another system cannot be talked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPeer {
    /// The address.
    Url,
    /// The secret.
    Secret,
}

impl BadPeer {
    /// What to write instead.
    pub const fn wanted(self) -> &'static str {
        match self {
            BadPeer::Url => "write an https address, such as https://sms.example/gom; http only for localhost",
            BadPeer::Secret => "write at least 32 random characters, the same here and at the other system",
        }
    }
}

/// Sends requests. A redirect is not followed, for the message would go where nobody set it to go.
pub struct Http {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl Http {
    /// A client that trusts the certificates that this machine trusts.
    pub fn new() -> io::Result<Http> {
        let connector = HttpsConnectorBuilder::new().with_provider_and_native_roots(ring::default_provider())?;
        Ok(Http::of(connector.https_or_http().enable_http1().build()))
    }

    /// A client that trusts what this configuration trusts.
    pub fn with_tls(tls: ClientConfig) -> Http {
        Http::of(HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().build())
    }

    fn of(connector: HttpsConnector<HttpConnector>) -> Http {
        Http { client: Client::builder(TokioExecutor::new()).build(connector) }
    }

    /// The answer, or why there is none.
    pub async fn send(&self, request: Request<Full<Bytes>>, seconds: u64) -> Result<Response<Incoming>, NoAnswer> {
        let answer = tokio::time::timeout(Duration::from_secs(seconds), self.client.request(request)).await;
        let answer = answer.map_err(|_| NoAnswer { is_sent: true, why: format!("no answer in {seconds} s") })?;
        answer.map_err(|error| NoAnswer {
            is_sent: !error.is_connect(),
            why: format!("{error}: {:?}", std::error::Error::source(&error)),
        })
    }
}

/// There is no answer; the words are for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer {
    /// Whether the other side may have got the request all the same; not if there was no connection.
    pub is_sent: bool,
    why: String,
}

impl core::fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn only_private_addresses_and_long_secrets_are_taken() {
        for good in
            ["https://sms.example/gom?x=1", "https://sms.example:8443", "http://localhost:9000/", "http://127.0.0.1:1"]
        {
            assert!(Peer::new(good, SECRET).is_ok(), "{good}");
        }
        for bad in [
            "",
            "sms.example",
            "/gom",
            "http://sms.example/",
            "http://localhost.example/",
            "ftp://sms.example/",
            "https://user:password@sms.example/",
            "https://",
        ] {
            assert_eq!(Peer::new(bad, SECRET).err(), Some(BadPeer::Url), "{bad}");
        }
        assert_eq!(Peer::new("https://sms.example/", &SECRET[1..]).err(), Some(BadPeer::Secret));
        let shown = format!("{:?}", Peer::new("https://sms.example/", SECRET));
        assert!(shown.contains("sms.example") && !shown.contains(SECRET), "{shown}");
    }

    #[test]
    fn the_signature_is_the_one_of_the_documentation() {
        // printf '1795344480.{"id":"1"}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
        let digits = "d5d7916ca8201b170f5dab6c2f7f883e9951295bcb630dffbb811884c08cd46e";
        let (peer, message) = (Peer::new("https://sms.example/", SECRET).unwrap(), br#"{"id":"1"}"#);
        let header = format!("t=1795344480,v1={digits}");
        assert_eq!(peer.signature(1_795_344_480, message), header);
        assert_eq!(peer.signed_at(&header, message), Some(1_795_344_480));
        let other = Peer::new("https://sms.example/", &SECRET.replace('f', "e")).unwrap();
        assert_eq!(other.signed_at(&header, message), None);
        for bad in
            ["", "t=1,v1=", &header.replace("t=1795344480", "t=1795344481"), &header.replace("d5", "d6"), &header[..78]]
        {
            assert_eq!(peer.signed_at(bad, message), None, "{bad}");
        }
        assert_eq!(peer.signed_at(&header, br#"{"id":"2"}"#), None);
    }
}
