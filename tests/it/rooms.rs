//! The rooms of src/ and the one way between them:
//! `main → app → features → state → api → contract → points`, with the leaves `ui → i18n → platform → contract`
//! usable from every room above contract. Each may skip downward; none goes up or sideways; slices never import slices.

use crate::tokens::{Path, paths, tokens};
use crate::tree::{File, Finding, Tree};

const CHAIN: [&str; 7] = ["main", "app", "features", "state", "api", "contract", "points"];
const LEAVES: [&str; 3] = ["ui", "i18n", "platform"];
const SAY_SO: &str = "A new room or edge is drawn in tests/it/rooms.rs and docs/ARCHITECTURE.md in the same commit";

pub fn wrong_way(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under("src/", ".rs") {
        let module = module_of(&file.path);
        if !is_known(room_of(&module)) {
            findings.push(file.finding(1, format!("`{}` is no room of the house", room_of(&module)), SAY_SO));
        }
        findings.extend(paths(&tokens(file)).iter().filter_map(|path| judge(file, &module, path)));
    }
    findings
}

fn judge(file: &File, module: &[String], path: &Path) -> Option<Finding> {
    let target = resolve(module, path)?;
    let (from, to) = (room_of(module), target.first().map_or("crate", String::as_str));
    let slices = (module.get(1), target.get(1));
    let what = if from == "main" || from == to && (from != "features" || module.len() < 2 || slices.0 == slices.1) {
        return None;
    } else if from == to {
        format!("the slice `{}` imports from `{}`", slices.0?, target.join("::"))
    } else if !is_known(to) {
        format!("`{}` is in no room", path.segments.join("::"))
    } else if may_use(from, to) {
        return None;
    } else {
        format!("`{from}` uses `{to}` by `{}`", path.segments.join("::"))
    };
    let instead = if from == to || to == "features" {
        "What two slices need lives in state or ui; links between pages are typed paths"
    } else if is_known(to) {
        "Rooms only look down: pass the value in from above, or move the code down"
    } else {
        SAY_SO
    };
    Some(file.finding(path.line, what, instead))
}

fn may_use(from: &str, to: &str) -> bool {
    let step = |list: &[&str], room: &str| list.iter().position(|name| *name == room);
    match (step(&CHAIN, from), step(&LEAVES, from), step(&CHAIN, to), step(&LEAVES, to)) {
        (Some(from), _, Some(to), _) => from < to,
        (Some(from), _, _, Some(_)) => CHAIN[from] != "contract" && CHAIN[from] != "points",
        (_, Some(_), Some(to), _) => CHAIN[to] == "contract" || CHAIN[to] == "points",
        (_, Some(from), _, Some(to)) => from < to,
        _ => false,
    }
}

fn is_known(room: &str) -> bool {
    CHAIN.contains(&room) || LEAVES.contains(&room)
}

/// `src/features/wallet/page.rs` → features, wallet, page. The roots of the crate have no module.
fn module_of(path: &str) -> Vec<String> {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
    let mut parts: Vec<String> = inside.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod") || inside == "lib" || inside == "main" {
        parts.pop();
    }
    parts
}

fn room_of(module: &[String]) -> &str {
    module.first().map_or("main", String::as_str)
}

/// The path from the root of the crate, or nothing when it does not lead into one of our rooms.
fn resolve(module: &[String], path: &Path) -> Option<Vec<String>> {
    let here = || module.iter().chain(&path.modules).cloned().collect::<Vec<String>>();
    let mut rest = path.segments.as_slice();
    let mut target = match rest[0].as_str() {
        "crate" | "self" | "super" if rest.len() == 1 && !path.renamed => return None,
        "crate" => Vec::new(),
        "gom" if rest.len() > 1 => Vec::new(),
        "contract" | "points" => return Some(vec![rest[0].clone()]),
        "self" | "super" => here(),
        _ => return None,
    };
    while let Some((first, others)) = rest.split_first() {
        match first.as_str() {
            "super" => drop(target.pop()),
            "crate" | "gom" | "self" => {}
            _ => break,
        }
        rest = others;
    }
    target.extend(rest.iter().cloned());
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn rooms_only_look_down() {
        expect_none(wrong_way(Tree::real()));
    }

    #[test]
    fn every_wrong_way_is_seen() {
        let tree = Tree::of(&[
            ("src/lib.rs", "pub mod api; pub mod ui; pub use api::x;"),
            ("src/api/client.rs", "use contract::Wallet;\nuse crate::state::Session;\nuse points::Points;"),
            ("src/app/mod.rs", "use crate::{features::wallet, state, ui::button};"),
            ("src/cellar/mod.rs", ""),
            (
                "src/features/goals/mod.rs",
                "use crate::*;\nuse crate::features;\nuse crate as gom;\nuse crate::{self as g};",
            ),
            ("src/features/mod.rs", "pub mod wallet; pub use self::wallet::Page;"),
            ("src/features/transfer/page.rs", "use super::model;\nuse super::super::wallet::Page;\nuse crate::app;"),
            ("src/features/wallet/page.rs", "fn f() {\n  view! { <p>{crate::features::goals::x()}</p> };\n}"),
            ("src/i18n/mod.rs", "use crate::platform::intl;\nuse crate::ui::button;"),
            ("src/platform/mod.rs", "use contract::limits;\nmod tests { use super::*; use super::super::i18n; }"),
            ("src/state/mod.rs", "use crate::api::{\n  client,\n};\nfn f() { format!(\"{}\", gom::app::x()) }"),
            (
                "src/ui/button.rs",
                "use crate::i18n::points;\nuse crate::{platform,\n  state::session};\nuse crate::Bare;",
            ),
        ]);
        let places = [
            "src/api/client.rs:2",
            "src/cellar/mod.rs:1",
            "src/features/goals/mod.rs:1",
            "src/features/goals/mod.rs:2",
            "src/features/goals/mod.rs:3",
            "src/features/goals/mod.rs:4",
            "src/features/transfer/page.rs:2",
            "src/features/transfer/page.rs:3",
            "src/features/wallet/page.rs:2",
            "src/i18n/mod.rs:2",
            "src/platform/mod.rs:2",
            "src/state/mod.rs:4",
            "src/ui/button.rs:3",
            "src/ui/button.rs:4",
        ];
        expect_places(wrong_way(&tree), &places);
    }
}
