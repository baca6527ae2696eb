//! What is in the way of a code, in words.

use super::model::Trouble;
use crate::i18n::{self, pages as t};
use crate::state::failure;
use contract::Code;

/// Below this many seconds a time of day says too little.
const SHORT: u32 = 120;

/// What to tell the member.
pub fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Incomplete => t::code_incomplete().into(),
        Trouble::Wrong { tries_left } => t::code_wrong(u64::from(*tries_left)),
        Trouble::Expired => t::code_expired().into(),
        Trouble::Locked(until) if until.seconds < SHORT => t::code_locked_short().into(),
        Trouble::Locked(until) => t::code_locked(&i18n::time(until.at)),
        Trouble::Wait(until) if until.seconds < SHORT => t::code_wait_short(&i18n::countdown(u64::from(until.seconds))),
        Trouble::Wait(until) => t::code_wait(&i18n::time(until.at)),
        Trouble::NoConsent => t::code_no_consent().into(),
        Trouble::Other(error) => match error.code() {
            Some(Code::CodeNotSent) => t::code_not_sent().into(),
            Some(Code::NumberTaken) => t::link_taken().into(),
            Some(Code::AlreadyLinked) => t::link_already_linked().into(),
            _ => failure::told(error),
        },
    }
}
