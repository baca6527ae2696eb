//! What index.html carries for the server and the app: the operator's configuration, here Gom's own.

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
}
