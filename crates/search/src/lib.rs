//! Search in short names, as people type: without marks, in part, in any order of words. Pure, no I/O, no dependency. The
//! backend searches by it in the catalog that it holds in memory.
//!
//! Every word of a query must begin a word of the document; marks and case do not matter, đ is d and ё is е. For a word
//! that is written with marks, what matches with them comes before what matches without, then whole words before beginnings; for one
//! without marks, whole words come first, then those without marks. Then earlier fields before later ones, then the order of the documents.
//!
//! The tables of letters are our own and not those of a normalisation library: they cover the Latin and Cyrillic letters that names are
//! written with in 3 KB, where the full tables of Unicode weigh ten times as much. A test compares them with the standard's. Letters
//! beyond them are found as they are written.
//!
//! ```
//! let drinks = ["Cà phê sữa đá", "Trà sữa", "Ca cao"];
//! let index = search::Index::new(drinks.map(|name| [name]));
//! let found = |query: &str| index.find(query).iter().map(|hit| hit.document).collect::<Vec<u32>>();
//! assert_eq!(found("ca phe sua da"), [0]);
//! // "ca" with these marks comes first, then "cà".
//! assert_eq!(found("ca"), [2, 0]);
//! assert_eq!(found("sữ"), [0, 1]);
//! assert_eq!(found("bia"), []);
//! ```
#![deny(missing_docs)]

mod fold;
mod index;
mod letters;
mod query;
mod words;

pub use fold::folded;
pub use index::Index;
pub use query::{Hit, QUERY_CHARS};
