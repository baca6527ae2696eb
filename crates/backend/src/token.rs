//! Session tokens: 256 random bits that only the member's browser keeps. The store sees their hash.

use crate::one_time;
use axum::http::{HeaderMap, HeaderValue, header};
use contract::limits;
use sha2::{Digest, Sha256};

/// The cookie. The prefix makes browsers insist on `Secure`, `Path=/` and no domain.
pub const COOKIE: &str = "__Host-gom";
/// The cookie by which a browser that signed in with a number before is known when it asks for a code. It signs nobody in.
pub const DEVICE_COOKIE: &str = "__Host-gom-device";

/// A token, as 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// The system gives no randomness; nothing can be signed in.
#[derive(Clone, Copy, Debug)]
pub struct NoRandomness;

/// Whoever has it is let in, so nobody reads it.
impl core::fmt::Debug for Token {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    /// A fresh one.
    pub fn new() -> Result<Token, NoRandomness> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
        Ok(Token(hex(&bytes)))
    }

    /// The session's token in the request's cookies, if there is exactly one of the right form.
    pub fn from_cookies(headers: &HeaderMap) -> Option<Token> {
        Token::from_cookie(COOKIE, headers)
    }

    /// The browser's token, in the same way.
    pub fn of_device(headers: &HeaderMap) -> Option<Token> {
        Token::from_cookie(DEVICE_COOKIE, headers)
    }

    fn from_cookie(cookie: &str, headers: &HeaderMap) -> Option<Token> {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut tokens = pairs.filter(|(name, _)| *name == cookie).map(|(_, value)| value);
        let (first, second) = (tokens.next()?, tokens.next());
        let fits = first.len() == 64 && first.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        (fits && second.is_none()).then(|| Token(first.to_owned()))
    }

    /// What the store keeps.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }

    /// What the store keeps of a browser that signed in with this number.
    pub fn mark(&self, number: &str) -> String {
        one_time::hash(&[&self.0, number])
    }

    /// The header that gives it to the browser, for as long as a session can live.
    pub fn set_cookie(&self) -> Option<HeaderValue> {
        self.set(COOKIE, limits::SESSION_ABSOLUTE_DAYS)
    }

    /// The header that makes a browser known, for as long as its mark is kept.
    pub fn set_device_cookie(&self) -> Option<HeaderValue> {
        self.set(DEVICE_COOKIE, limits::DEVICE_MARK_DAYS)
    }

    fn set(&self, cookie: &str, days: i64) -> Option<HeaderValue> {
        let text = format!("{cookie}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Lax", self.0, days * 86_400);
        HeaderValue::from_str(&text).ok()
    }
}

/// The header that takes the cookie back.
pub const CLEAR_COOKIE: HeaderValue =
    HeaderValue::from_static("__Host-gom=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_whole_token_is_taken_from_the_cookies() {
        let token = Token::new().unwrap();
        assert!(token != Token::new().unwrap() && token.hash() != token.0);
        let read = |lines: &[String]| {
            let values = lines.iter().map(|line| (header::COOKIE, HeaderValue::from_str(line).unwrap()));
            Token::from_cookies(&values.collect())
        };
        let cookie = format!("{COOKIE}={}", token.0);
        assert!(read(std::slice::from_ref(&cookie)) == Some(token.clone()));
        assert!(read(&[format!("a=b; {cookie}; c=d")]) == Some(token.clone()));
        for bad in [format!("{cookie}0"), format!("x{cookie}"), format!("{COOKIE}="), cookie.to_uppercase()] {
            assert!(read(std::slice::from_ref(&bad)).is_none(), "{bad} was taken");
        }
        assert!(read(&[cookie.clone(), cookie]).is_none());
    }
}
