//! A carrier of codes that keeps what it was given, and can be told to fail.

use gom_backend::code_sender::{CodeMessage, CodeSender, NotSent, Sending};
use std::sync::{Arc, Mutex};

#[derive(Clone, Default)]
pub struct Outbox {
    sent: Arc<Mutex<Vec<CodeMessage>>>,
    fails: Arc<Mutex<Option<NotSent>>>,
}

impl Outbox {
    /// From now on nothing can be handed over, or nobody knows whether it was, or everything can again.
    pub fn fail(&self, how: Option<NotSent>) {
        *self.fails.lock().unwrap() = how;
    }

    /// The last message.
    pub fn last(&self) -> CodeMessage {
        self.sent.lock().unwrap().last().unwrap().clone()
    }

    pub fn count(&self) -> usize {
        self.sent.lock().unwrap().len()
    }
}

impl CodeSender for Outbox {
    fn send<'a>(&'a self, message: &'a CodeMessage) -> Sending<'a> {
        Box::pin(async move {
            let fails = *self.fails.lock().unwrap();
            if fails == Some(NotSent::Refused) {
                return Err(NotSent::Refused);
            }
            self.sent.lock().unwrap().push(message.clone());
            // What nobody knows about arrived all the same.
            fails.map_or(Ok(()), Err)
        })
    }
}
