//! Which room may name which crate from outside: the browser in `platform`, the network in `api`, the router above `state`.

use crate::tokens::{Token, find, tokens};
use crate::tree::{Finding, Tree};

/// Crate names (a final `*` stands for anything), the rooms that may name them, and what the others do.
const KEPT_IN: [(&[&str], &[&str], &str); 4] = [
    (
        &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "idb", "rexie"],
        &["src/platform"],
        "Give src/platform a small function for it and call that",
    ),
    (&["gloo_net"], &["src/api"], "Requests are made in src/api and return contract types"),
    (&["gloo_*", "reqwest"], &["src/platform"], "Give src/platform a small function for it and call that"),
    (
        &["leptos_router"],
        &["src/app", "src/features", "src/main.rs"],
        "Take what the page read from the URL as a plain value or a signal",
    ),
];

/// leptos hands out web_sys objects under these names too.
const BROWSER_BY_LEPTOS: [&[&str]; 4] =
    [&["document", "(", ")"], &["window", "(", ")"], &["location", "(", ")"], &["leptos_dom"]];

pub fn outside_its_room(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under("src/", ".rs") {
        let tokens = tokens(file);
        for (names, rooms, instead) in KEPT_IN {
            let here = |room: &&str| {
                file.path.starts_with(&format!("{room}/")) || file.path == **room || file.path == format!("{room}.rs")
            };
            if rooms.iter().any(here) {
                continue;
            }
            let named = |token: &&Token| {
                names.iter().any(|name| fits(name, &token.text)) && !(names.contains(&"gloo_*") && token.is("gloo_net"))
            };
            let say = |token: &Token| {
                file.finding(token.line, format!("`{}` outside of {}", token.text, rooms.join(", ")), instead)
            };
            findings.extend(tokens.iter().filter(named).map(say));
        }
        if file.path.starts_with("src/platform") {
            continue;
        }
        for pattern in BROWSER_BY_LEPTOS {
            let free = |index: &usize| {
                index.checked_sub(1).is_none_or(|before| {
                    !tokens[before].is(".") && !tokens[before].is("fn") && !tokens[before].is("::")
                })
            };
            let say = |index: usize| {
                file.finding(
                    tokens[index].line,
                    format!("`{}` is web_sys by another name", pattern.concat()),
                    KEPT_IN[0].2,
                )
            };
            findings.extend(find(&tokens, pattern).filter(free).map(say));
        }
    }
    findings
}

fn fits(name: &str, ident: &str) -> bool {
    name.strip_suffix('*').map_or(name == ident, |start| ident.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn browser_network_and_router_stay_in_their_rooms() {
        expect_none(outside_its_room(Tree::real()));
    }

    #[test]
    fn every_stray_is_seen() {
        let tree = Tree::of(&[
            ("src/api/client.rs", "use gloo_net::http::Request;\nuse wasm_bindgen::JsValue;"),
            ("src/features/wallet/page.rs", "use leptos_router::A;\nuse gloo_net::http;\n// web_sys"),
            ("src/platform/mod.rs", "use web_sys::Window; fn f() { document() }"),
            ("src/state/mod.rs", "fn f() {\n  view! { <p>{leptos::web_sys::x()}</p> };\n  document().title()\n}"),
            ("src/ui/field.rs", "use leptos_router::A;\nuse gloo_timers::callback::Timeout;\nfn document() {}"),
        ]);
        let places = [
            "src/api/client.rs:2",
            "src/features/wallet/page.rs:2",
            "src/state/mod.rs:2",
            "src/state/mod.rs:3",
            "src/ui/field.rs:2",
            "src/ui/field.rs:1",
        ];
        expect_places(outside_its_room(&tree), &places);
    }
}
