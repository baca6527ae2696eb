//! The files of the repository, or of a small made-up one, and what a rule says about them.

use std::fmt;
use std::path::Path;
use std::sync::LazyLock;

/// One file: its path from the root, and its text (empty where it is not text).
pub struct File {
    pub path: String,
    pub text: String,
}

/// All files that are not ignored by git.
pub struct Tree(Vec<File>);

/// One place that breaks a rule, and what to do about it.
pub struct Finding {
    pub path: String,
    pub line: usize,
    pub what: String,
    pub instead: &'static str,
}

impl Tree {
    /// This repository.
    pub fn real() -> &'static Tree {
        static REAL: LazyLock<Tree> = LazyLock::new(|| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let ignored = std::fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
            let mut files = Vec::new();
            collect(root, "", &ignored, &mut files);
            files.sort_by(|a, b| a.path.cmp(&b.path));
            Tree(files)
        });
        &REAL
    }

    /// A made-up tree for the test of a rule.
    pub fn of(files: &[(&str, &str)]) -> Tree {
        Tree(files.iter().map(|(path, text)| File { path: (*path).into(), text: (*text).into() }).collect())
    }

    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.0.iter()
    }

    /// The files whose path starts with `folder` and ends with `end`.
    pub fn under(&self, folder: &str, end: &str) -> impl Iterator<Item = &File> {
        self.0.iter().filter(move |file| file.path.starts_with(folder) && file.path.ends_with(end))
    }

    pub fn get(&self, path: &str) -> Option<&File> {
        self.0.iter().find(|file| file.path == path)
    }

    pub fn has_folder(&self, path: &str) -> bool {
        self.0.iter().any(|file| file.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')))
    }
}

impl File {
    pub fn finding(&self, line: usize, what: impl Into<String>, instead: &'static str) -> Finding {
        Finding { path: self.path.clone(), line, what: what.into(), instead }
    }

    pub fn extension(&self) -> &str {
        self.path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, end)| end)
    }

    /// Lines with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}. {}", self.path, self.line, self.what, self.instead)
    }
}

/// Fails with all findings, one a line.
pub fn expect_none(findings: Vec<Finding>) {
    let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

/// Fails unless exactly these places were found: the rule can fail, and only where it should.
pub fn expect_places(findings: Vec<Finding>, places: &[&str]) {
    let found: Vec<String> = findings.iter().map(|finding| format!("{}:{}", finding.path, finding.line)).collect();
    let words: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert_eq!(found, places, "\n{}\n", words.join("\n"));
}

fn collect(root: &Path, folder: &str, ignored: &str, files: &mut Vec<File>) {
    let entries = std::fs::read_dir(root.join(folder)).unwrap_or_else(|error| panic!("cannot read {folder}: {error}"));
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_ignored(ignored, folder, &name) {
            continue;
        }
        let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        if entry.path().is_dir() {
            collect(root, &path, ignored, files);
        } else if let Ok(bytes) = std::fs::read(entry.path()) {
            files.push(File { path, text: String::from_utf8(bytes).unwrap_or_default() });
        }
    }
}

/// The few forms that our .gitignore uses: `/here`, `/here*` and `anywhere`.
fn is_ignored(ignored: &str, folder: &str, name: &str) -> bool {
    let matches = |pattern: &str| match pattern.trim_end_matches('/').strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern.trim_end_matches('/'),
    };
    name == ".git"
        || ignored.lines().map(str::trim).filter(|line| !line.is_empty()).any(|line| match line.strip_prefix('/') {
            Some(top) => folder.is_empty() && matches(top),
            None => matches(line),
        })
}

#[test]
fn the_tree_is_this_repository_without_what_git_ignores() {
    let tree = Tree::real();
    assert!(tree.get("Cargo.toml").is_some() && tree.get("tests/it/tree.rs").is_some());
    assert!(!tree.has_folder("target") && !tree.has_folder(".git") && !tree.has_folder("node_modules"));
    assert!(is_ignored("/target*\nnode_modules", "", "target-web") && !is_ignored("/dist", "a", "dist"));
}
