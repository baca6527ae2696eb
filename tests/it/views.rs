//! What stands in a `view!`, read loosely: the attributes with their values, and the words among the children.

use crate::tokens::{Kind, Token, find, macro_calls};

/// One attribute or prop with the tokens of its value.
pub struct Attribute<'a> {
    pub name: String,
    pub value: &'a [Token],
}

/// A `view!`: its first token, its last line, and what is in it. A nested `view!` is one of its own.
pub struct View<'a> {
    pub start: &'a Token,
    pub end_line: usize,
    pub attributes: Vec<Attribute<'a>>,
    /// String literals and bare words that become text.
    pub words: Vec<(usize, String)>,
}

pub fn views(tokens: &[Token]) -> Vec<View<'_>> {
    macro_calls(tokens, "view").map(|(index, inside)| view(tokens, index, inside)).collect()
}

/// The string literals that a block of Rust yields: at the start of a statement, of an arm, of a closure, or in `format!`.
pub fn yielded(tokens: &[Token]) -> Vec<(usize, String)> {
    let nested: Vec<_> = macro_calls(tokens, "view").map(|(index, inside)| index..index + inside.len() + 3).collect();
    let in_nested = |index: usize| nested.iter().any(|range| range.contains(&index));
    let is_one_of = |index: Option<usize>, marks: &[&str]| {
        index.and_then(|index| tokens.get(index)).is_some_and(|token| marks.iter().any(|mark| token.is(mark)))
    };
    let starts = |index: &usize| {
        let is_pattern = is_one_of(Some(index + 1), &["=>", "|"]);
        !in_nested(*index) && !is_pattern && is_one_of(index.checked_sub(1), &["{", "}", ";", "=>", "|", "||"])
    };
    let plain =
        (0..tokens.len()).filter(starts).filter_map(|index| Some((tokens[index].line, tokens[index].string()?)));
    let formats = find(tokens, &["format", "!", "("]).map(|index| index + 3).filter(|index| !in_nested(*index));
    let formatted =
        formats.filter_map(|index| Some((tokens.get(index)?.line, without_places(&tokens[index].string()?))));
    plain.chain(formatted).collect()
}

/// A format string without what stands in `{…}`.
pub fn without_places(text: &str) -> String {
    text.split('{')
        .enumerate()
        .map(|(n, part)| if n == 0 { part } else { part.split_once('}').map_or("", |p| p.1) })
        .collect()
}

fn view<'a>(tokens: &'a [Token], index: usize, inside: &'a [Token]) -> View<'a> {
    let end_line = tokens[index + 2 + tokens[index + 2].length].line;
    let mut view = View { start: &tokens[index], end_line, attributes: Vec::new(), words: Vec::new() };
    children(inside, &mut view);
    view
}

fn children<'a>(tokens: &'a [Token], view: &mut View<'a>) {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if token.is("<") {
            at = open_tag(tokens, at + 1, view);
        } else if token.is("</") {
            at = after(tokens, at, ">");
        } else {
            let words = match token.kind {
                Kind::Open => yielded(&tokens[at..=at + token.length]),
                Kind::Ident => vec![(token.line, token.text.clone())],
                _ => token.string().map(|text| (token.line, text)).into_iter().collect(),
            };
            view.words.extend(words);
            at += token.length + 1;
        }
    }
}

/// Reads the attributes of an element from its name on, and answers where its children begin.
fn open_tag<'a>(tokens: &'a [Token], at: usize, view: &mut View<'a>) -> usize {
    if tokens.get(at).is_some_and(|token| token.is("!")) {
        return after(tokens, at, "->");
    }
    let (mut at, _) = name(tokens, at);
    if tokens.get(at).is_some_and(|token| token.is("<")) {
        at = after(tokens, at, ">");
    }
    while let Some(token) = tokens.get(at) {
        if token.is(">") || token.is("/>") {
            return at + 1;
        }
        at = match name(tokens, at) {
            (equals, name) if !name.is_empty() && tokens.get(equals).is_some_and(|token| token.is("=")) => {
                let end = value_end(tokens, equals + 1);
                view.attributes.push(Attribute { name, value: &tokens[equals + 1..end] });
                end
            }
            _ => at + token.length + 1,
        };
    }
    at
}

/// `aria-label`, `prop:value`, `ui::Button`: where the name that starts at `at` ends, and the name.
fn name(tokens: &[Token], mut at: usize) -> (usize, String) {
    let mut name = String::new();
    let mut joined = true;
    while let Some(token) = tokens.get(at) {
        let joins = !name.is_empty() && ["-", ":", "::"].iter().any(|mark| token.is(mark));
        if !joins && (token.kind != Kind::Ident || !joined) {
            break;
        }
        joined = joins;
        name.push_str(&token.text);
        at += 1;
    }
    (at, name)
}

/// A value goes on until the tag ends or the next `name=`.
fn value_end(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        let (next, name) = name(tokens, at);
        let is_next_name = at > start && !name.is_empty() && tokens.get(next).is_some_and(|token| token.is("="));
        if token.is(">") || token.is("/>") || is_next_name {
            break;
        }
        at += token.length + 1;
    }
    at
}

fn after(tokens: &[Token], at: usize, mark: &str) -> usize {
    tokens[at..].iter().position(|token| token.is(mark)).map_or(tokens.len(), |offset| at + offset + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;
    use crate::tree::Tree;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let tree = Tree::of(&[("src/x.rs", text)]);
        let tokens: Vec<Token> = tree.files().flat_map(tokens).collect();
        let views = views(&tokens);
        let attributes = views.iter().flat_map(|view| &view.attributes);
        let value = |tokens: &[Token]| tokens.iter().map(|token| token.text.as_str()).collect::<String>();
        let words = views.iter().flat_map(|view| view.words.iter().map(|(_, word)| word.clone()));
        (attributes.map(|a| format!("{}={}", a.name, value(a.value))).collect(), words.collect())
    }

    #[test]
    fn attributes_end_where_the_next_begins() {
        let view = r#"view! { <!-- "no" --><a::Link<T> href="x" on:click=move |_| a.set(b == 1) disabled aria-label={t()} {..rest} />
            <p class:big=move || x.get() style=("width", w)>{y}</p> }"#;
        let expected = [
            "href=\"x\"",
            "on:click=move|_|a.set(b==1)disabled",
            "aria-label={t()}{..rest}",
            "class:big=move||x.get()",
            "style=(\"width\",w)",
        ];
        assert_eq!(read(view), (expected.map(String::from).into(), vec![]));
    }

    #[test]
    fn words_are_children_and_what_blocks_yield() {
        let view = r#"view! { <p title="a">"one" two {"three".to_string()} {move || if f("no") == "no" { "four" } else { "five" }}
            {match x { "no" | "no" => "six", _ => format!("{} {seven} eight", y) }} {z.map(|_| "nine")}
            {view! { <b>"ten"</b> }}</p> }"#;
        let expected = ["one", "two", "three", "four", "five", "six", "  eight", "nine", "ten"];
        assert_eq!(read(view).1, expected);
    }
}
