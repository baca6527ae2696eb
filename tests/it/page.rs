//! What index.html carries for the server and the app: the operator's configuration, here Gom's own, and the icons.

use crate::tree::{Finding, Tree};
use contract::Config;

/// The built page has the default configuration; the backend writes another one only where an operator has set one.
pub fn other_configuration(tree: &Tree) -> Vec<Finding> {
    let Some(page) = tree.get("index.html") else { return Vec::new() };
    let carried =
        page.text.split_once("<meta name=\"gom-config\" content='").and_then(|(_, rest)| rest.split_once('\''));
    let is_default = carried.and_then(|(json, _)| serde_json::from_str::<Config>(json).ok()) == Some(Config::default());
    let instead = "Write the JSON of `contract::Config::default()`";
    (!is_default)
        .then(|| page.finding(1, "`gom-config` is not the default configuration", instead))
        .into_iter()
        .collect()
}

/// Every icon that the code draws is a symbol of boot/icons.svg, and every symbol is drawn.
pub fn other_icons(tree: &Tree) -> Vec<Finding> {
    let Some(sprite) = tree.get("boot/icons.svg") else { return Vec::new() };
    let symbols = after(&sprite.text, "<symbol id=\"");
    let mut drawn = Vec::new();
    let mut findings = Vec::new();
    for file in tree.under("src/", ".rs") {
        for name in after(&file.text, "\"#i-").iter().map(|name| format!("i-{name}")) {
            if !symbols.contains(&name.as_str()) {
                findings.push(file.finding(1, format!("there is no icon `{name}`"), "Draw it in boot/icons.svg"));
            }
            drawn.push(name);
        }
    }
    let dead = symbols.iter().filter(|symbol| !drawn.iter().any(|name| name == *symbol));
    findings.extend(dead.map(|symbol| sprite.finding(1, format!("nothing draws `{symbol}`"), "Use it or delete it")));
    findings
}

/// What follows each `mark`, up to the next quote.
fn after<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn the_page_carries_the_default() {
        expect_none(other_configuration(Tree::real()));
    }

    #[test]
    fn another_configuration_is_seen() {
        for text in [
            "",
            "<meta name=\"gom-config\" content='{}'>",
            "<meta name=\"gom-config\" content='{\"name\":\"Gom\",\"languages\":[\"vi\"],\"currency\":\"VND\"}'>",
        ] {
            expect_places(other_configuration(&Tree::of(&[("index.html", text)])), &["index.html:1"]);
        }
    }

    #[test]
    fn icons_are_drawn_and_there() {
        expect_none(other_icons(Tree::real()));
    }

    #[test]
    fn lost_and_dead_icons_are_seen() {
        let tree = Tree::of(&[
            ("boot/icons.svg", "<symbol id=\"i-a\"/><symbol id=\"i-b\"/>"),
            ("src/ui/icon.rs", "x(\"#i-a\"); x(\"#i-c\")"),
        ]);
        expect_places(other_icons(&tree), &["src/ui/icon.rs:1", "boot/icons.svg:1"]);
    }
}
