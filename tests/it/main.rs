//! Tidy: what must not be in this tree, looked for in its own text.
//!
//! Each rule is a function from a [`tree::Tree`] to what breaks it, so that beside the check of the real tree stands one of a small
//! bad tree: a rule that cannot fail is a defect. Rust is read as tokens and not as syntax, for tokens look the same inside and
//! outside of a macro. `cargo test -p gom --test it` runs all of it in a second or two.

mod absent;
mod assets;
mod crates;
mod dead;
mod gallery;
mod links;
mod locales;
mod manifest;
mod outside;
mod page;
mod rooms;
mod sdk;
mod sizes;
mod tokens;
mod tree;
mod views;
mod words;
