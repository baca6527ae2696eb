//! Which room may name which crate from outside: the browser in `platform`, the network in `api`, the router above `state`.

use crate::tokens::{Token, find, tokens};
use crate::tree::{Finding, Tree};

/// Crate names (a final `*` stands for anything), the rooms that may name them, and what the others do.
const KEPT_IN: [(&[&str], &[&str], &str); 4] = [
    (
        &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "serde_wasm_bindgen", "idb", "rexie"],
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

/// What leptos hands out of web_sys under names of its own.
const BROWSER_BY_LEPTOS: [&[&str]; 3] = [&["document", "(", ")"], &["window", "(", ")"], &["location", "(", ")"]];

pub fn outside_its_room(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under("src/", ".rs") {
        let tokens = tokens(file);
        for (names, rooms, instead) in KEPT_IN {
            if !rooms.iter().any(|room| is_in(&file.path, room)) {
                let strays = tokens.iter().filter(|token| is_one_of(names, token));
                let what = |token: &Token| format!("`{}` outside of {}", token.text, rooms.join(", "));
                findings.extend(strays.map(|token| file.finding(token.line, what(token), instead)));
            }
        }
        for pattern in BROWSER_BY_LEPTOS.into_iter().filter(|_| !is_in(&file.path, "src/platform")) {
            let calls = find(&tokens, pattern).filter(|index| is_of_leptos(&tokens, *index));
            let what = format!("`{}` is web_sys by another name", pattern.concat());
            findings.extend(calls.map(|index| file.finding(tokens[index].line, what.as_str(), KEPT_IN[0].2)));
        }
    }
    findings
}

fn is_in(path: &str, room: &str) -> bool {
    path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest == ".rs" || rest.starts_with('/'))
}

fn is_one_of(names: &[&str], token: &Token) -> bool {
    names.iter().any(|name| match name.strip_suffix('*') {
        Some(start) => token.text.starts_with(start) && !token.is("gloo_net"),
        None => token.is(name),
    })
}

/// Called by its bare name or out of leptos; not a method, not a definition, not a function of ours.
fn is_of_leptos(tokens: &[Token], index: usize) -> bool {
    let before = |back: usize| index.checked_sub(back).map_or("", |at| tokens[at].text.as_str());
    match before(1) {
        "::" => ["leptos", "prelude", "helpers", "leptos_dom"].contains(&before(2)),
        "." | "fn" => false,
        _ => true,
    }
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
            (
                "src/ui/field.rs",
                "use leptos_router::A;\nuse gloo_timers::callback::Timeout;\nfn document() {}\nfn f() { platform::page::document(); leptos::prelude::window(); }",
            ),
        ]);
        let places = [
            "src/api/client.rs:2",
            "src/features/wallet/page.rs:2",
            "src/state/mod.rs:2",
            "src/state/mod.rs:3",
            "src/ui/field.rs:2",
            "src/ui/field.rs:1",
            "src/ui/field.rs:4",
        ];
        expect_places(outside_its_room(&tree), &places);
    }
}
