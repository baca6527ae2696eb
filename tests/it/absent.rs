//! What is nowhere: each line names something that must not be written, where, and what is done instead.

use crate::tokens::{Token, find, paths, tokens};
use crate::tree::{File, Finding, Tree};
use crate::views::views;

/// Tokens that stand in no Rust file.
const RUST: [(&[&str], &str); 8] = [
    (&["inner_html"], "Strings never become HTML: write elements"),
    (
        &["#", "[", "lazy"],
        "It aborts the app when a chunk cannot be loaded: use `wasm_split(…, fallible)`, see docs/adr",
    ),
    (
        &["::", "lazy", "]"],
        "It aborts the app when a chunk cannot be loaded: use `wasm_split(…, fallible)`, see docs/adr",
    ),
    (&["unsafe"], "Find the safe function for it"),
    (&["todo", "!"], "Write it, or leave out what leads here"),
    (&["unimplemented", "!"], "Write it, or leave out what leads here"),
    (&["dbg", "!"], "Use tracing, or delete it"),
    (&["#", "[", "ignore"], "A test runs or is deleted"),
];

/// Text that stands in no script that a member's browser runs.
const SHIPPED: [(&str, &str); 7] = [
    (".innerHTML =", "Make elements and set textContent"),
    (".outerHTML =", "Make elements and set textContent"),
    ("insertAdjacentHTML", "Make elements and set textContent"),
    ("document.write", "Make elements and set textContent"),
    ("eval(", "The policy of the page refuses it"),
    ("new Function", "The policy of the page refuses it"),
    ("debugger;", "Delete it"),
];

/// Text that stands in no script under tests/.
const TESTS: [(&str, &str); 6] = [
    ("waitForTimeout", "Wait for what the test needs to see, not for time to pass"),
    ("=> setTimeout(", "Wait for what the test needs to see, not for time to pass"),
    (".skip(", "A test runs or is deleted"),
    (".only(", "All tests run"),
    (".fixme(", "A test runs or is deleted"),
    ("debugger;", "Delete it"),
];

/// Text that stands in no html document: the policy of the page refuses it.
const HTML: [&str; 3] = [" style=", " onclick=", " onload="];
/// Where amounts live: no float comes near them.
const INTEGERS_ONLY: [&str; 5] =
    ["crates/points/", "crates/contract/", "crates/backend/src/", "src/state/", "src/features/"];

/// Files in there that measure something else than amounts, each with what.
const NO_AMOUNTS: [(&str, &str); 1] = [("crates/backend/src/config/contrast.rs", "contrast of colours")];

pub fn in_rust(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under("", ".rs") {
        let tokens = tokens(file);
        for (pattern, instead) in RUST {
            let say = |index: usize| file.finding(tokens[index].line, format!("`{}`", pattern.concat()), instead);
            findings.extend(find(&tokens, pattern).map(say));
        }
        findings.extend(sleeps(file, &tokens));
        findings.extend(styles(file, &tokens));
        findings.extend(floats(file, &tokens));
    }
    findings
}

pub fn in_scripts(tree: &Tree) -> Vec<Finding> {
    let is_script = |file: &&File| ["js", "mjs", "cjs", "ts"].contains(&file.extension());
    let mut findings = Vec::new();
    for file in tree.files().filter(is_script) {
        let forbidden: &[(&str, &str)] = if file.path.starts_with("tests/") { &TESTS } else { &SHIPPED };
        for (number, line) in file.lines().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let found = forbidden.iter().filter(|(text, _)| line.contains(text));
            findings.extend(found.map(|(text, instead)| file.finding(number, format!("`{text}`"), instead)));
        }
    }
    for file in tree.under("", ".html") {
        for (number, line) in file.lines() {
            let found = HTML.iter().filter(|text| line.contains(*text));
            findings.extend(found.map(|text| {
                file.finding(number, format!("`{}`", text.trim()), "Use a class, or a listener in a script")
            }));
        }
    }
    findings
}

/// Marks of unfinished work, paths of one machine, and packages from anywhere but the public registries.
pub fn in_text(tree: &Tree) -> Vec<Finding> {
    let unfinished = [concat!("TO", "DO"), concat!("FIX", "ME")];
    let machine = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("../", "shared")];
    let mut findings = Vec::new();
    for file in tree.files() {
        for (number, line) in file.lines() {
            let marks = unfinished.iter().filter(|mark| file.extension() != "md" && has_word(line, mark));
            findings.extend(marks.map(|mark| file.finding(number, format!("`{mark}`"), "Do it, or open an issue")));
            let places = machine.iter().filter(|place| line.contains(*place));
            findings.extend(
                places.map(|place| {
                    file.finding(number, format!("`{place}`"), "Name files from the root of the repository")
                }),
            );
            if is_private_source(file, line) {
                findings.push(file.finding(
                    number,
                    format!("`{}`", line.trim()),
                    "Lock files name the public registries only",
                ));
            }
        }
    }
    findings
}

fn is_private_source(file: &File, line: &str) -> bool {
    match file.path.rsplit('/').next().unwrap_or_default() {
        "Cargo.lock" => line.starts_with("source = ") && !line.contains("https://github.com/rust-lang/crates.io-index"),
        "package-lock.json" => line.contains("\"resolved\":") && !line.contains("\"https://registry.npmjs.org/"),
        _ => false,
    }
}

fn has_word(line: &str, word: &str) -> bool {
    let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
        !is_part(before) && !is_part(after)
    })
}

fn sleeps(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let is_sleep = |segments: &[String]| match segments {
        [.., from, name] => (from == "thread" || from == "time") && name.starts_with("sleep"),
        _ => false,
    };
    let found = paths(tokens).into_iter().filter(|path| path.in_test && is_sleep(&path.segments));
    let instead = "Move the test's clock, or wait for the thing itself";
    found.map(|path| file.finding(path.line, format!("`{}` in a test", path.segments.join("::")), instead)).collect()
}

/// `style="…"` and `style=move || …`; `style:width=…` and `style=("width", …)` set the property and are fine.
fn styles(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for view in views(tokens) {
        for attribute in view.attributes.iter().filter(|attribute| attribute.name == "style") {
            let Some(value) = attribute.value.first().filter(|value| !value.is("(")) else { continue };
            findings.push(file.finding(
                value.line,
                "`style=` in a view",
                "The policy of the page blocks it: write `style:property=`",
            ));
        }
    }
    findings
}

fn floats(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let exempt = NO_AMOUNTS.iter().any(|(path, _)| *path == file.path);
    if exempt || !INTEGERS_ONLY.iter().any(|place| file.path.starts_with(place)) {
        return Vec::new();
    }
    let is_float = |token: &&Token| token.is("f32") || token.is("f64") || token.is_float();
    let say = |token: &Token| {
        let what = format!("the float `{}` where amounts live", token.text);
        file.finding(token.line, what, "Use integers: points, minor units, thousandths")
    };
    tokens.iter().filter(is_float).map(say).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn nothing_forbidden_is_in_rust() {
        expect_none(in_rust(Tree::real()));
    }

    #[test]
    fn nothing_forbidden_is_in_scripts_and_html() {
        expect_none(in_scripts(Tree::real()));
    }

    #[test]
    fn nothing_is_unfinished_or_of_one_machine() {
        expect_none(in_text(Tree::real()));
    }

    #[test]
    fn everything_forbidden_in_rust_is_seen() {
        let snippets = [
            "fn f() { view! { <p inner_html=x/> } }",
            "#[lazy] fn f() {}",
            "#[leptos::lazy] fn f() {}",
            "fn f() { unsafe {} }",
            "fn f() { todo!() }",
            "fn f() { unimplemented!() }",
            "fn f() { dbg!(1) }",
            "#[ignore] fn f() {}",
            "#[cfg(test)] mod tests { use std::{thread::sleep}; }",
            "#[tokio::test] async fn f() { tokio::time::sleep_until(x) }",
            "fn f() { view! { <p style=\"a\"/> } }",
            "fn f() { view! { <p style=move || x/> } }",
        ];
        for snippet in snippets {
            expect_places(in_rust(&Tree::of(&[("src/x.rs", snippet)])), &["src/x.rs:1"]);
        }
        for snippet in ["const A: f64 = x;", "fn f() { g(1.5) }", "fn f() { g(1f32) }"] {
            expect_places(in_rust(&Tree::of(&[("crates/points/src/x.rs", snippet)])), &["crates/points/src/x.rs:1"]);
            expect_none(in_rust(&Tree::of(&[("src/platform/x.rs", snippet)])));
        }
        let fine = "/// unsafe todo!()\nfn f() { std::thread::sleep(x); view! { <p style:width=x style=(\"width\", x)>\"inner_html\"</p> } }";
        expect_none(in_rust(&Tree::of(&[("src/x.rs", fine), ("crates/points/src/x.rs", "fn f() { \"1.5\"; 0..9 }")])));
    }

    #[test]
    fn everything_forbidden_in_scripts_is_seen() {
        for (text, _) in SHIPPED {
            expect_places(in_scripts(&Tree::of(&[("boot/x.js", text)])), &["boot/x.js:1"]);
        }
        for (text, _) in TESTS {
            expect_places(in_scripts(&Tree::of(&[("tests/e2e/x.ts", text)])), &["tests/e2e/x.ts:1"]);
        }
        for text in HTML {
            expect_places(in_scripts(&Tree::of(&[("index.html", text)])), &["index.html:1"]);
        }
        expect_none(in_scripts(&Tree::of(&[("boot/x.js", "// x.innerHTML = y\na => setTimeout(f, x.innerHTML)")])));
    }

    #[test]
    fn everything_unfinished_or_private_is_seen() {
        for text in
            [concat!("// TO", "DO x"), concat!("a /wo", "rk/ b"), concat!("/ho", "me/x"), concat!("../", "shared/x")]
        {
            expect_places(in_text(&Tree::of(&[("src/x.rs", text)])), &["src/x.rs:1"]);
        }
        let tree = Tree::of(&[
            (
                "Cargo.lock",
                "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nsource = \"registry+https://x\"",
            ),
            ("package-lock.json", "\"resolved\": \"https://registry.npmjs.org/a\"\n\"resolved\": \"http://x/a\""),
            ("src/x.rs", concat!("let A_TO", "DO = 1; // MAS", "TODON")),
        ]);
        expect_places(in_text(&tree), &["Cargo.lock:2", "package-lock.json:2"]);
    }
}
