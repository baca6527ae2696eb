//! No dead style sheet, script or public file.

use crate::tree::{File, Finding, Tree};
use std::collections::BTreeSet;

/// The first screen, and all other pages.
const STYLE_ROOTS: [&str; 2] = ["style/main.css", "style/pages.css"];
/// Files of public/ that nothing of ours names, each with who asks for it.
const ASKED_FOR_BY_NAME: [(&str, &str); 2] =
    [("public/robots.txt", "crawlers"), ("public/favicon.ico", "browsers that read no <link rel=icon>")];

pub fn unused_styles(tree: &Tree) -> Vec<Finding> {
    let mut reached = BTreeSet::new();
    for root in STYLE_ROOTS.into_iter().filter_map(|root| tree.get(root)) {
        reach(tree, root, &mut reached);
    }
    let dead = tree.under("style/", ".css").filter(|file| !reached.contains(file.path.as_str()));
    let unused = dead.map(|file| {
        file.finding(1, "no `@import` leads here from style/main.css or style/pages.css", "Import it or delete it")
    });
    let missing = tree.under("style/", ".css").flat_map(|file| {
        let lost = imports(file).into_iter().filter(|(_, path)| tree.get(path).is_none());
        lost.map(|(line, path)| file.finding(line, format!("{path} does not exist"), "Correct the `@import`"))
    });
    unused.chain(missing).collect()
}

/// Every file of public/ and boot/, and every file beside the code that is no Rust, is named somewhere in code, styles or html.
pub fn unused_files(tree: &Tree) -> Vec<Finding> {
    let is_text = |file: &&File| {
        ["rs", "js", "mjs", "ts", "css", "html", "json", "webmanifest", "toml"].contains(&file.extension())
    };
    let readers: Vec<&File> = tree.files().filter(is_text).filter(|file| !file.path.starts_with("tests/it/")).collect();
    let is_named = |file: &File| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        readers.iter().any(|reader| reader.path != file.path && reader.text.contains(name))
    };
    let expected = |file: &&File| ASKED_FOR_BY_NAME.iter().any(|(path, _)| *path == file.path);
    let dead = tree.files().filter(|file| is_asset(&file.path) && !expected(file) && !is_named(file));
    let instead = "Use it, delete it, or list it in tests/it/assets.rs with its reason";
    dead.map(|file| file.finding(1, "nothing names this file", instead)).collect()
}

fn is_asset(path: &str) -> bool {
    let is_beside_code = path.starts_with("src/") || path.starts_with("crates/") && path.contains("/src/");
    path.starts_with("public/") || path.starts_with("boot/") || is_beside_code && !path.ends_with(".rs")
}

fn reach<'a>(tree: &'a Tree, file: &'a File, reached: &mut BTreeSet<&'a str>) {
    if reached.insert(&file.path) {
        let found = imports(file).into_iter().filter_map(|(_, path)| tree.get(&path));
        found.for_each(|next| reach(tree, next, reached));
    }
}

/// `@import "x.css"` and `@import url("x.css")`, as paths from the root.
fn imports(file: &File) -> Vec<(usize, String)> {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let target = |line: &str| {
        let rest = line.trim_start().strip_prefix("@import")?;
        let name = rest.trim_start().trim_start_matches("url(").trim_start_matches(['"', '\'']);
        let end = name.find(['"', '\'', ')']).unwrap_or(name.len());
        Some(format!("{folder}/{}", name[..end].trim_start_matches("./")))
    };
    file.lines().filter_map(|(number, line)| Some((number, target(line)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn every_asset_is_used() {
        expect_none(unused_styles(Tree::real()));
        expect_none(unused_files(Tree::real()));
    }

    #[test]
    fn every_dead_asset_is_seen() {
        let tree = Tree::of(&[
            ("boot/boot.js", ""),
            ("boot/old.js", "boot.js"),
            ("crates/x/src/old.sql", ""),
            ("public/icon.svg", ""),
            ("public/manifest.json", "\"icon.svg\""),
            ("public/robots.txt", ""),
            ("style/main.css", "@import \"./a.css\" layer(a);\n@import url('ui/b.css');\n@import \"gone.css\";"),
            ("style/a.css", ""),
            ("style/c.css", "@import \"d.css\";"),
            ("style/d.css", ""),
            ("style/ui/b.css", ""),
        ]);
        expect_places(unused_styles(&tree), &["style/c.css:1", "style/d.css:1", "style/main.css:3"]);
        expect_places(unused_files(&tree), &["boot/old.js:1", "crates/x/src/old.sql:1", "public/manifest.json:1"]);
    }
}
