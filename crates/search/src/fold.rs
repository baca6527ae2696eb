//! Two forms of a word: exact, with marks in one order however they were typed, and folded, without them.

use crate::letters::{decomposed, is_mark, mark, written};
use crate::words::{Joined, each_word};

/// Marks on one letter that are kept; no writing has more, and a pile of thousands costs no more than this.
const MARKS_MOST: usize = 4;

/// A word in the making: letters with their marks behind them, small, each mark once and in the order of their numbers.
#[derive(Debug, Default)]
pub struct Exact {
    text: String,
    marks: Vec<char>,
}

impl Exact {
    /// Adds a small letter, which may carry marks.
    pub fn push(&mut self, letter: char) {
        self.close();
        let mut base = letter;
        while let Some((under, mark)) = decomposed(base) {
            self.put(mark);
            base = under;
        }
        self.text.push(base);
    }

    /// Adds a mark to the last letter.
    pub fn put(&mut self, letter: char) {
        let mark = mark(letter);
        if let Err(place) = self.marks.binary_search(&mark)
            && self.marks.len() < MARKS_MOST
        {
            self.marks.insert(place, mark);
        }
    }

    /// The word, and room for the next one.
    pub fn finish(&mut self, mut use_it: impl FnMut(&str)) {
        self.close();
        if !self.text.is_empty() {
            use_it(&self.text);
            self.text.clear();
        }
    }

    /// Writes the marks behind their letter. Without one there is nothing to mark.
    fn close(&mut self) {
        if !self.text.is_empty() {
            self.text.extend(self.marks.iter());
        }
        self.marks.clear();
    }
}

/// A word without its marks, as people type it in a hurry.
pub fn fold(exact: &str) -> String {
    let mut out = String::with_capacity(exact.len());
    for letter in exact.chars().filter(|letter| !is_mark(*letter)) {
        match written(letter) {
            Some(text) => out.push_str(text),
            None => out.push(letter),
        }
    }
    out
}

/// The words of a text, small and without marks, with single spaces between them.
///
/// ```
/// assert_eq!(search::folded("Cà phê SỮA đá, 29.000 ₫!"), "ca phe sua da 29 000");
/// ```
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    each_word(text, Joined::No, &mut |word| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&fold(word));
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> String {
        let mut words = Vec::new();
        each_word(text, Joined::No, &mut |word| words.push(word.to_owned()));
        words.join(" ")
    }

    #[test]
    fn marks_are_the_same_however_they_were_typed() {
        // ậ in one piece, from â, from ạ, and from a with both marks in either order.
        let forms =
            ["ậ", "\u{e2}\u{323}", "\u{1ea1}\u{302}", "a\u{302}\u{323}", "a\u{323}\u{302}", "Ậ", "A\u{323}\u{302}"];
        for form in forms {
            assert_eq!(exact(form), "a\u{302}\u{323}", "{form}");
            assert_eq!(folded(form), "a", "{form}");
        }
        assert_eq!(exact("a\u{340}"), exact("à"));
    }

    #[test]
    fn letters_are_folded_to_what_people_type() {
        for (text, expected) in [
            ("Đà Nẵng", "da nang"),
            ("Ёлка и чай", "елка и чаи"),
            ("Straße, Łódź, Ærø", "strasse lodz aero"),
            ("İstanbul ıssız", "istanbul issiz"),
            ("日本 ことば", "日本 ことば"),
            ("   ", ""),
            ("\u{301}\u{301}", ""),
            ("🎁🎉", ""),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn a_pile_of_marks_is_one_letter() {
        let pile: String = std::iter::once('a').chain(std::iter::repeat_n('\u{301}', 100_000)).collect();
        assert_eq!(exact(&pile), "a\u{301}");
        let all: String = std::iter::once('a').chain(('\u{300}'..='\u{36f}').cycle().take(10_000)).collect();
        assert_eq!(exact(&all).chars().count(), 1 + MARKS_MOST);
        assert_eq!(folded(&all), "a");
    }
}
