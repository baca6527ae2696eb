//! Where words begin and end.

use crate::fold::Exact;
use crate::letters::{is_invisible, is_mark};

/// Parts that are written together and found together, at most.
const PARTS: core::ops::RangeInclusive<usize> = 2..=4;

/// Whether what is written together is a word as well: `100.000` is then 100, 000 and 100000; `4P's` is 4p, s and 4ps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// For documents.
    Too,
    /// For queries, where every word has to be found.
    No,
}

/// Hands over every word of a text in its exact form.
pub fn each_word(text: &str, joined: Joined, hand_over: &mut impl FnMut(&str)) {
    let mut word = Exact::default();
    let (mut together, mut parts) = (String::new(), 0);
    // The end of the text ends what is written together, as a space does.
    for letter in text.chars().flat_map(char::to_lowercase).chain([' ']) {
        if is_invisible(letter) {
            continue;
        }
        if is_mark(letter) {
            word.put(letter);
        } else if letter.is_alphanumeric() {
            word.push(letter);
        } else {
            word.finish(|word| {
                hand_over(word);
                if joined == Joined::Too {
                    together.push_str(word);
                    parts += 1;
                }
            });
            if ends_what_is_together(letter) {
                if PARTS.contains(&parts) {
                    hand_over(&together);
                }
                together.clear();
                parts = 0;
            }
        }
    }
}

/// A space; one that does not break keeps an amount together.
fn ends_what_is_together(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_people_would_type() {
        for (text, query, document) in [
            ("Cà phê 29.000 ₫", "ca\u{300} phe\u{302} 29 000", "ca\u{300} phe\u{302} 29 000 29000"),
            ("100\u{a0}000\u{a0}₫", "100 000", "100 000 100000"),
            ("Pizza 4P's", "pizza 4p s", "pizza 4p s 4ps"),
            ("Co.opmart, 7-Eleven", "co opmart 7 eleven", "co opmart coopmart 7 eleven 7eleven"),
            ("a-b-c-d-e f", "a b c d e f", "a b c d e f"),
            ("so\u{ad}ft\u{200b}ly \u{202e}שלום\u{202c}", "softly שלום", "softly שלום"),
            ("مَرحبا بالعالم", "مَرحبا بالعالم", "مَرحبا بالعالم"),
            ("👩‍👩‍👧 + 1️⃣", "1", "1"),
            ("", "", ""),
        ] {
            for (joined, expected) in [(Joined::No, query), (Joined::Too, document)] {
                let mut words = Vec::new();
                each_word(text, joined, &mut |word| words.push(word.to_owned()));
                assert_eq!(words.join(" "), expected, "{text}");
            }
        }
    }
}
