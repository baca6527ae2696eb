//! Pages: a cursor is the number of the last row seen, so that rows which come meanwhile neither repeat nor hide others.
//! Where a list can be filtered, the cursor also says of which query it is.

use super::error::Refused;
use contract::limits::{CURSOR_BYTES, PAGE_MOST};
use sha2::{Digest, Sha256};

/// Bytes of a query's digest that stand in a cursor: enough to tell a mistake, and nothing is protected by it.
const MARK_BYTES: usize = 4;

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
        let number = |text: &str| {
            let short = text.len() <= CURSOR_BYTES && text.bytes().all(|byte| byte.is_ascii_digit());
            short.then(|| text.parse::<i64>().ok()).flatten().ok_or_else(foreign)
        };
        Ok(Slice { after: cursor.map(number).transpose()?, limit: page_length(limit) })
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

/// Entries of a page, within what is allowed.
pub fn page_length(limit: u32) -> usize {
    limit.clamp(1, PAGE_MOST) as usize
}

/// What a query asks for, in a few letters that its cursors end with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryMark(String);

impl QueryMark {
    /// The mark of a query with these values, in this order.
    pub fn of(values: &[&str]) -> QueryMark {
        let mut digest = Sha256::new();
        for value in values {
            digest.update(value.len().to_le_bytes());
            digest.update(value);
        }
        QueryMark(digest.finalize().iter().take(MARK_BYTES).map(|byte| format!("{byte:02x}")).collect())
    }

    /// A cursor of this query for a place in its list.
    pub fn bind(&self, place: &str) -> String {
        format!("{place}-{}", self.0)
    }

    /// The place of a cursor; refused when it is of another query.
    pub fn place<'c>(&self, cursor: &'c str) -> Result<&'c str, Refused> {
        let (place, mark) = cursor.rsplit_once('-').ok_or_else(foreign)?;
        if mark == self.0 { Ok(place) } else { Err(foreign()) }
    }
}

/// The refusal of a cursor that is not of this list.
pub fn foreign() -> Refused {
    Refused::field("cursor", "send the `next` of the page before, or leave it out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_goes_on_with_its_own_query_only() {
        let mark = QueryMark::of(&["ca phe", "", "coffee"]);
        let cursor = mark.bind("41");
        assert_eq!(mark.place(&cursor), Ok("41"));
        for other in [&["ca phe", "coffee", ""][..], &["ca ph", "e", "coffee"], &["ca phe", "", "coffee", ""], &[]] {
            assert_ne!(QueryMark::of(other), mark);
            assert!(QueryMark::of(other).place(&cursor).is_err(), "{other:?}");
        }
        for bad in ["", "41", "-", "41-", "41-zz"] {
            assert!(mark.place(bad).is_err(), "{bad}");
        }
    }
}
