//! The partner SDK speaks the protocol of the contract: its constants are these and no others.

use crate::tree::{Finding, Tree};
use contract::embed::{Connect, FrameSays, HELLO, PageSays, VERSION};
use contract::{limits, paths};
use serde::Serialize;
use serde_json::{Value, json};

const PROTOCOL: &str = "sdk/protocol.js";

pub fn other_protocol(tree: &Tree) -> Vec<Finding> {
    let Some(file) = tree.get(PROTOCOL) else { return Vec::new() };
    let written: Vec<&str> = file.text.lines().filter(|line| line.starts_with("export ")).collect();
    let wanted = protocol();
    let missing = wanted.iter().filter(|line| !written.contains(&line.as_str()));
    let missing = missing.map(|line| file.finding(1, format!("`{line}` is not there"), "Write what the contract says"));
    let others =
        file.lines().filter(|(_, line)| line.starts_with("export ") && !wanted.iter().any(|known| known == line));
    missing
        .chain(others.map(|(number, line)| file.finding(number, format!("`{line}`"), "The contract does not say this")))
        .collect()
}

fn protocol() -> Vec<String> {
    let [ready, size] = [FrameSays::Ready, FrameSays::Size { height: 1 }].map(|says| {
        // A new message of the frame has to be added here, and to the element.
        match says {
            FrameSays::Ready | FrameSays::Size { .. } => fields(&says),
        }
    });
    let PageSays::Theme { .. } = PageSays::Theme { theme: String::new() };
    [
        ("HELLO", json!(HELLO)),
        ("CONNECT", json!(Connect { gom: VERSION })),
        ("FRAME_SAYS", json!({ "ready": ready, "size": size })),
        ("THEME", json!(PageSays::Theme { theme: "light".into() })),
        ("HEIGHT_MOST", json!(limits::EMBED_HEIGHT_MOST)),
        ("VIEWS", json!({ "balance": paths::EMBED_BALANCE })),
    ]
    .into_iter()
    .map(|(name, value)| format!("export const {name} = {value};"))
    .collect()
}

fn fields(message: &impl Serialize) -> Vec<String> {
    match json!(message) {
        Value::Object(members) => members.keys().cloned().collect(),
        other => panic!("{other} is no object"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn the_sdk_says_what_the_contract_says() {
        assert!(Tree::real().get(PROTOCOL).is_some());
        expect_none(other_protocol(Tree::real()));
    }

    #[test]
    fn another_protocol_is_seen() {
        let good = protocol().join("\n");
        expect_none(other_protocol(&Tree::of(&[(PROTOCOL, &good)])));
        let bad = good.replace("4000", "9000");
        expect_places(other_protocol(&Tree::of(&[(PROTOCOL, &bad)])), &["sdk/protocol.js:1", "sdk/protocol.js:5"]);
    }
}
