//! The edges between crates: `backend → contract → points`, the app beside the backend on the same two, `backend → search`; the
//! backend's tests use the partners of the demo, which know the contract and nothing else of ours.

use crate::tree::{File, Finding, Tree};

/// Every crate of ours with the crates of ours that it may depend on, tests included.
const MAY_USE: [(&str, &str, &[&str]); 8] = [
    ("Cargo.toml", "gom", &["contract", "points"]),
    ("crates/points/Cargo.toml", "points", &[]),
    ("crates/contract/Cargo.toml", "contract", &["points"]),
    ("crates/search/Cargo.toml", "search", &[]),
    ("crates/backend/Cargo.toml", "gom-backend", &["contract", "partner-sim", "points", "search"]),
    ("crates/partner-sim/Cargo.toml", "partner-sim", &["contract"]),
    ("crates/xtask/Cargo.toml", "xtask", &[]),
    ("crates/xtask/web/Cargo.toml", "xtask-web", &[]),
];

pub fn wrong_dependencies(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.files().filter(|file| file.path.ends_with("Cargo.toml"));
    manifests.flat_map(|file| check_manifest(file).into_iter().chain(check_lints(file))).collect()
}

fn check_manifest(file: &File) -> Vec<Finding> {
    let Some((_, name, may_use)) = MAY_USE.iter().find(|(path, _, _)| *path == file.path) else {
        return vec![file.finding(
            1,
            "a crate that nobody drew",
            "Add it and its edges to tests/it/crates.rs and ARCHITECTURE.md",
        )];
    };
    let forbidden = |used: &str| MAY_USE.iter().any(|(_, ours, _)| *ours == used) && !may_use.contains(&used);
    let finding = |(line, used): (usize, String)| {
        let what = format!("{name} depends on {used}");
        file.finding(line, what, "Dependencies go backend → contract → points; move what both need down")
    };
    dependencies(file).into_iter().filter(|(_, used)| forbidden(used)).map(finding).collect()
}

fn check_lints(file: &File) -> Option<Finding> {
    let lints = if file.path == "Cargo.toml" { "unsafe_code = \"forbid\"" } else { "[lints]\nworkspace = true" };
    let missing = !file.text.contains(lints);
    missing
        .then(|| file.finding(1, "the lints of the workspace are not in force", "Put `[lints] workspace = true` back"))
}

/// The names of what a manifest depends on, the real ones of renamed crates too.
fn dependencies(file: &File) -> Vec<(usize, String)> {
    let mut inside = false;
    let mut found = Vec::new();
    for (number, line) in file.lines() {
        let line = line.trim();
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_end_matches(']').trim_matches('"');
            inside = table.ends_with("dependencies") && !table.starts_with("workspace");
            if let Some((_, name)) = table.split_once("dependencies.").filter(|_| !table.starts_with("workspace")) {
                inside = true;
                found.push((number, name.into()));
            }
            continue;
        }
        let Some((name, value)) = line.split_once('=').filter(|_| inside && !line.starts_with('#')) else { continue };
        found.push((number, name.trim().trim_end_matches(".workspace").trim_matches('"').into()));
        let renamed =
            format!("{name}={value}").split_once("package").and_then(|(_, rest)| Some(rest.split('"').nth(1)?.into()));
        found.extend(renamed.map(|real: String| (number, real)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn crates_only_look_down() {
        expect_none(wrong_dependencies(Tree::real()));
    }

    #[test]
    fn every_wrong_dependency_is_seen() {
        let manifest = |body: &str| format!("[lints]\nworkspace = true\n{body}");
        let points =
            manifest("[dependencies]\nserde.workspace = true\n[dev-dependencies]\ncontract.workspace = true\n");
        let contract =
            manifest("[dependencies]\npoints.workspace = true\n[target.x.dependencies.gom-backend]\npath = \"x\"\n");
        let backend = manifest("[dependencies]\napp = { path = \"../..\", package = \"gom\" }\n");
        let tree = Tree::of(&[
            (
                "Cargo.toml",
                "[workspace.dependencies]\ngom-backend = {}\nunsafe_code = \"forbid\"\n[dependencies]\npoints = {}\n",
            ),
            ("crates/backend/Cargo.toml", &backend),
            ("crates/contract/Cargo.toml", &contract),
            ("crates/new/Cargo.toml", &manifest("")),
            ("crates/points/Cargo.toml", &points),
            ("crates/xtask/Cargo.toml", "[package]\n"),
        ]);
        let places = [
            "crates/backend/Cargo.toml:4",
            "crates/contract/Cargo.toml:5",
            "crates/new/Cargo.toml:1",
            "crates/points/Cargo.toml:6",
            "crates/xtask/Cargo.toml:1",
        ];
        expect_places(wrong_dependencies(&tree), &places);
    }
}
