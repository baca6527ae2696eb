//! Pages: a cursor is the number of the last row seen, so that rows which come meanwhile neither repeat nor hide others.

use super::error::Refused;
use contract::limits::{CURSOR_BYTES, PAGE_MOST};

/// Where a page begins and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    /// The number of the last row of the page before.
    pub after: Option<i64>,
    limit: usize,
}

impl Slice {
    /// Reads a cursor; the limit is cut to what is allowed.
    pub fn new(cursor: Option<&str>, limit: u32) -> Result<Slice, Refused> {
        let refused = || Refused::field("cursor", "send the `next` of the page before, or leave it out");
        let number = |text: &str| {
            let short = text.len() <= CURSOR_BYTES && text.bytes().all(|byte| byte.is_ascii_digit());
            short.then(|| text.parse::<i64>().ok()).flatten().ok_or_else(refused)
        };
        let limit = usize::try_from(limit.clamp(1, PAGE_MOST)).map_err(|_| refused())?;
        Ok(Slice { after: cursor.map(number).transpose()?, limit })
    }

    /// How many rows to ask the database for: one more than the page, to know whether another follows.
    pub const fn fetch(self) -> u64 {
        self.limit as u64 + 1
    }

    /// Cuts the rows to the page and answers the next cursor, if there is one.
    pub fn cut<T>(self, rows: &mut Vec<T>, number: impl Fn(&T) -> i64) -> Option<String> {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        rows.last().filter(|_| more).map(|last| number(last).to_string())
    }
}
