//! No dead Rust file: each one is reached from a crate's root by `mod`, or it is a root that cargo finds by itself.

use crate::tokens::{Kind, Token, tokens};
use crate::tree::{File, Finding, Tree};
use std::collections::BTreeSet;

pub fn unreached(tree: &Tree) -> Vec<Finding> {
    let crates = tree.files().filter_map(|file| file.path.strip_suffix("Cargo.toml"));
    let homes: Vec<&str> = crates.collect();
    let mut reached = BTreeSet::new();
    for file in tree.under("", ".rs").filter(|file| homes.iter().any(|home| is_root(&file.path, home))) {
        reach(tree, file, &mut reached);
    }
    let dead = tree.under("", ".rs").filter(|file| !reached.contains(file.path.as_str()));
    dead.map(|file| file.finding(1, "no `mod` leads to this file", "Declare it or delete it")).collect()
}

/// `home` is the folder of a crate, with its final slash; empty for the root package.
fn is_root(path: &str, home: &str) -> bool {
    let Some(inside) = path.strip_prefix(home) else { return false };
    let parts: Vec<&str> = inside.split('/').collect();
    match parts.as_slice() {
        [file] => *file == "build.rs",
        ["src", file] => *file == "lib.rs" || *file == "main.rs",
        ["tests" | "benches" | "examples", _] | ["src", "bin", _] => true,
        ["tests" | "benches" | "examples", _, file] | ["src", "bin", _, file] => *file == "main.rs",
        _ => false,
    }
}

fn reach<'a>(tree: &'a Tree, file: &'a File, reached: &mut BTreeSet<&'a str>) {
    if !reached.insert(&file.path) {
        return;
    }
    let tokens = tokens(file);
    let mut inline: Vec<(&str, usize)> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        inline.retain(|(_, close)| *close > index);
        let name = tokens.get(index + 1).filter(|next| token.is("mod") && next.kind == Kind::Ident);
        let (Some(name), Some(after)) = (name, tokens.get(index + 2)) else { continue };
        if after.is("{") {
            inline.push((&name.text, index + 2 + after.length));
        } else if after.is(";") {
            let modules: Vec<&str> = inline.iter().map(|(name, _)| *name).collect();
            let candidates = homes_of(&file.path, &modules, &name.text, path_attribute(&tokens, index).as_deref());
            candidates.iter().filter_map(|path| tree.get(path)).for_each(|found| reach(tree, found, reached));
        }
    }
}

/// Where the module may live: beside a root or a mod.rs, else in the folder named after the file.
fn homes_of(path: &str, inline: &[&str], name: &str, attribute: Option<&str>) -> Vec<String> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.trim_end_matches(".rs");
    let is_root = ["mod", "lib", "main"].contains(&stem)
        || ["tests", "benches", "examples", "bin"].iter().any(|end| folder.ends_with(end));
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if attribute.is_none() || !inline.is_empty() {
        parts.extend((!is_root).then_some(stem));
        parts.extend(inline);
    }
    match attribute {
        Some(other) => {
            parts.extend(other.split('/'));
            vec![normal(&parts)]
        }
        None => [".rs", "/mod.rs"]
            .map(|end| [normal(&parts).as_str(), "/", name, end].concat().trim_start_matches('/').to_owned())
            .into(),
    }
}

/// The value of `#[path = "…"]` among the attributes before `mod`.
fn path_attribute(tokens: &[Token], index: usize) -> Option<String> {
    let before = &tokens[..index];
    let start = before.iter().rposition(|token| token.is(";") || token.is("}") || token.is("{")).map_or(0, |at| at + 1);
    let at = before[start..].windows(2).position(|pair| pair[0].is("path") && pair[1].is("="))?;
    before.get(start + at + 2)?.string()
}

fn normal(parts: &[&str]) -> String {
    let mut path: Vec<&str> = Vec::new();
    for part in parts {
        match *part {
            "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn every_rust_file_is_reached() {
        expect_none(unreached(Tree::real()));
    }

    #[test]
    fn every_dead_file_is_seen() {
        let tree = Tree::of(&[
            ("Cargo.toml", ""),
            ("build.rs", ""),
            ("crates/a/Cargo.toml", ""),
            ("crates/a/src/bin/tool.rs", ""),
            ("crates/a/src/lib.rs", "#[cfg(test)]\n#[path = \"x_tests.rs\"]\nmod tests;"),
            ("crates/a/src/x_tests.rs", ""),
            ("crates/a/tests/store/main.rs", "#[path = \"../support/mod.rs\"] mod support;"),
            ("crates/a/tests/support/mod.rs", ""),
            ("src/lib.rs", "pub mod ui; mod a { mod b; } // mod gone;"),
            ("src/a/b.rs", ""),
            ("src/gone.rs", "mod also_gone;"),
            ("src/gone/also_gone.rs", ""),
            ("src/ui.rs", "mod button;"),
            ("src/ui/button.rs", ""),
            ("src/ui/old.rs", ""),
        ]);
        expect_places(unreached(&tree), &["src/gone.rs:1", "src/gone/also_gone.rs:1", "src/ui/old.rs:1"]);
    }
}
