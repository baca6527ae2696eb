//! Members earn by themselves where a setting says so: a number that was asked about, so many hours later.

use crate::happened::Deed;
use contract::points::{Points, Timestamp};
use std::collections::VecDeque;

/// Numbers that wait to earn at most.
const NUMBERS: usize = 1_000;
/// What is earned, one after the other, by program.
const DEEDS: [(&str, [(&str, u64); 4]); 2] = [
    (
        "lotusmiles",
        [
            ("VN 213 HAN – SGN", 1_200),
            ("VN 1545 HAN – HUI", 800),
            ("VN 134 SGN – DAD", 900),
            ("VN 19 HAN – CDG", 6_400),
        ],
    ),
    (
        "accor-all",
        [
            ("Novotel Danang Premier", 480),
            ("Mercure Dalat", 260),
            ("Pullman Vung Tau", 540),
            ("ibis Saigon South", 150),
        ],
    ),
];

/// Who earns when.
#[derive(Debug, Default)]
pub struct Earnings {
    waiting: VecDeque<(String, Timestamp)>,
}

impl Earnings {
    /// Somebody asked about a number: it earns then, if it does not wait for that already.
    pub fn ask(&mut self, number: &str, at: Timestamp) {
        if self.waiting.len() < NUMBERS && self.waiting.iter().all(|(waits, _)| waits != number) {
            self.waiting.push_back((number.to_owned(), at));
        }
    }

    /// The next number whose time has come.
    pub fn due(&mut self, now: Timestamp) -> Option<String> {
        self.waiting.pop_front_if(|(_, at)| *at <= now).map(|(number, _)| number)
    }
}

/// What a number earns in that place; nothing in a program that nobody thought of.
pub fn deed(program: &str, number: &str, place: usize) -> Option<Deed> {
    let (_, deeds) = DEEDS.iter().find(|(known, _)| *known == program)?;
    let (text, points) = deeds[place % deeds.len()];
    Some(Deed { number: number.to_owned(), points: Points::new(points).ok()?, text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_asked_about_earns_once_for_it_and_in_turn() {
        let mut earnings = Earnings::default();
        let at = Timestamp::from_ms;
        assert_eq!(earnings.due(at(9)), None);
        for (number, when) in [("a", 5), ("b", 6), ("a", 7)] {
            earnings.ask(number, at(when));
        }
        assert_eq!(
            [4, 5, 5, 9, 9].map(|now| earnings.due(at(now))),
            [None, Some("a".into()), None, Some("b".into()), None]
        );
        earnings.ask("a", at(7));
        assert_eq!(earnings.due(at(7)), Some("a".into()));
        let texts = [0, 1, 4].map(|place| deed("lotusmiles", "a", place).unwrap().text);
        assert!(texts[0] == texts[2] && texts[0] != texts[1]);
        assert_eq!(deed("nobody", "a", 0), None);
    }
}
