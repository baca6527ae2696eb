//! Linking a membership: the member proves control of a number by a code that the program sends.

use crate::ids::{LinkId, ProgramId};
use crate::limits;
use points::Timestamp;
use serde::{Deserialize, Serialize};

/// Reads a membership number as people write it: letters and digits of any case, with spaces and hyphens between them.
///
/// ```
/// assert_eq!(contract::read_number(" lk-7712 9862\u{a0}7661").as_deref(), Some("LK771298627661"));
/// assert_eq!(contract::read_number("12/34"), None);
/// ```
pub fn read_number(text: &str) -> Option<String> {
    let is_filler = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2013}');
    let most = *limits::NUMBER_CHARS.end() + 1;
    let letters: String = text.chars().filter(|c| !is_filler(*c)).take(most).collect();
    let fits = limits::NUMBER_CHARS.contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| letters.to_ascii_uppercase())
}

/// The body of `POST /links`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkAsk {
    /// In which program.
    pub program: ProgramId,
    /// The membership number: letters and digits, spaces and hyphens between them are ignored.
    pub number: String,
}

/// The program has sent a code to whoever owns the number. The answer is the same for every number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkStarted {
    /// What the code is bound to.
    pub id: LinkId,
    /// The program.
    pub program: ProgramId,
    /// The number as it was understood.
    pub number: String,
    /// From this instant on the code is not taken.
    pub expires_at: Timestamp,
    /// From this instant on another code may be asked for.
    pub resend_at: Timestamp,
    /// The code itself, only in demo mode.
    #[serde(default)]
    pub demo_code: Option<String>,
}

/// The body of `POST /links/{id}/confirm`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkConfirm {
    /// `limits::CODE_DIGITS` digits.
    pub code: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_spelling_and_nothing_else_is_one() {
        for good in ["LK12", "lk12", " l k - 1\u{2011}2 ", "LK\t12"] {
            assert_eq!(read_number(good).as_deref(), Some("LK12"), "{good}");
        }
        assert_eq!(read_number(&"7".repeat(24)), Some("7".repeat(24)));
        for bad in ["", "---", "123", "LK_12", "LK12é", "١٢٣٤٥", "LK12\u{202e}", "LK12/34", "<b>1</b>"] {
            assert_eq!(read_number(bad), None, "{bad}");
        }
        assert_eq!(read_number(&"7".repeat(25)), None);
        assert_eq!(read_number(&"7".repeat(100_000)), None);
    }
}
