//! What a browser needs to install the app: the manifest, its texts in every language, and pictures of the size it says.

use crate::tree::{File, Finding, Tree};
use serde_json::Value;

const MANIFEST: &str = "public/manifest.webmanifest";
const FILL: &str = "Complete it; `cargo xtask pictures` draws what is missing";

/// `size_of` answers the width and height of a PNG file of public/, if it is one.
pub fn lacks(tree: &Tree, size_of: impl Fn(&str) -> Option<(u32, u32)>) -> Vec<Finding> {
    let Some(file) = tree.get(MANIFEST) else { return Vec::new() };
    let Ok(manifest) = serde_json::from_str::<Value>(&file.text) else {
        return vec![file.finding(1, "it is not JSON", FILL)];
    };
    let say = |what: String| file.finding(1, what, FILL);
    let members = ["id", "name", "short_name", "start_url", "scope", "display", "lang", "dir", "categories"];
    let mut findings: Vec<Finding> = members
        .iter()
        .chain(&["theme_color", "background_color"])
        .filter(|member| manifest.get(**member).is_none())
        .map(|member| say(format!("`{member}` is missing")))
        .collect();
    let pictures = list(&manifest, "icons").chain(list(&manifest, "screenshots"));
    let pictures = pictures.chain(list(&manifest, "shortcuts").flat_map(|shortcut| list(shortcut, "icons")));
    for picture in pictures {
        let (src, sizes) = (text(picture, "src"), text(picture, "sizes"));
        let path = format!("public{src}");
        let drawn = size_of(&path).map(|(width, height)| format!("{width}x{height}"));
        if tree.get(&path).is_none() {
            findings.push(say(format!("{src} does not exist")));
        } else if drawn.as_ref().is_some_and(|drawn| drawn != sizes) {
            findings.push(say(format!("{src} is {} and not {sizes}", drawn.unwrap_or_default())));
        }
    }
    findings.extend(kinds(&manifest).map(say));
    findings.extend(untranslated(&manifest, file));
    findings
}

/// The kinds of pictures that browsers ask for before they offer to install.
fn kinds(manifest: &Value) -> impl Iterator<Item = String> {
    let icon = |size: &str, purpose: &str| {
        list(manifest, "icons").any(|icon| text(icon, "sizes") == size && text(icon, "purpose") == purpose)
    };
    let screen = |form: &str| list(manifest, "screenshots").any(|screen| text(screen, "form_factor") == form);
    let there = [
        ("an icon of 192 px", icon("192x192", "any")),
        ("an icon of 512 px", icon("512x512", "any")),
        ("an icon of any size", icon("any", "any")),
        ("a maskable icon of 192 px", icon("192x192", "maskable")),
        ("a maskable icon of 512 px", icon("512x512", "maskable")),
        ("a narrow screenshot", screen("narrow")),
        ("a wide screenshot", screen("wide")),
        ("three shortcuts", list(manifest, "shortcuts").count() >= 3),
    ];
    there.into_iter().filter(|(_, there)| !there).map(|(what, _)| format!("{what} is missing"))
}

/// Words for members, in all three languages.
fn untranslated(manifest: &Value, file: &File) -> Vec<Finding> {
    let parts = list(manifest, "shortcuts").map(|part| (part, "name"));
    let parts =
        parts.chain(list(manifest, "screenshots").map(|part| (part, "label"))).chain([(manifest, "description")]);
    let lacking = parts.filter(|(part, name)| {
        let translated = |language| part[format!("{name}_localized")][language].is_string();
        !(part[*name].is_string() && translated("en") && translated("ru"))
    });
    lacking.map(|(_, name)| file.finding(1, format!("a `{name}` is not there in three languages"), FILL)).collect()
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::expect_none;

    /// Width and height stand at fixed places of a PNG file.
    fn png_size(path: &str) -> Option<(u32, u32)> {
        let bytes = std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()?;
        let at = |from: usize| Some(u32::from_be_bytes(bytes.get(from..from + 4)?.try_into().ok()?));
        if bytes.starts_with(b"\x89PNG") { Some((at(16)?, at(20)?)) } else { None }
    }

    #[test]
    fn the_app_can_be_installed() {
        assert!(Tree::real().get(MANIFEST).is_some());
        expect_none(lacks(Tree::real(), png_size));
    }

    #[test]
    fn everything_missing_is_seen() {
        let real = &Tree::real().get(MANIFEST).unwrap().text;
        let files = |text: &str| {
            let mut files: Vec<(String, String)> = vec![(MANIFEST.into(), text.into())];
            let real = Tree::real().under("public/", "").map(|file| (file.path.clone(), String::new()));
            files.extend(real.filter(|(path, _)| path != MANIFEST));
            files
        };
        for (from, to, what) in [
            ("\"id\"", "\"x\"", "`id` is missing"),
            ("icon-512.png", "icon-9.png", "/icons/icon-9.png does not exist"),
            ("\"96x96\"", "\"48x48\"", "/icons/shortcut-wallet.png is 96x96 and not 48x48"),
            ("\"maskable\"", "\"any\"", "a maskable icon of 192 px is missing"),
            ("\"wide\"", "\"narrow\"", "a wide screenshot is missing"),
            ("\"shortcuts\"", "\"short\"", "three shortcuts is missing"),
            ("\"en\"", "\"de\"", "a `name` is not there in three languages"),
            ("{", "[", "it is not JSON"),
        ] {
            let files = files(&real.replace(from, to));
            let borrowed: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            let found = lacks(&Tree::of(&borrowed), png_size);
            assert!(found.iter().any(|finding| finding.what == what), "{what} was not seen");
        }
    }
}
