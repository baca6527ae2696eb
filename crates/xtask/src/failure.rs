//! Why a command stopped, in one sentence for the person in front of the terminal.

use std::fmt;

pub type Outcome<T = ()> = Result<T, Failure>;

#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    sentence: String,
}

#[derive(Debug, PartialEq)]
enum Kind {
    /// Something went wrong.
    Error,
    /// A part of the tests could not start on this machine.
    NotRun,
    /// Everything has been said already.
    Silent,
}

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { kind: Kind::Error, sentence: sentence.into() }
    }

    pub fn not_run(reason: impl Into<String>) -> Self {
        Self { kind: Kind::NotRun, sentence: reason.into() }
    }

    pub fn silent() -> Self {
        Self { kind: Kind::Silent, sentence: String::new() }
    }

    pub fn is_not_run(&self) -> bool {
        self.kind == Kind::NotRun
    }

    pub fn is_silent(&self) -> bool {
        self.kind == Kind::Silent
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.sentence)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(error.to_string())
    }
}
