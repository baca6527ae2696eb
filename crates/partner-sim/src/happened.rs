//! What happens at a program itself, without Gom, and the list of everything that changed a membership's balance. A position of the list
//! is how many entries there are up to it.

use crate::book::{Book, Line};
use contract::connector::{Entries, Entry, EntryKind, Operation, Step};
use contract::points::{Points, Timestamp};
use serde::{Deserialize, Serialize};
use std::io;

/// What a member earns or spends at the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// The membership.
    pub number: String,
    /// How many points.
    pub points: Points,
    /// What for.
    #[serde(default)]
    pub text: String,
}

/// Why a deed is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// The id came with another deed before.
    Other,
    /// There would be less than nothing, or more than a membership can hold.
    Balance,
}

impl Book {
    /// Books what a member earned, or spent; the same again has no effect.
    pub fn happen(
        &mut self,
        id: &str,
        kind: EntryKind,
        deed: &Deed,
        at: Timestamp,
    ) -> io::Result<Result<(), NotTaken>> {
        if let Some(known) = self.deeds.get(id) {
            return Ok(if *known == (kind, deed.clone()) { Ok(()) } else { Err(NotTaken::Other) });
        }
        let (held, points) = (self.balance(&deed.number), deed.points.get());
        let fits = match kind {
            EntryKind::Earn => Points::new(held.saturating_add(points)).is_ok(),
            _ => held >= points,
        };
        if !fits {
            return Ok(Err(NotTaken::Balance));
        }
        self.write(Line::Happened { id: id.to_owned(), kind, deed: deed.clone(), at })?;
        Ok(Ok(()))
    }

    /// The position of a membership's balance in its list.
    pub fn cursor(&self, number: &str) -> String {
        self.lists.get(number).map_or(0, Vec::len).to_string()
    }

    /// The entries after one position up to another, or the first `most` of them; `None` if there are no such positions.
    pub fn activity(&self, number: &str, after: &str, until: &str, most: usize) -> Option<Entries> {
        let (after, until): (usize, usize) = (after.parse().ok()?, until.parse().ok()?);
        let end = until.min(after.saturating_add(most));
        let list = self.lists.get(number).map_or(&[][..], Vec::as_slice);
        let entries = list.get(..until)?.get(after..end)?.to_vec();
        Some(Entries { entries, next: (end < until).then(|| end.to_string()) })
    }

    /// Puts what an order did onto the list.
    pub(crate) fn list_order(&mut self, number: &str, points: Points, done: &Operation) {
        let (id, kind) = (format!("{}-{}", done.step.name(), done.id), EntryKind::Transfer);
        let (incoming, order) = (done.step != Step::Debit, Some(done.id.clone()));
        let entry = Entry { id, at: done.at, kind, points, incoming, text: String::new(), order };
        self.lists.entry(number.to_owned()).or_default().push(entry);
    }

    /// Changes balance and list by a deed that was written.
    pub(crate) fn apply_deed(&mut self, id: String, kind: EntryKind, deed: Deed, at: Timestamp) {
        let (held, points) = (self.balance(&deed.number), deed.points.get());
        let incoming = kind == EntryKind::Earn;
        self.accounts.insert(deed.number.clone(), if incoming { held + points } else { held - points });
        let (points, text) = (deed.points, deed.text.clone());
        let entry = Entry { id: format!("own-{id}"), at, kind, points, incoming, text, order: None };
        self.lists.entry(deed.number.clone()).or_default().push(entry);
        self.deeds.insert(id, (kind, deed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::connector::Order;

    fn deed(points: u64, text: &str) -> Deed {
        Deed { number: "9123".into(), points: Points::new(points).unwrap(), text: text.into() }
    }

    fn told(book: &Book, after: &str, until: &str, most: usize) -> Option<(Vec<String>, Option<String>)> {
        let told = book.activity("9123", after, until, most)?;
        let word = |entry: &Entry| {
            let sign = if entry.incoming { '+' } else { '-' };
            format!("{sign}{} {}", entry.points.get(), entry.order.as_deref().unwrap_or(&entry.text))
        };
        Some((told.entries.iter().map(word).collect(), told.next))
    }

    #[test]
    fn everything_that_changed_a_balance_is_told_once_and_in_its_order_also_after_a_crash() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lotusmiles.jsonl");
        let now = Timestamp::from_ms(1);
        let mut book = Book::open(&path, 1_000).unwrap();
        assert_eq!((book.cursor("9123"), told(&book, "0", "0", 9)), ("0".into(), Some((vec![], None))));
        for _ in 0..2 {
            assert_eq!(book.happen("a", EntryKind::Earn, &deed(200, "VN 213"), now).unwrap(), Ok(()));
        }
        assert_eq!(book.happen("a", EntryKind::Redeem, &deed(200, "VN 213"), now).unwrap(), Err(NotTaken::Other));
        assert_eq!(book.happen("b", EntryKind::Redeem, &deed(1_201, "tea"), now).unwrap(), Err(NotTaken::Balance));
        let order = Order { number: "9123".into(), points: Points::new(300).unwrap(), not_after: None };
        book.order(Step::Debit, "x", &order, now, 0).unwrap().unwrap();
        assert_eq!(book.happen("b", EntryKind::Redeem, &deed(900, "tea"), now).unwrap(), Ok(()));
        book.order(Step::Debit, "y", &order, now, 0).unwrap().unwrap();
        book.order(Step::Return, "x", &order, now, 0).unwrap().unwrap();
        drop(book);
        let book = Book::open(&path, 1_000).unwrap();
        assert_eq!((book.balance("9123"), book.cursor("9123")), (300, "4".into()));
        let all = ["+200 VN 213", "-300 x", "-900 tea", "+300 x"].map(str::to_owned);
        assert_eq!(told(&book, "0", "4", 9), Some((all.to_vec(), None)));
        assert_eq!(told(&book, "1", "4", 2), Some((all[1..3].to_vec(), Some("3".into()))));
        assert_eq!(told(&book, "3", "4", 2), Some((all[3..].to_vec(), None)));
        for (after, until) in [("4", "3"), ("0", "5"), ("x", "1"), ("-1", "1")] {
            assert_eq!(told(&book, after, until, 9), None, "{after} {until}");
        }
    }
}
