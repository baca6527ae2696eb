//! Finding and ranking.

use crate::fold::fold;
use crate::index::{FIELD_BITS, Index, Word};
use crate::letters::is_mark;
use crate::words::{Joined, each_word};

/// Letters of a query that are read; the rest is left out.
pub const QUERY_CHARS: usize = 100;

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// How well it matches: less is better.
    pub rank: u32,
    /// Its place among the documents of the index.
    pub document: u32,
}

/// What a word of the query costs for the more telling of two shortcomings, for the other, and for being found in a later field. Each
/// is counted over all words of the query and outweighs what stands behind it.
const FIRST: u32 = 1 << 20;
const SECOND: u32 = 1 << 10;
const FIELD: u32 = 1;
const NOT_FOUND: u32 = u32::MAX;

impl Index {
    /// All documents in which every word of the query begins a word, the best first. A query without letters finds nothing.
    pub fn find(&self, query: &str) -> Vec<Hit> {
        let mut ranks: Vec<u32> = Vec::new();
        for word in words(query) {
            let costs = self.costs(&word);
            if ranks.is_empty() {
                ranks = costs;
                continue;
            }
            for (rank, cost) in ranks.iter_mut().zip(costs) {
                *rank = if cost == NOT_FOUND { NOT_FOUND } else { rank.saturating_add(cost) };
            }
        }
        let found = (0_u32..).zip(ranks).filter(|(_, rank)| *rank != NOT_FOUND);
        let mut hits: Vec<Hit> = found.map(|(document, rank)| Hit { rank, document }).collect();
        hits.sort_unstable();
        hits
    }

    /// What the word costs in each document.
    fn costs(&self, wanted: &Wanted) -> Vec<u32> {
        let mut costs = vec![NOT_FOUND; self.documents as usize];
        let first = self.words.partition_point(|word| self.part(word.folded) < wanted.folded.as_str());
        let candidates = self.words[first..].iter();
        for word in candidates.take_while(|word| self.part(word.folded).starts_with(&wanted.folded)) {
            let cost = self.cost(word, wanted);
            for place in &self.places[word.places.0 as usize..word.places.1 as usize] {
                let (document, field) = (place >> FIELD_BITS, place & ((1 << FIELD_BITS) - 1));
                let slot = &mut costs[document as usize];
                *slot = (*slot).min(cost + field * FIELD);
            }
        }
        costs
    }

    /// What it costs that this word of the index was meant.
    fn cost(&self, word: &Word, wanted: &Wanted) -> u32 {
        let rest = self.part(word.exact).strip_prefix(wanted.exact.as_str());
        // What goes on with a mark is another letter: "ca" is not the beginning of "cà" as it is written.
        let has_marks = rest.is_some_and(|rest| !rest.starts_with(is_mark));
        let is_whole = self.part(word.folded).len() == wanted.folded.len();
        // Who writes marks means them. Who writes none seldom means "trang" by "tra", but "trà".
        let (without_marks, beginning) = if wanted.exact == wanted.folded { (SECOND, FIRST) } else { (FIRST, SECOND) };
        (if has_marks { 0 } else { without_marks }) + (if is_whole { 0 } else { beginning })
    }
}

/// A word of the query.
struct Wanted {
    exact: String,
    folded: String,
}

/// The words of a query, each once.
fn words(query: &str) -> Vec<Wanted> {
    let end = query.char_indices().nth(QUERY_CHARS).map_or(query.len(), |(end, _)| end);
    let mut words: Vec<Wanted> = Vec::new();
    each_word(&query[..end], Joined::No, &mut |exact| {
        let (exact, folded) = (exact.to_owned(), fold(exact));
        if !words.iter().any(|other| other.exact == exact) {
            words.push(Wanted { exact, folded });
        }
    });
    words
}
