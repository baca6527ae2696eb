//! How often a member, an address or everybody together may ask.

use crate::http::problem::Failure;
use contract::Code;
use contract::points::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

const MINUTE_MS: i64 = 60_000;
/// Keys counted at a time. Beyond it the minute starts anew, which favours honest members over exact counting.
const KEYS_MOST: usize = 100_000;

/// Counts per key within the current minute of the server's clock.
pub struct PerMinute<K> {
    most: u32,
    minute: Mutex<Minute<K>>,
}

struct Minute<K> {
    number: i64,
    counts: HashMap<K, u32>,
}

impl<K: Eq + Hash> PerMinute<K> {
    /// At most `most` for each key in a minute.
    pub fn new(most: u32) -> PerMinute<K> {
        PerMinute { most, minute: Mutex::new(Minute { number: 0, counts: HashMap::new() }) }
    }

    /// Counts one request, or says when to come back.
    pub fn take(&self, key: K, now: Timestamp) -> Result<(), Failure> {
        self.count(key, now, 1)
    }

    /// Says what [`PerMinute::take`] would, and counts nothing.
    pub fn look(&self, key: K, now: Timestamp) -> Result<(), Failure> {
        self.count(key, now, 0)
    }

    fn count(&self, key: K, now: Timestamp, by: u32) -> Result<(), Failure> {
        let number = now.ms().div_euclid(MINUTE_MS);
        let mut minute = self.minute.lock().unwrap_or_else(PoisonError::into_inner);
        if minute.number != number || minute.counts.len() >= KEYS_MOST {
            *minute = Minute { number, counts: HashMap::new() };
        }
        let count = minute.counts.entry(key).or_default();
        if *count >= self.most {
            let left_ms = MINUTE_MS - now.ms().rem_euclid(MINUTE_MS);
            let seconds = u32::try_from(left_ms).unwrap_or_default().div_ceil(1_000);
            let detail = format!("Too many requests, at most {} in a minute: try again in {seconds} s.", self.most);
            return Err(Failure { retry_after_seconds: Some(seconds), ..Failure::new(Code::RateLimited, detail) });
        }
        *count += by;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_waits_for_the_next_minute_and_others_do_not() {
        let limit = PerMinute::new(2);
        let at = |ms| Timestamp::from_ms(ms);
        assert!((0..3).all(|_| limit.look("a", at(0)).is_ok()), "looking counts nothing");
        assert!(limit.take("a", at(0)).is_ok() && limit.take("a", at(30_000)).is_ok());
        assert_eq!(limit.take("a", at(30_001)).unwrap_err().retry_after_seconds, Some(30));
        assert_eq!(limit.look("a", at(30_001)).unwrap_err().retry_after_seconds, Some(30));
        assert!(limit.take("b", at(30_001)).is_ok());
        assert!(limit.take("a", at(60_000)).is_ok());
    }

    #[test]
    fn memory_is_bounded() {
        let limit = PerMinute::new(1);
        for key in 0..KEYS_MOST * 2 {
            assert!(limit.take(key, Timestamp::from_ms(1)).is_ok());
            assert!(limit.minute.lock().unwrap().counts.len() <= KEYS_MOST);
        }
    }
}
