//! An operator's own gateway for codes: each message is one signed POST to one address.
//!
//! Nothing is sent again by itself: a member who gets no code asks for another. A redirect is not followed, for the code
//! would go where nobody set it to go.

use super::{CodeMessage, CodeSender, NotSent, Sending};
use crate::clock::Clock;
use crate::outside::{Http, Peer};
use contract::connector::SIGNATURE;
use contract::limits::CODE_WEBHOOK_SECONDS;
use http_body_util::Full;
use hyper::{Method, Request, StatusCode, header};
use rustls::ClientConfig;
use std::io;
use std::sync::Arc;

/// Sends codes to the operator's gateway.
pub struct WebhookCodeSender {
    http: Http,
    gateway: Peer,
    clock: Arc<dyn Clock>,
    seconds: u64,
}

impl WebhookCodeSender {
    /// A sender that trusts the certificates that this machine trusts.
    pub fn new(gateway: Peer, clock: Arc<dyn Clock>) -> io::Result<WebhookCodeSender> {
        Ok(WebhookCodeSender { http: Http::new()?, gateway, clock, seconds: CODE_WEBHOOK_SECONDS })
    }

    /// A sender that trusts what this configuration trusts.
    pub fn with_tls(gateway: Peer, clock: Arc<dyn Clock>, tls: ClientConfig) -> WebhookCodeSender {
        WebhookCodeSender { http: Http::with_tls(tls), gateway, clock, seconds: CODE_WEBHOOK_SECONDS }
    }

    /// The same sender with another patience.
    pub fn waiting(self, seconds: u64) -> WebhookCodeSender {
        WebhookCodeSender { seconds, ..self }
    }

    async fn post(&self, message: &CodeMessage) -> Result<(), (NotSent, String)> {
        let body = serde_json::to_vec(message).map_err(|error| (NotSent::Refused, error.to_string()))?;
        let seconds = self.clock.now().ms().div_euclid(1_000);
        let request = Request::builder()
            .method(Method::POST)
            .uri(self.gateway.url())
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, "gom-backend")
            .header(SIGNATURE, self.gateway.signature(seconds, &body))
            .body(Full::from(body))
            .map_err(|error| (NotSent::Refused, error.to_string()))?;
        let answer = self.http.send(request, self.seconds).await;
        let answer = answer.map_err(|no_answer| {
            let not_sent = if no_answer.is_sent { NotSent::Unknown } else { NotSent::Refused };
            (not_sent, no_answer.to_string())
        })?;
        let why = format!("it answered {}", answer.status());
        match answer.status() {
            status if status.is_success() => Ok(()),
            // Something in front of the gateway says that it got no answer of the gateway's.
            StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT => Err((NotSent::Unknown, why)),
            _ => Err((NotSent::Refused, why)),
        }
    }
}

impl CodeSender for WebhookCodeSender {
    fn send<'a>(&'a self, message: &'a CodeMessage) -> Sending<'a> {
        Box::pin(async move {
            self.post(message).await.map_err(|(not_sent, why)| {
                tracing::error!(id = message.id, ?not_sent, why, "the gateway did not take a code");
                not_sent
            })
        })
    }
}
