//! The index: all words in the order of their folded form, and where each stands.

use crate::fold::fold;
use crate::words::{Joined, each_word};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Fields of a document that can be told apart.
pub(crate) const FIELDS_MOST: usize = 1 << FIELD_BITS;
pub(crate) const FIELD_BITS: u32 = 3;

/// Documents that can be searched. Small: four bytes for each word of each document, and each different word once.
#[derive(Debug, Default)]
pub struct Index {
    pub(crate) documents: u32,
    /// In the order of the folded form, then of the exact one.
    pub(crate) words: Vec<Word>,
    /// The letters of all words.
    pub(crate) text: String,
    /// Document and field of every word; those of one word lie together, in the order of the documents.
    pub(crate) places: Vec<u32>,
}

/// A word, as parts of the index's text and places. Where it has no marks, both forms are one text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub folded: (u32, u32),
    pub exact: (u32, u32),
    pub places: (u32, u32),
}

impl Index {
    /// Reads documents of up to eight fields, the most important field first. A hit names a document by its place here.
    ///
    /// Fields beyond the eighth, and documents beyond the first half billion, are not read.
    pub fn new<'a, const FIELDS: usize>(documents: impl IntoIterator<Item = [&'a str; FIELDS]>) -> Index {
        let mut reader = Reader::default();
        let mut count = 0_u32;
        for fields in documents.into_iter().take(u32::MAX as usize >> FIELD_BITS) {
            reader.document(count, &fields);
            count += 1;
        }
        reader.index(count)
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// Bytes that it takes up.
    pub fn bytes(&self) -> usize {
        self.text.capacity()
            + self.words.capacity() * size_of::<Word>()
            + self.places.capacity() * size_of::<u32>()
            + size_of::<Index>()
    }

    pub(crate) fn part(&self, (from, to): (u32, u32)) -> &str {
        &self.text[from as usize..to as usize]
    }
}

/// Words and places in the order in which they are read.
#[derive(Default)]
struct Reader {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<Fnv>>,
    /// How often each word was seen.
    counts: Vec<u32>,
    /// Number of the word, and where it stands.
    seen: Vec<(u32, u32)>,
}

impl Reader {
    fn document(&mut self, document: u32, fields: &[&str]) {
        let begin = self.seen.len();
        for (field, text) in (0_u32..).zip(fields.iter().take(FIELDS_MOST)) {
            each_word(text, Joined::Too, &mut |word| {
                let next = self.counts.len() as u32;
                let number = match self.numbers.get(word) {
                    Some(number) => *number,
                    None => {
                        self.numbers.insert(word.into(), next);
                        self.counts.push(0);
                        next
                    }
                };
                // The first field in which a document has the word is the one that counts.
                if !self.seen[begin..].iter().any(|(other, _)| *other == number) {
                    self.counts[number as usize] += 1;
                    self.seen.push((number, document << FIELD_BITS | field));
                }
            });
        }
    }

    fn index(self, documents: u32) -> Index {
        let mut words: Vec<(String, Box<str>, u32)> =
            self.numbers.into_iter().map(|(exact, number)| (fold(&exact), exact, number)).collect();
        words.sort_unstable();
        let mut index = Index { documents, places: vec![0; self.seen.len()], ..Index::default() };
        let mut next_place = vec![0_u32; words.len()];
        let mut begin = 0;
        for (folded, exact, number) in &words {
            let count = self.counts[*number as usize];
            next_place[*number as usize] = begin;
            let folded = index.put(folded, None);
            let exact = index.put(exact, Some(folded));
            index.words.push(Word { folded, exact, places: (begin, begin + count) });
            begin += count;
        }
        for (number, place) in self.seen {
            let next = &mut next_place[number as usize];
            index.places[*next as usize] = place;
            *next += 1;
        }
        index.text.shrink_to_fit();
        index.words.shrink_to_fit();
        index
    }
}

impl Index {
    /// Writes a text behind the others, unless it is the one before it.
    fn put(&mut self, text: &str, before: Option<(u32, u32)>) -> (u32, u32) {
        if let Some(before) = before.filter(|before| self.part(*before) == text) {
            return before;
        }
        let from = self.text.len() as u32;
        self.text.push_str(text);
        (from, self.text.len() as u32)
    }
}

/// FNV-1a: short words need no more, and nobody gains by words that collide in their own catalog.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
