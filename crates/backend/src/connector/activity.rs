//! What happened at a partner between two of its balances: asked page by page, taken whole or not at all.

use super::{Connector, words};
use contract::connector::{Entries, Entry};
use contract::limits::{
    CONNECTOR_CURSOR_CHARS, CONNECTOR_ENTRIES_ANSWERS, CONNECTOR_ENTRIES_AT_ONCE, CONNECTOR_ENTRIES_MOST,
    CONNECTOR_ENTRIES_SECONDS, CONNECTOR_ENTRY_ID_CHARS, CONNECTOR_TEXT_CHARS,
};
use std::collections::BTreeSet;
use std::time::Duration;

/// Everything after one position of the partner's list up to another, oldest first. The error is for the log.
pub(crate) async fn between(
    partner: &dyn Connector,
    number: &str,
    after: &str,
    until: &str,
) -> Result<Vec<Entry>, String> {
    let all = all_answers(partner, number, after, until);
    let all = tokio::time::timeout(Duration::from_secs(CONNECTOR_ENTRIES_SECONDS), all).await;
    all.map_err(|_| format!("not all of it came in {CONNECTOR_ENTRIES_SECONDS} s"))?
}

/// Whether it may be a position of a partner's list: it goes into addresses and is kept.
pub(super) fn is_cursor(text: &str) -> bool {
    (1..=CONNECTOR_CURSOR_CHARS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

async fn all_answers(partner: &dyn Connector, number: &str, after: &str, until: &str) -> Result<Vec<Entry>, String> {
    let (mut after, mut all, mut ids) = (after.to_owned(), Vec::new(), BTreeSet::new());
    for _ in 0..CONNECTOR_ENTRIES_ANSWERS {
        let Entries { entries, next } = partner.activity(number, &after, until).await?;
        if entries.len() > CONNECTOR_ENTRIES_AT_ONCE || all.len() + entries.len() > CONNECTOR_ENTRIES_MOST {
            return Err("too many entries".to_owned());
        }
        for entry in entries {
            if entry.id.chars().count() > CONNECTOR_ENTRY_ID_CHARS {
                return Err("an entry whose id is too long".to_owned());
            }
            if entry.points.is_zero() || !ids.insert(entry.id.clone()) {
                return Err(format!("an entry of no points, or one that came before: {:?}", entry.id));
            }
            let text = words(&entry.text, CONNECTOR_TEXT_CHARS).trim().to_owned();
            all.push(Entry { text, ..entry });
        }
        match next {
            None => return Ok(all),
            Some(next) if is_cursor(&next) => after = next,
            Some(_) => return Err("a position that is none".to_owned()),
        }
    }
    Err("too many answers".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connector::{Answer, Answering};
    use contract::BY_OPERATOR;
    use contract::connector::{Balance, EntryKind, Order, Step};
    use contract::points::{Points, Timestamp};

    /// Has so many entries, of which it tells so many at a time.
    struct Lists {
        of: usize,
        at_once: usize,
        text: String,
        points: u64,
        /// How many it counts on by; entries come twice if it is less than it tells.
        step: usize,
        next: Option<&'static str>,
        /// What their ids begin with.
        named: String,
    }

    impl Lists {
        fn of(of: usize, at_once: usize) -> Lists {
            Lists { of, at_once, text: String::new(), points: 1, step: at_once, next: None, named: String::new() }
        }
    }

    impl Connector for Lists {
        fn order<'a>(&'a self, _: &'a str, _: Step, _: &'a Order) -> Answering<'a, Answer> {
            Box::pin(async { Answer::NotKnown })
        }

        fn ask<'a>(&'a self, _: &'a str, _: Step) -> Answering<'a, Answer> {
            Box::pin(async { Answer::NotKnown })
        }

        fn balance<'a>(&'a self, _: &'a str) -> Answering<'a, Result<Option<Balance>, String>> {
            Box::pin(async { Ok(None) })
        }

        fn activity<'a>(&'a self, _: &'a str, after: &'a str, _: &'a str) -> Answering<'a, Result<Entries, String>> {
            let first: usize = after.parse().unwrap();
            let entry = |number: usize| Entry {
                id: format!("{}{number}", self.named),
                at: Timestamp::EPOCH,
                kind: EntryKind::Earn,
                points: Points::new(self.points).unwrap(),
                incoming: true,
                text: self.text.clone(),
                order: None,
            };
            let entries = (first..self.of.min(first + self.at_once)).map(entry).collect();
            let own = || (first + self.at_once < self.of).then(|| (first + self.step).to_string());
            let next = self.next.map(str::to_owned).or_else(own);
            Box::pin(async { Ok(Entries { entries, next }) })
        }

        fn signed_at(&self, _: &str, _: &[u8]) -> Option<i64> {
            None
        }
    }

    async fn told(lists: &Lists) -> Result<Vec<Entry>, String> {
        between(lists, "9123", "0", "end").await
    }

    #[tokio::test]
    async fn pages_are_one_list_and_beyond_a_limit_none() {
        for (of, at_once) in [(0, 1), (1, 1), (7, 3), (CONNECTOR_ENTRIES_MOST, CONNECTOR_ENTRIES_AT_ONCE)] {
            let told = told(&Lists::of(of, at_once)).await.unwrap();
            let wanted: Vec<String> = (0..of).map(|number| number.to_string()).collect();
            assert_eq!(told.into_iter().map(|entry| entry.id).collect::<Vec<_>>(), wanted);
        }
        assert!(told(&Lists::of(CONNECTOR_ENTRIES_ANSWERS, 1)).await.is_ok());
        for (of, at_once) in [
            (CONNECTOR_ENTRIES_MOST + 1, CONNECTOR_ENTRIES_AT_ONCE),
            (CONNECTOR_ENTRIES_AT_ONCE + 1, CONNECTOR_ENTRIES_AT_ONCE + 1),
            (CONNECTOR_ENTRIES_ANSWERS + 1, 1),
        ] {
            assert!(told(&Lists::of(of, at_once)).await.is_err(), "{of} by {at_once}");
        }
        // The same position for ever.
        assert!(told(&Lists { next: Some("0"), ..Lists::of(0, 1) }).await.is_err());
    }

    #[tokio::test]
    async fn what_says_nothing_or_comes_twice_is_no_answer() {
        assert!(told(&Lists { points: 0, ..Lists::of(1, 1) }).await.is_err());
        assert!(told(&Lists { step: 2, ..Lists::of(6, 3) }).await.is_err());
        assert!(told(&Lists { next: Some("two words"), ..Lists::of(1, 1) }).await.is_err());
        let named = async |length: usize| told(&Lists { named: "ờ".repeat(length), ..Lists::of(1, 1) }).await;
        // With the number of the entry.
        assert!(named(CONNECTOR_ENTRY_ID_CHARS - 1).await.is_ok());
        let why = named(CONNECTOR_ENTRY_ID_CHARS).await.unwrap_err();
        assert!(why.len() < 100, "{why}");
    }

    #[tokio::test]
    async fn words_turn_nothing_and_speak_for_nobody_else() {
        let long = "ờ".repeat(CONNECTOR_TEXT_CHARS);
        for (text, shown) in [
            ("Vietnam Airlines VN 213", "Vietnam Airlines VN 213"),
            ("VN\u{202e} 2\n13 ", "VN 213"),
            (&[BY_OPERATOR, "call us"].concat(), "call us"),
            (&[" ", BY_OPERATOR, " \u{2066}", BY_OPERATOR, "call us"].concat(), "call us"),
            ("\u{2066} \u{2069}", ""),
            (&[&long, "x"].concat(), &long),
        ] {
            let told = told(&Lists { text: text.to_owned(), ..Lists::of(1, 1) }).await.unwrap();
            assert_eq!(told[0].text, shown);
        }
    }

    #[test]
    fn a_position_is_short_and_visible() {
        let long = "x".repeat(CONNECTOR_CURSOR_CHARS);
        for good in ["0", "a/b?c=d&e+f%20~", &long] {
            assert!(is_cursor(good), "{good}");
        }
        for bad in ["", "a b", "a\n", "số", "\u{7f}", &[&long, "x"].concat()] {
            assert!(!is_cursor(bad), "{bad}");
        }
    }
}
