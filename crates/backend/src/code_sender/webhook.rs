//! An operator's own gateway for codes: each message is one signed POST to one address.
//!
//! Nothing is sent again by itself: a member who gets no code asks for another. A redirect is not followed, for the code
//! would go where nobody set it to go.

use super::{CodeMessage, CodeSender, NotSent, Sending};
use crate::clock::Clock;
use contract::limits::CODE_WEBHOOK_SECONDS;
use hmac::{Hmac, KeyInit, Mac};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Method, Request, Uri, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::ClientConfig;
use rustls::crypto::ring;
use sha2::Sha256;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// The header with the time of sending and the signature: `t=1795344480,v1=HEX`.
pub const SIGNATURE: &str = "gom-signature";
/// The shortest secret that is taken, in bytes.
const SECRET_BYTES: usize = 32;

/// Where codes go, and the secret that both sides know.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeWebhook {
    url: Uri,
    secret: String,
}

/// The secret is for nobody's eyes.
impl core::fmt::Debug for CodeWebhook {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("CodeWebhook").field("url", &self.url).finish_non_exhaustive()
    }
}

impl CodeWebhook {
    /// Reads an address; the error says what to write. Plain http stays on this machine.
    pub fn new(url: &str, secret: &str) -> Result<CodeWebhook, BadWebhook> {
        let url: Uri = url.parse().map_err(|_| BadWebhook::Url)?;
        let host = url.host().unwrap_or_default();
        let has_user = url.authority().is_some_and(|authority| authority.as_str().contains('@'));
        let private = match url.scheme_str() {
            Some("https") => !host.is_empty(),
            Some("http") => matches!(host, "localhost" | "127.0.0.1" | "[::1]"),
            _ => false,
        };
        if !private || has_user {
            return Err(BadWebhook::Url);
        }
        if secret.len() < SECRET_BYTES {
            return Err(BadWebhook::Secret);
        }
        Ok(CodeWebhook { url, secret: secret.to_owned() })
    }
}

/// Why a gateway cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadWebhook {
    /// The address.
    Url,
    /// The secret.
    Secret,
}

impl BadWebhook {
    /// What to write instead.
    pub const fn wanted(self) -> &'static str {
        match self {
            BadWebhook::Url => "write an https address, such as https://sms.example/gom; http only for localhost",
            BadWebhook::Secret => "write at least 32 random characters, the same here and at the gateway",
        }
    }
}

/// Sends codes to the operator's gateway.
pub struct WebhookCodeSender {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    webhook: CodeWebhook,
    clock: Arc<dyn Clock>,
}

impl WebhookCodeSender {
    /// A sender that trusts the certificates that this machine trusts.
    pub fn new(webhook: CodeWebhook, clock: Arc<dyn Clock>) -> io::Result<WebhookCodeSender> {
        let connector = HttpsConnectorBuilder::new().with_provider_and_native_roots(ring::default_provider())?;
        let connector = connector.https_or_http().enable_http1().build();
        Ok(WebhookCodeSender { client: Client::builder(TokioExecutor::new()).build(connector), webhook, clock })
    }

    /// A sender that trusts what this configuration trusts.
    pub fn with_tls(webhook: CodeWebhook, clock: Arc<dyn Clock>, tls: ClientConfig) -> WebhookCodeSender {
        let connector = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().build();
        WebhookCodeSender { client: Client::builder(TokioExecutor::new()).build(connector), webhook, clock }
    }

    async fn post(&self, message: &CodeMessage) -> Result<(), String> {
        let body = serde_json::to_vec(message).map_err(|error| error.to_string())?;
        let seconds = self.clock.now().ms().div_euclid(1_000);
        let request = Request::builder()
            .method(Method::POST)
            .uri(&self.webhook.url)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, "gom-backend")
            .header(SIGNATURE, format!("t={seconds},v1={}", sign(&self.webhook.secret, seconds, &body)?))
            .body(Full::from(body))
            .map_err(|error| error.to_string())?;
        let limit = Duration::from_secs(CODE_WEBHOOK_SECONDS);
        let answer = tokio::time::timeout(limit, self.client.request(request)).await;
        let answer = answer.map_err(|_| format!("no answer in {CODE_WEBHOOK_SECONDS} s"))?;
        let status = answer.map_err(|error| format!("{error}: {:?}", std::error::Error::source(&error)))?.status();
        if status.is_success() { Ok(()) } else { Err(format!("it answered {status}")) }
    }
}

impl CodeSender for WebhookCodeSender {
    fn send<'a>(&'a self, message: &'a CodeMessage) -> Sending<'a> {
        Box::pin(async move {
            self.post(message).await.map_err(|why| {
                tracing::error!(id = message.id, why, "the gateway did not take a code");
                NotSent
            })
        })
    }
}

/// HMAC-SHA256 over the time and the body: `1795344480.{"id":…}`, in hexadecimal digits.
fn sign(secret: &str, seconds: i64, body: &[u8]) -> Result<String, String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|error| error.to_string())?;
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body);
    Ok(mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
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
            assert!(CodeWebhook::new(good, SECRET).is_ok(), "{good}");
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
            assert_eq!(CodeWebhook::new(bad, SECRET), Err(BadWebhook::Url), "{bad}");
        }
        assert_eq!(CodeWebhook::new("https://sms.example/", &SECRET[1..]), Err(BadWebhook::Secret));
        let shown = format!("{:?}", CodeWebhook::new("https://sms.example/", SECRET));
        assert!(shown.contains("sms.example") && !shown.contains(SECRET), "{shown}");
    }

    #[test]
    fn the_signature_is_the_one_of_the_documentation() {
        // printf '1795344480.{"id":"1"}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
        let expected = "d5d7916ca8201b170f5dab6c2f7f883e9951295bcb630dffbb811884c08cd46e";
        assert_eq!(sign(SECRET, 1_795_344_480, br#"{"id":"1"}"#).as_deref(), Ok(expected));
    }
}
