//! How large a file, a function and a `view!` may grow before it has to be split.

use crate::tokens::{Kind, Token, tokens};
use crate::tree::{File, Finding, Tree};
use crate::views::views;

const FILE_LINES: usize = 300;
const FUNCTION_LINES: usize = 70;
const VIEW_LINES: usize = 45;
const CODE: [&str; 8] = ["rs", "js", "mjs", "cjs", "ts", "tsx", "css", "html"];

/// Files that nobody writes or reads as a whole, each with its reason.
const LONG_BY_NATURE: [(&str, &str); 0] = [];

pub fn too_long(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files().filter(|file| CODE.contains(&file.extension())) {
        let lines = file.text.lines().count();
        if lines > FILE_LINES && !LONG_BY_NATURE.iter().any(|(path, _)| *path == file.path) {
            findings.push(file.finding(
                lines,
                format!("{lines} lines, {FILE_LINES} at most"),
                "Split the file by concern",
            ));
        }
        if file.extension() == "rs" {
            findings.extend(long_parts(file));
        }
    }
    findings
}

fn long_parts(file: &File) -> Vec<Finding> {
    let tokens = tokens(file);
    let long_function = |(start, name, lines): (usize, String, usize)| {
        let what = format!("`{name}` has {lines} lines, {FUNCTION_LINES} at most");
        (lines > FUNCTION_LINES).then(|| file.finding(start, what, "Name its parts as functions or types of their own"))
    };
    let mut findings: Vec<Finding> = functions(&tokens).into_iter().filter_map(long_function).collect();
    for view in views(&tokens) {
        let lines = view.end_line - view.start.line + 1;
        if lines > VIEW_LINES {
            let what = format!("a view! of {lines} lines, {VIEW_LINES} at most");
            findings.push(file.finding(view.start.line, what, "Make a component of a part of it"));
        }
    }
    findings
}

/// Every function with a body, also inside macros: first line, name and number of lines.
fn functions(tokens: &[Token]) -> Vec<(usize, String, usize)> {
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let named = tokens.get(index + 1).filter(|next| token.is("fn") && next.kind == Kind::Ident);
        let Some(name) = named else { continue };
        let mut at = index + 2;
        while tokens.get(at).is_some_and(|next| !next.is("{") && !next.is(";") && next.kind != Kind::Close) {
            at += tokens[at].length + 1;
        }
        if let Some(body) = tokens.get(at).filter(|next| next.is("{")) {
            found.push((token.line, name.text.clone(), tokens[at + body.length].line - token.line + 1));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn nothing_is_too_long() {
        expect_none(too_long(Tree::real()));
    }

    #[test]
    fn everything_too_long_is_seen() {
        let lines = |count: usize| "\n".repeat(count);
        let function = |count: usize| format!("fn f(\n) -> [u8; 1] {{{}}}\n", lines(count - 2));
        let view = |count: usize| format!("fn f() {{ view! {{{}}} }}\n", lines(count - 1));
        let tree = Tree::of(&[
            ("a.css", &"a\n".repeat(301)),
            ("b.css", &"a\n".repeat(300)),
            ("b.md", &"a\n".repeat(301)),
            ("c.rs", &function(71)),
            ("d.rs", &format!("trait T {{ fn g(); {} }}", function(70))),
            ("e.rs", &format!("macro! {{ {} }}", function(71))),
            ("f.rs", &view(46)),
            ("g.rs", &view(45)),
        ]);
        expect_places(too_long(&tree), &["a.css:301", "c.rs:1", "e.rs:1", "f.rs:1"]);
    }
}
