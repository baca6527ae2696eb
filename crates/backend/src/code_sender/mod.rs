//! One-time codes on their way to a member. An operator's own gateway is one more implementation of [`CodeSender`].

mod webhook;

pub use webhook::WebhookCodeSender;

use crate::one_time::Purpose;
use contract::points::Timestamp;
use contract::{Language, Phone, ProgramId};
use serde::Serialize;
use std::future::Future;
use std::pin::Pin;

/// A code, with what is needed to carry it to its owner.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CodeMessage {
    /// Made for this message: whoever gets it twice carries it once.
    pub id: String,
    /// Who gets the code.
    pub to: Recipient,
    /// What it is for.
    pub purpose: Purpose,
    /// The code.
    pub code: String,
    /// In which language to write.
    pub language: Language,
    /// From this instant on it is of no use.
    pub expires_at: Timestamp,
}

/// Who gets a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Recipient {
    /// Whoever has this phone.
    Phone {
        /// In E.164 form: `+84912345678`.
        phone: String,
    },
    /// The owner of a membership number, by the address that its program knows.
    Membership {
        /// The program.
        program: ProgramId,
        /// The number, without spaces.
        number: String,
    },
}

/// For the log: nobody reads a whole number there.
impl core::fmt::Display for Recipient {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let end = |text: &str| text.chars().rev().take(3).collect::<Vec<char>>().into_iter().rev().collect::<String>();
        match self {
            Recipient::Phone { phone } => write!(f, "phone …{}", end(phone)),
            Recipient::Membership { program, number } => write!(f, "{program} …{}", end(number)),
        }
    }
}

impl From<&Phone> for Recipient {
    fn from(phone: &Phone) -> Recipient {
        Recipient::Phone { phone: phone.e164().to_owned() }
    }
}

/// Why nobody can say that the code was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// It surely was not, and will not be: the member is told to try again.
    Refused,
    /// It may have been. The member is told that it is on its way, for nobody knows better, and may ask for another.
    Unknown,
}

/// What [`CodeSender::send`] answers.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), NotSent>> + Send + 'a>>;

/// Hands a code to whoever carries it to the member.
pub trait CodeSender: Send + Sync + 'static {
    /// Sends the message.
    fn send<'a>(&'a self, message: &'a CodeMessage) -> Sending<'a>;
}

/// Writes codes to the server's log: for development, and for a demo without a gateway.
#[derive(Clone, Copy, Debug, Default)]
pub struct LogCodeSender;

impl CodeSender for LogCodeSender {
    fn send<'a>(&'a self, message: &'a CodeMessage) -> Sending<'a> {
        Box::pin(async move {
            tracing::info!(to = %message.to, purpose = ?message.purpose, code = message.code, "a one-time code");
            Ok(())
        })
    }
}

/// Sends nothing: a server that is no demo and has no gateway.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCodeSender;

impl CodeSender for NoCodeSender {
    fn send<'a>(&'a self, _: &'a CodeMessage) -> Sending<'a> {
        Box::pin(async move {
            tracing::warn!("a code was asked for, and GOM_CODE_WEBHOOK is not set");
            Err(NotSent::Refused)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_has_no_whole_number() {
        let phone = Phone::parse("0912345678").unwrap();
        assert_eq!(Recipient::from(&phone).to_string(), "phone …678");
        let number = Recipient::Membership { program: ProgramId("lynkid".into()), number: "LK771298627661".into() };
        assert_eq!(number.to_string(), "lynkid …661");
    }
}
