//! The texts: the same keys and places in every language, every plural form of each, no key that nothing uses.

use crate::tokens::{Path, paths, tokens};
use crate::tree::{File, Finding, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// The texts of the first screen, and those that come with the other pages.
const FOLDERS: [&str; 2] = ["locales/", "locales/pages/"];
/// The languages with the plural forms that CLDR gives them; the first is the source.
const LANGUAGES: [(&str, &[&str]); 3] =
    [("vi.json", &["other"]), ("en.json", &["one", "other"]), ("ru.json", &["one", "few", "many", "other"])];
const FORMS: [&str; 4] = ["one", "few", "many", "other"];
/// Signs that keep to the number before them.
const AFTER_NUMBER: [char; 5] = ['₫', '€', '₽', '%', '№'];

type Texts = BTreeMap<String, String>;

pub fn wrong_texts(tree: &Tree) -> Vec<Finding> {
    FOLDERS.iter().flat_map(|folder| wrong_in(tree, folder)).collect()
}

fn wrong_in(tree: &Tree, folder: &str) -> Vec<Finding> {
    let path = |name: &str| [folder, name].concat();
    let Some(source) = tree.get(&path(LANGUAGES[0].0)).map(read) else { return Vec::new() };
    let mut findings = Vec::new();
    for (name, forms) in LANGUAGES {
        let Some(file) = tree.get(&path(name)) else { continue };
        let texts = read(file);
        let wanted: BTreeSet<String> = source.keys().flat_map(|key| forms_of(key, forms)).collect();
        let missing = wanted.iter().filter(|key| !texts.contains_key(*key));
        findings.extend(
            missing.map(|key| file.finding(1, format!("{key} is missing"), "Translate it, in every plural form")),
        );
        for (key, text) in &texts {
            let say = |what: &str, instead| file.finding(line_of(file, key), format!("{key} {what}"), instead);
            let original = source.get(key).or_else(|| source.get(&format!("{}_other", family(key).unwrap_or(key))));
            if !wanted.contains(key) {
                findings.push(say("is not in the source, or no form of this language", "Delete it"));
            } else if original.is_some_and(|original| places(original) != places(text)) {
                findings.push(say("has other {places} than the source", "Use the same names"));
            }
            findings.extend(
                wrong_spaces(text).then(|| {
                    say("has a space that may break off a sign, or two spaces", "Write U+00A0 before the sign")
                }),
            );
            findings.extend(text.is_empty().then(|| say("is empty", "Translate it")));
        }
    }
    findings
}

/// Keys whose generated function `i18n::t::name` nothing calls.
pub fn unused_texts(tree: &Tree) -> Vec<Finding> {
    let sources = tree.under("src/", ".rs").flat_map(|source| paths(&tokens(source)));
    let named = |path: Path| path.segments.windows(2).find(|pair| pair[0] == "t").map(|pair| pair[1].clone());
    let used: BTreeSet<String> = sources.filter(|path| !path.in_test).filter_map(named).collect();
    let function = |key: &str| family(key).unwrap_or(key).replace(['.', '-'], "_");
    let files = FOLDERS.iter().filter_map(|folder| tree.get(&[folder, LANGUAGES[0].0].concat()));
    let unused = files.flat_map(|file| {
        let keys = read(file).into_keys().filter(|key| !used.contains(&function(key)));
        let finding = |key: String| {
            file.finding(line_of(file, &key), format!("{key} is used nowhere"), "Delete it in all languages")
        };
        keys.map(finding).collect::<Vec<Finding>>()
    });
    unused.collect()
}

fn read(file: &File) -> Texts {
    serde_json::from_str(&file.text)
        .unwrap_or_else(|error| panic!("{}: not a flat object of texts: {error}", file.path))
}

fn line_of(file: &File, key: &str) -> usize {
    let quoted = format!("\"{key}\"");
    file.lines().find(|(_, line)| line.trim_start().starts_with(&quoted)).map_or(1, |(number, _)| number)
}

/// `days_other` → `days`; nothing for a key without forms.
fn family(key: &str) -> Option<&str> {
    key.rsplit_once('_').filter(|(_, form)| FORMS.contains(form)).map(|(family, _)| family)
}

fn forms_of(key: &str, forms: &[&str]) -> Vec<String> {
    match family(key) {
        Some(family) => forms.iter().map(|form| format!("{family}_{form}")).collect(),
        None => vec![key.to_owned()],
    }
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect()
}

fn wrong_spaces(text: &str) -> bool {
    let breaks = AFTER_NUMBER.iter().any(|sign| text.contains(&format!(" {sign}")));
    breaks || text.contains("  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn every_text_is_whole_in_every_language() {
        expect_none(wrong_texts(Tree::real()));
        for folder in FOLDERS {
            assert!(
                LANGUAGES.iter().all(|(name, _)| Tree::real().get(&[folder, *name].concat()).is_some()),
                "{folder}"
            );
        }
    }

    #[test]
    fn every_text_is_used() {
        expect_none(unused_texts(Tree::real()));
    }

    #[test]
    fn every_wrong_text_is_seen() {
        let tree = Tree::of(&[
            (
                "locales/en.json",
                "{\n\"a\": \"{x}\",\n\"b.days_one\": \"{n}\",\n\"b.days_other\": \"{n}\",\n\"old\": \"x\"}",
            ),
            (
                "locales/ru.json",
                "{\n\"a\": \"{y}\",\n\"b.days_one\": \"{n}\",\n\"b.days_few\": \"\",\n\"b.days_other\": \"{n}\"}",
            ),
            ("locales/vi.json", "{\n\"a\": \"{x} 5 ₫\",\n\"b.days_other\": \"{n}\u{a0}₫\"}"),
            ("src/x.rs", "fn f() { view! { <p>{t::b_days(1)}</p> } } #[cfg(test)] mod tests { use super::t::a; }"),
        ]);
        let places = [
            "locales/vi.json:2",
            "locales/en.json:5",
            "locales/ru.json:1",
            "locales/ru.json:2",
            "locales/ru.json:4",
            "locales/ru.json:4",
        ];
        expect_places(wrong_texts(&tree), &places);
        expect_places(unused_texts(&tree), &["locales/vi.json:2"]);
    }
}
