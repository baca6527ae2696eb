//! Signatures of messages, as docs/PARTNERS.md describes them.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The value of the header for a message signed now.
pub fn sign(secret: &str, seconds: i64, method: &str, path: &str, body: &[u8]) -> String {
    let digits = mac(secret, seconds, method, path, body).map(|mac| mac.finalize().into_bytes());
    let digits: String = digits.iter().flatten().map(|byte| format!("{byte:02x}")).collect();
    format!("t={seconds},v1={digits}")
}

/// When the message was signed with the secret, if it was.
pub fn signed_at(header: &str, secret: &str, method: &str, path: &str, body: &[u8]) -> Option<i64> {
    let (time, digits) = header.strip_prefix("t=")?.split_once(",v1=")?;
    let seconds = time.parse().ok()?;
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let given: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(byte).collect();
    mac(secret, seconds, method, path, body)?.verify_slice(&given?).ok().map(|()| seconds)
}

fn mac(secret: &str, seconds: i64, method: &str, path: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(format!("{seconds}.{method} {path}\n").as_bytes());
    mac.update(body);
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_signed_message_is_taken() {
        let header = sign("secret", 7, "PUT", "/a/debits/1", b"{}");
        assert_eq!(signed_at(&header, "secret", "PUT", "/a/debits/1", b"{}"), Some(7));
        for (secret, method, path, body) in [
            ("other", "PUT", "/a/debits/1", "{}"),
            ("secret", "GET", "/a/debits/1", "{}"),
            ("secret", "PUT", "/a/debits/2", "{}"),
            ("secret", "PUT", "/a/debits/1", "{ }"),
        ] {
            assert_eq!(signed_at(&header, secret, method, path, body.as_bytes()), None);
        }
        for bad in ["", "t=7", "t=8,v1=00", "t=7,v1=é", &header.replace("t=7", "t=8")] {
            assert_eq!(signed_at(bad, "secret", "PUT", "/a/debits/1", b"{}"), None, "{bad}");
        }
    }
}
