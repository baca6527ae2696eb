//! A carrier of codes that keeps what it was given, and can be told to fail.

use gom_backend::code_sender::{CodeMessage, CodeSender, NotSent, Sending};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

#[derive(Clone, Default)]
pub struct Outbox {
    sent: Arc<Mutex<Vec<CodeMessage>>>,
    fails: Arc<AtomicBool>,
}

impl Outbox {
    /// From now on nothing can be handed over, or everything again.
    pub fn fail(&self, fails: bool) {
        self.fails.store(fails, Ordering::SeqCst);
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
            if self.fails.load(Ordering::SeqCst) {
                return Err(NotSent);
            }
            self.sent.lock().unwrap().push(message.clone());
            Ok(())
        })
    }
}
