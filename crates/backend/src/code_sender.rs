//! One-time codes on their way to a member. An operator's own gateway is one more implementation of [`CodeSender`].

use std::future::Future;
use std::pin::Pin;

/// The code was not handed over; the member is told to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSent;

/// Hands a code to whoever carries it to the member.
pub trait CodeSender: Send + Sync + 'static {
    /// Sends `code` to the phone number or address `to`.
    fn send<'a>(&'a self, to: &'a str, code: &'a str)
    -> Pin<Box<dyn Future<Output = Result<(), NotSent>> + Send + 'a>>;
}

/// Writes codes to the server's log: for development, and for a demo without a gateway.
#[derive(Clone, Copy, Debug, Default)]
pub struct LogCodeSender;

impl CodeSender for LogCodeSender {
    fn send<'a>(
        &'a self,
        to: &'a str,
        code: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<(), NotSent>> + Send + 'a>> {
        Box::pin(async move {
            tracing::info!(to, code, "a one-time code");
            Ok(())
        })
    }
}
