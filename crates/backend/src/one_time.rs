//! One-time codes and the ids they are bound to: how they are made, read and hashed.

use crate::token::NoRandomness;
use contract::limits::CODE_DIGITS;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// What a code lets its owner do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Sign in with a phone number.
    SignIn,
    /// Link a membership number.
    Link,
    /// Prove who asks before a protected step.
    StepUp,
}

impl Purpose {
    /// The name in the database and on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Purpose::SignIn => "sign_in",
            Purpose::Link => "link",
            Purpose::StepUp => "step_up",
        }
    }
}

/// As many codes as there are.
const CODES: u32 = 10_u32.pow(CODE_DIGITS as u32);
/// Random numbers from here on would favour the low codes.
const FAIR: u32 = u32::MAX / CODES * CODES;

/// A fresh code; every code is equally likely.
pub fn fresh_code() -> Result<String, NoRandomness> {
    loop {
        let mut bytes = [0_u8; 4];
        getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
        let number = u32::from_le_bytes(bytes);
        if number < FAIR {
            return Ok(format!("{:0width$}", number % CODES, width = CODE_DIGITS));
        }
    }
}

/// The digits of a code as people paste it, with white space and hyphens left out; `None` if it cannot be a code.
pub fn read_code(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').take(CODE_DIGITS + 1).collect();
    (digits.len() == CODE_DIGITS && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// The hash of these texts, each with its length before it, so that no two lists have the same.
pub fn hash(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_six_digits_and_differ() {
        let codes: BTreeSet<String> = (0..1_000).map(|_| fresh_code().unwrap()).collect();
        assert!(codes.iter().all(|code| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())));
        // A thousand out of a million repeat once on half of all days; fifty repeats never happen.
        assert!(codes.len() > 950, "{}", codes.len());
        let first: BTreeSet<u8> = codes.iter().map(|code| code.as_bytes()[0]).collect();
        assert_eq!(first.len(), 10, "some first digit never comes");
    }

    #[test]
    fn codes_are_read_as_people_paste_them_and_nothing_else_is() {
        for good in ["123456", " 123 456\n", "123-456", "123\u{a0}456"] {
            assert_eq!(read_code(good).as_deref(), Some("123456"), "{good}");
        }
        for bad in ["", "12345", "1234567", "12345a", "+12345", "１２３４５６", "123.456"] {
            assert_eq!(read_code(bad), None, "{bad}");
        }
        assert_eq!(read_code(&"1".repeat(100_000)), None);
    }

    #[test]
    fn texts_cannot_flow_into_each_other() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_eq!(hash(&["ab", "c"]), hash(&["ab", "c"]));
    }
}
