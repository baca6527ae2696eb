//! Rust as a flat list of tokens: the same inside and outside of a macro, without comments and doc comments.

use crate::tree::File;
use proc_macro2::{Delimiter, Punct, Spacing, TokenStream, TokenTree};

/// Punctuation that means one thing though it is two characters.
const PAIRS: [&str; 11] = ["::", "=>", "->", "==", "!=", "||", "&&", "</", "/>", "..", ">="];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Ident,
    Punct,
    Literal,
    Open,
    Close,
}

#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    pub text: String,
    pub line: usize,
    /// Inside an item under `#[test]` or `#[cfg(test)]`, or in a file of tests.
    pub in_test: bool,
    /// How far behind an opening bracket its closing one stands; 0 for everything else.
    pub length: usize,
}

/// A path such as `crate::api::wallet`, with every branch of a `use` tree as a path of its own.
#[derive(Clone, Debug)]
pub struct Path {
    pub segments: Vec<String>,
    pub line: usize,
    pub in_test: bool,
    /// Followed by `as`.
    pub renamed: bool,
    /// The inline modules around it.
    pub modules: Vec<String>,
}

impl Token {
    pub fn is(&self, text: &str) -> bool {
        self.text == text && self.kind != Kind::Literal
    }

    /// The value of a string literal.
    pub fn string(&self) -> Option<String> {
        let literal = (self.kind == Kind::Literal).then(|| syn::parse_str::<syn::LitStr>(&self.text).ok())?;
        literal.map(|literal| literal.value())
    }

    pub fn is_float(&self) -> bool {
        let literal = (self.kind == Kind::Literal).then(|| syn::parse_str::<syn::Lit>(&self.text).ok()).flatten();
        match literal {
            Some(syn::Lit::Float(_)) => true,
            Some(syn::Lit::Int(number)) => number.suffix().starts_with('f'),
            _ => false,
        }
    }
}

pub fn tokens(file: &File) -> Vec<Token> {
    let stream: TokenStream = match file.text.parse() {
        Ok(stream) => stream,
        Err(error) => panic!("{} is not Rust: {error}", file.path),
    };
    let in_test = file.path.starts_with("tests/") || file.path.contains("/tests/") || file.path.ends_with("_tests.rs");
    let mut list = Vec::new();
    flatten(stream, in_test, &mut list);
    list
}

/// Where `pattern` starts, each element being one token.
pub fn find<'a>(tokens: &'a [Token], pattern: &'a [&'a str]) -> impl Iterator<Item = usize> + 'a {
    let fits = move |window: &[Token]| window.iter().zip(pattern).all(|(token, text)| token.is(text));
    tokens.windows(pattern.len()).enumerate().filter(move |(_, window)| fits(window)).map(|(index, _)| index)
}

/// The tokens between the brackets of every call of the macro `name`, with the index of its name.
pub fn macro_calls<'a>(tokens: &'a [Token], name: &'a str) -> impl Iterator<Item = (usize, &'a [Token])> + 'a {
    let opens = |index: &usize| tokens.get(index + 2).is_some_and(|token| token.kind == Kind::Open);
    let inside = |index: usize| (index, &tokens[index + 3..index + 2 + tokens[index + 2].length]);
    (0..tokens.len())
        .filter(move |index| tokens[*index].is(name) && tokens.get(index + 1).is_some_and(|next| next.is("!")))
        .filter(opens)
        .map(inside)
}

pub fn paths(tokens: &[Token]) -> Vec<Path> {
    let mut found = Vec::new();
    let mut modules: Vec<(String, usize)> = Vec::new();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        modules.retain(|(_, close)| *close > index);
        if token.is("mod") && tokens.get(index + 2).is_some_and(|next| next.is("{")) {
            modules.push((tokens[index + 1].text.clone(), index + 2 + tokens[index + 2].length));
        }
        index = if token.kind == Kind::Ident && starts_path(tokens, index) {
            let modules = modules.iter().map(|(name, _)| name.clone()).collect();
            let path = Path { segments: Vec::new(), line: 0, in_test: token.in_test, renamed: false, modules };
            follow(tokens, index, path, &mut found)
        } else {
            index + 1
        };
    }
    found
}

/// Not after `::`, except where that `::` is the first thing of the path.
fn starts_path(tokens: &[Token], index: usize) -> bool {
    let before = |back: usize| index.checked_sub(back).map(|at| &tokens[at]);
    let leading = before(2).is_none_or(|token| token.kind != Kind::Ident && !token.is(">"));
    before(1).is_none_or(|token| !token.is("::")) || leading
}

/// Adds the path that goes on at `index`, or all branches of a `use` tree, and answers the index behind.
fn follow(tokens: &[Token], index: usize, mut path: Path, found: &mut Vec<Path>) -> usize {
    path.segments.push(tokens[index].text.clone());
    path.line = tokens[index].line;
    let next = tokens.get(index + 2).filter(|_| tokens.get(index + 1).is_some_and(|next| next.is("::")));
    match next {
        Some(next) if next.kind == Kind::Ident || next.is("*") => return follow(tokens, index + 2, path, found),
        Some(next) if next.is("{") => {
            let (mut at, close) = (index + 3, index + 2 + next.length);
            while at < close {
                follow(tokens, at, path.clone(), found);
                at = end_of_branch(tokens, at, close);
            }
            return close + 1;
        }
        _ => {}
    }
    path.renamed = tokens.get(index + 1).is_some_and(|next| next.is("as"));
    found.push(path);
    index + 1
}

/// The index after the comma that ends this branch of a `use` tree.
fn end_of_branch(tokens: &[Token], mut at: usize, end: usize) -> usize {
    while at < end && !tokens[at].is(",") {
        at += tokens[at].length + 1;
    }
    at + 1
}

fn flatten(stream: TokenStream, in_test: bool, list: &mut Vec<Token>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut item_is_test = false;
    let mut at = 0;
    while let Some(tree) = trees.get(at) {
        at += 1;
        let (line, start, in_test) = (tree.span().start().line, list.len(), in_test || item_is_test);
        let mut push = |kind, text: String| list.push(Token { kind, text, line, in_test, length: 0 });
        match tree {
            TokenTree::Ident(ident) => push(Kind::Ident, ident.to_string()),
            TokenTree::Literal(literal) => push(Kind::Literal, literal.to_string()),
            TokenTree::Group(group) => {
                let (open, end) = brackets(group.delimiter());
                push(Kind::Open, open.into());
                flatten(group.stream(), in_test, list);
                let end_line = group.span_close().end().line;
                list[start].length = list.len() - start;
                list.push(Token { kind: Kind::Close, text: end.into(), line: end_line, in_test, length: 0 });
                item_is_test = item_is_test && group.delimiter() != Delimiter::Brace;
            }
            TokenTree::Punct(punct) => {
                if let Some((attribute, length)) = attribute(&trees[at - 1..]) {
                    item_is_test = item_is_test || marks_test(&attribute);
                    if attribute.starts_with("doc") {
                        at += length - 1;
                        continue;
                    }
                }
                let pair = pair(punct, trees.get(at));
                at += usize::from(pair.is_some());
                item_is_test = item_is_test && punct.as_char() != ';';
                push(Kind::Punct, pair.unwrap_or_else(|| punct.to_string()));
            }
        }
    }
}

/// The words inside `#[…]` or `#![…]`, and how many trees that is.
fn attribute(trees: &[TokenTree]) -> Option<(String, usize)> {
    let is = |index: usize, mark: char| matches!(trees.get(index), Some(TokenTree::Punct(p)) if p.as_char() == mark);
    let length = if is(1, '!') { 3 } else { 2 };
    match trees.get(length - 1) {
        Some(TokenTree::Group(group)) if is(0, '#') => Some((group.stream().to_string(), length)),
        _ => None,
    }
}

fn pair(punct: &Punct, next: Option<&TokenTree>) -> Option<String> {
    let Some(TokenTree::Punct(next)) = next else { return None };
    let both = format!("{}{}", punct.as_char(), next.as_char());
    (punct.spacing() == Spacing::Joint && PAIRS.contains(&both.as_str())).then_some(both)
}

fn marks_test(attribute: &str) -> bool {
    let name = attribute.split('(').next().unwrap_or_default().trim();
    let is_cfg = name == "cfg" && attribute.contains("test") && !attribute.contains("not");
    is_cfg || name == "test" || name.ends_with(":: test") || name == "wasm_bindgen_test"
}

const fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    fn read(text: &str) -> Vec<Token> {
        Tree::of(&[("src/x.rs", text)]).files().flat_map(tokens).collect()
    }

    fn all_paths(text: &str) -> Vec<String> {
        paths(&read(text)).iter().map(|path| path.segments.join("::")).filter(|path| path.contains("::")).collect()
    }

    #[test]
    fn paths_are_found_in_use_trees_expressions_and_macros() {
        assert_eq!(all_paths("use a::{b::{self, c as d}, e::*};"), ["a::b::self", "a::b::c", "a::e::*"]);
        assert_eq!(all_paths("fn f() { let x = ::a::b::<c::D>::e(); }"), ["a::b", "c::D"]);
        assert_eq!(
            all_paths(r#"view! { <a::B x=c::d>{format!("{}", e::f!(g::h))}</a::B> }"#)[..3],
            ["a::B", "c::d", "e::f"]
        );
        assert_eq!(all_paths("//! a::b\n/// a::b\n// c::d\nfn f() {}"), [""; 0]);
    }

    #[test]
    fn tests_and_inline_modules_are_known() {
        let list =
            paths(&read("fn a() {} #[cfg(test)] mod tests { mod deep { use super::x; } } #[cfg(not(test))] fn b() {}"));
        let found = list.iter().find(|path| path.segments == ["super", "x"]).unwrap();
        assert!(found.in_test && found.modules == ["tests", "deep"]);
        assert!(list.iter().filter(|path| ["a", "b"].contains(&path.segments[0].as_str())).all(|path| !path.in_test));
    }
}
