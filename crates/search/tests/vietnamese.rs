//! U7: every accented Vietnamese letter, composed and decomposed, with and without marks, is found; exact marks come first.

use search::{Index, folded};
use unicode_normalization::UnicodeNormalization;

/// The letters of the alphabet that carry tones, and the tones: none, and five marks.
const VOWELS: &str = "aăâeêioôơuưy";
const TONES: [&str; 6] = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];

/// All 134: 66 vowels with marks and đ, small and large, each in one piece.
fn letters() -> Vec<char> {
    let mut letters = vec!['đ', 'Đ'];
    for vowel in VOWELS.chars() {
        for tone in TONES {
            let composed: Vec<char> = format!("{vowel}{tone}").nfc().collect();
            assert_eq!(composed.len(), 1, "{vowel}{tone}");
            letters.extend(composed.iter().filter(|letter| !letter.is_ascii()));
            letters.extend(composed[0].to_uppercase().filter(|letter| !letter.is_ascii()));
        }
    }
    letters
}

fn found(index: &Index, query: &str) -> Vec<u32> {
    index.find(query).iter().map(|hit| hit.document).collect()
}

#[test]
fn all_134_letters_are_found_in_both_forms_and_exact_marks_come_first() {
    let letters = letters();
    assert_eq!(letters.len(), 134);
    let plain: Vec<String> = letters.iter().map(|letter| folded(&letter.to_string())).collect();
    assert!(plain.iter().all(|letter| letter.len() == 1 && letter.is_ascii()));
    // Each letter inside a word, in one piece and in parts; and the same word without marks.
    let words: Vec<String> = letters.iter().map(|letter| format!("Kh{letter}ng")).collect();
    let parts: Vec<String> = words.iter().map(|word| word.nfd().collect()).collect();
    let bare: Vec<String> = plain.iter().map(|letter| format!("kh{letter}ng")).collect();
    let documents: Vec<[&str; 1]> = words.iter().chain(&parts).chain(&bare).map(|word| [word.as_str()]).collect();
    let index = Index::new(documents.iter().copied());
    for at in 0..letters.len() {
        let same_letter = |document: &u32| {
            let other = letters[*document as usize % letters.len()];
            other.to_lowercase().eq(letters[at].to_lowercase())
        };
        let with_marks = |document: &u32| (*document as usize) < 2 * letters.len() && same_letter(document);
        let expected = documents.iter().filter(|[word]| folded(word) == bare[at]).count();
        for query in [&words[at], &parts[at], &words[at].to_uppercase(), &words[at].to_lowercase()] {
            let hits = found(&index, query);
            assert_eq!(hits.len(), expected, "{query}");
            // The letter, small and large, in one piece and in parts.
            assert!(hits[..4].iter().all(with_marks) && !hits[4..].iter().any(with_marks), "{query}: {hits:?}");
        }
        let hits = found(&index, &bare[at]);
        assert_eq!(hits.len(), expected, "{}", bare[at]);
        let bare_first = hits.iter().take_while(|document| **document as usize >= 2 * letters.len()).count();
        assert_eq!(bare_first, expected - hits.iter().filter(|hit| (**hit as usize) < 2 * letters.len()).count());
        assert!(bare_first > 0);
    }
}

#[test]
fn our_tables_agree_with_the_standard() {
    // Every letter of the blocks: what the standard takes apart, we take apart, unless it is of a writing we leave alone.
    let blocks = [0xc0..0x250_u32, 0x400..0x480, 0x1e00..0x1f00];
    let (mut compared, mut left_alone) = (0, Vec::new());
    for letter in blocks.into_iter().flatten().filter_map(char::from_u32).filter(|letter| letter.is_lowercase()) {
        let parts: String = letter.nfd().collect();
        let bare: String = parts.chars().filter(|part| !('\u{300}'..='\u{36f}').contains(part)).collect();
        if parts.chars().count() == 1 {
            continue;
        }
        if folded(&letter.to_string()) != folded(&bare) {
            left_alone.push(letter);
            continue;
        }
        let index = Index::new([[letter.to_string().as_str()]]);
        let exact = Index::new([[parts.as_str()]]);
        assert_eq!(index.find(&parts)[0].rank, 0, "{letter} is not found exactly by its parts");
        assert_eq!(exact.find(&letter.to_string())[0].rank, 0, "the parts of {letter} are not found exactly by it");
        compared += 1;
    }
    assert!(compared > 190, "{compared} compared, left alone: {}", left_alone.iter().collect::<String>());
    let everyday = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćčďēęěğģīįķļľńņňōőŕřśşšťţūůűųźżžёйїў";
    assert!(left_alone.iter().all(|letter| !everyday.contains(*letter)), "{left_alone:?}");
}
