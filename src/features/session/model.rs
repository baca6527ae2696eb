//! What is wrong with a phone number before it is sent, and where a member goes after signing in.

use crate::state::route::Route;
use contract::{BadPhone, Phone};

/// Why a text cannot be sent as a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing was typed.
    Empty,
    /// Not a phone number.
    Malformed,
    /// A number of a country that is not served here.
    Foreign,
}

/// The number in a text.
pub fn phone(text: &str) -> Result<Phone, Unfit> {
    match Phone::parse(text) {
        Ok(phone) => Ok(phone),
        Err(_) if text.trim().is_empty() => Err(Unfit::Empty),
        Err(BadPhone::Malformed) => Err(Unfit::Malformed),
        Err(BadPhone::Foreign) => Err(Unfit::Foreign),
    }
}

/// A number as it is read aloud: `+84 912 345 678`.
pub fn spoken(phone: &Phone) -> String {
    let number = phone.e164();
    let (country, rest) = number.split_at(number.len().saturating_sub(9));
    let (first, rest) = rest.split_at(rest.len().min(3));
    let (second, third) = rest.split_at(rest.len().min(3));
    [country, first, second, third].join("\u{a0}")
}

/// The path asked for, if it names a page of this app; the wallet otherwise. Another site's address never counts, however it is
/// written: browsers drop some characters, and read others as a slash.
pub fn landing(back: Option<&str>) -> &str {
    let path = back.and_then(|back| back.split(['?', '#']).next()).unwrap_or_default();
    let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_'));
    match Route::from_path(path) {
        None | Some(Route::SignIn { .. }) => "/",
        Some(_) if !plain => "/",
        Some(_) => back.unwrap_or("/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_or_its_mistake_is_named() {
        for (text, number) in [
            ("0912 345 678", Ok("+84\u{a0}912\u{a0}345\u{a0}678")),
            ("+84912345678", Ok("+84\u{a0}912\u{a0}345\u{a0}678")),
            (" ", Err(Unfit::Empty)),
            ("0912", Err(Unfit::Malformed)),
            ("a", Err(Unfit::Malformed)),
            ("+7 912 345 67 89", Err(Unfit::Foreign)),
        ] {
            assert_eq!(phone(text).map(|phone| spoken(&phone)), number.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn only_paths_of_this_app_are_landing_places() {
        for (back, place) in [
            (None, "/"),
            (Some(""), "/"),
            (Some("/programs/7f"), "/programs/7f"),
            (Some("/rewards?q=tr\u{e0}&sort=newest"), "/rewards?q=tr\u{e0}&sort=newest"),
            (Some("/sign-in"), "/"),
            (Some("/sign-in/?back=/"), "/"),
            (Some("/nowhere"), "/"),
            (Some("/\t/evil.example"), "/"),
            (Some("/\n/evil.example"), "/"),
            (Some("/programs/\t"), "/"),
            (Some("//evil.example"), "/"),
            (Some("/\\evil.example"), "/"),
            (Some("https://evil.example"), "/"),
        ] {
            assert_eq!(landing(back), place, "{back:?}");
        }
    }
}
