//! Every widget of src/ui stands in the gallery: an example in the file of the same name, listed with its criteria.

use crate::tokens::{Token, find, tokens};
use crate::tree::{File, Finding, Tree};

const EXAMPLES: &str = "src/features/gallery/examples/";
const INSTEAD: &str = "Write its example and its criteria under src/features/gallery/examples";

pub fn missing(tree: &Tree) -> Vec<Finding> {
    let listed = tree.get(&[EXAMPLES, "list.rs"].concat()).map(tokens).unwrap_or_default();
    let mut findings = Vec::new();
    for file in tree.under("src/ui/", ".rs").filter(|file| !file.path.ends_with("/mod.rs")) {
        let stem = file.path.trim_start_matches("src/ui/").trim_end_matches(".rs");
        let Some(example) = tree.get(&[EXAMPLES, stem, ".rs"].concat()) else {
            findings.push(file.finding(1, "it has no example in the gallery", INSTEAD));
            continue;
        };
        let shown = tokens(example);
        let unused = components(file).into_iter().filter(|(_, name)| !shown.iter().any(|token| token.is(name)));
        findings.extend(
            unused.map(|(line, name)| {
                file.finding(line, format!("`{name}` does not stand in {}", example.path), INSTEAD)
            }),
        );
        let is_listed = !find(&listed, &[stem, "::", "example"]).collect::<Vec<_>>().is_empty();
        let is_printed = listed.iter().any(|token| token.string().is_some_and(|text| text == [stem, ".rs"].concat()));
        if !is_listed || !is_printed {
            findings.push(example.finding(1, "list.rs does not show this example with its code", INSTEAD));
        }
    }
    findings
}

/// The public components of a file, with their lines.
fn components(file: &File) -> Vec<(usize, String)> {
    let tokens = tokens(file);
    let name = |start: usize| {
        let rest = tokens.get(start..)?;
        let at = rest.iter().position(|token: &Token| token.is("fn"))?;
        rest.get(at + 1).map(|name| (name.line, name.text.clone()))
    };
    find(&tokens, &["#", "[", "component", "]", "pub"]).filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn every_widget_stands_in_the_gallery() {
        expect_none(missing(Tree::real()));
    }

    #[test]
    fn every_missing_widget_is_seen() {
        let widget = "#[component]\npub fn Button() {}\n#[component]\npub fn ButtonLink() {}";
        let tree = Tree::of(&[
            ("src/ui/mod.rs", "mod button;"),
            ("src/ui/button.rs", widget),
            ("src/ui/chip.rs", ""),
            ("src/ui/icon.rs", "#[component] pub fn Icon() {}"),
            ("src/features/gallery/examples/button.rs", "fn f() { view! { <Button/> } }"),
            ("src/features/gallery/examples/icon.rs", "fn f() { view! { <Icon/> } }"),
            ("src/features/gallery/examples/list.rs", "include_str!(\"button.rs\"), button::example, icon::example"),
        ]);
        let places = ["src/ui/button.rs:4", "src/ui/chip.rs:1", "src/features/gallery/examples/icon.rs:1"];
        expect_places(missing(&tree), &places);
    }
}
