//! Makes one typed function for every text of locales/, and fails the build when a language does not fit.
//!
//! The texts themselves are not compiled in: a text is known by its number, the position of its key among all keys of all languages
//! in byte order. The same order makes the lists that the page loads: `/i18n-<lang>-….txt` of locales/ with the first screen, and
//! `/i18n-pages-<lang>-….txt` of locales/pages/, whose numbers go on where the first ones end. Keys of a plural family end in
//! `_one`, `_few`, `_many` or `_other`; a form that a language does not use stands as an empty text.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs, process};

const LANGUAGES: [(&str, &[&str]); 3] =
    [("vi", &["other"]), ("en", &["one", "other"]), ("ru", &["one", "few", "many", "other"])];
const FORMS: [&str; 4] = ["one", "few", "many", "other"];

type Texts = BTreeMap<String, String>;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build.rs");
    if let Err(problems) = run() {
        for problem in problems {
            println!("cargo::error={problem}");
        }
        process::exit(1);
    }
}

fn run() -> Result<(), Vec<String>> {
    let first = write("locales/", "texts.rs", 0)?;
    write("locales/pages/", "pages.rs", first).map(drop)
}

/// Writes the functions for the texts of a folder, which are numbered from `start` on; answers the number after them.
fn write(folder: &str, file: &str, start: usize) -> Result<usize, Vec<String>> {
    let languages = LANGUAGES
        .map(|(language, _)| read(folder, language))
        .into_iter()
        .collect::<Result<Vec<Texts>, String>>()
        .map_err(|e| vec![e])?;
    let problems = check(folder, &languages);
    if !problems.is_empty() {
        return Err(problems);
    }
    let order: BTreeSet<&String> = languages.iter().flat_map(Texts::keys).collect();
    let order: Vec<&str> = order.into_iter().map(String::as_str).collect();
    let code = functions(&languages[0], &order, start) + &table(&languages[0], &order);
    let out = env::var("OUT_DIR").map_err(|e| vec![e.to_string()])?;
    fs::write([&out, "/", file].concat(), code).map_err(|e| vec![e.to_string()])?;
    Ok(start + order.len())
}

fn read(folder: &str, language: &str) -> Result<Texts, String> {
    let path = [folder, language, ".json"].concat();
    let text = fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))?;
    let map: Map<String, Value> = serde_json::from_str(&text).map_err(|e| format!("{path}: {e}"))?;
    let entry = |(key, value): (String, Value)| match value {
        Value::String(text) if !text.contains('\n') => Ok((key, text)),
        Value::String(_) => Err(format!("{path}: {key} is more than one line, and a line is a text of the list")),
        _ => Err(format!("{path}: {key} is not a text")),
    };
    map.into_iter().map(entry).collect()
}

/// Splits the key of a plural form into its family and the form.
fn plural(key: &str) -> Option<(&str, &str)> {
    key.rsplit_once('_').filter(|(_, form)| FORMS.contains(form))
}

fn check(folder: &str, languages: &[Texts]) -> Vec<String> {
    let source = &languages[0];
    let mut problems = Vec::new();
    for ((language, forms), texts) in LANGUAGES.iter().zip(languages) {
        for (key, text) in source {
            let wanted: Vec<String> = match plural(key) {
                Some((family, _)) => forms.iter().map(|form| [family, "_", form].concat()).collect(),
                None => vec![key.clone()],
            };
            for wanted in wanted {
                match texts.get(&wanted) {
                    None => problems.push(format!("{folder}{language}.json: {wanted} is missing")),
                    Some(other) if names(other) != names(text) => {
                        problems.push(format!("{folder}{language}.json: {wanted} has other placeholders than vi"));
                    }
                    Some(_) => {}
                }
            }
        }
        for key in texts.keys() {
            let known = match plural(key) {
                Some((family, form)) => source.contains_key(&[family, "_other"].concat()) && forms.contains(&form),
                None => source.contains_key(key),
            };
            if !known {
                problems.push(format!("{folder}{language}.json: {key} is not in vi, or not a form of this language"));
            }
        }
    }
    problems
}

/// The names of a text's placeholders, each once.
fn names(text: &str) -> BTreeSet<String> {
    in_order(text).into_iter().collect()
}

fn in_order(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in text.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !found.iter().any(|known| known == name)
        {
            found.push(name.to_string());
        }
    }
    found
}

fn functions(source: &Texts, order: &[&str], start: usize) -> String {
    let number = |key: &str| order.iter().position(|k| *k == key).map(|place| start + place);
    let mut code = String::new();
    for (key, text) in source {
        let family = plural(key).map(|(family, _)| family);
        let name = family.unwrap_or(key).replace(['.', '-'], "_");
        let arguments: Vec<String> = in_order(text).into_iter().filter(|a| family.is_none() || a != "n").collect();
        let mut parameters: String = arguments.iter().map(|a| format!("{a}: &str, ")).collect();
        let mut pairs: String = arguments.iter().map(|a| format!("({a:?}, {a}), ")).collect();
        let mut text_of = format!("crate::i18n::table::text({})", number(key).unwrap_or_default());
        if let Some(family) = family {
            parameters.insert_str(0, "n: u64, ");
            pairs.push_str("(\"n\", &crate::i18n::number(n)), ");
            let forms = FORMS.map(|form| number(&[family, "_", form].concat()).map_or("0".into(), |n| n.to_string()));
            text_of = format!("crate::i18n::table::plural(n, [{}])", forms.join(", "));
        }
        let doc = text.replace('\n', " ");
        let _ = match pairs.is_empty() {
            true => writeln!(code, "/// {doc}\npub fn {name}() -> &'static str {{ {text_of} }}"),
            false => {
                let body = format!("crate::i18n::table::fill({text_of}, &[{pairs}])");
                writeln!(code, "/// {doc}\npub fn {name}({parameters}) -> String {{ {body} }}")
            }
        };
    }
    code
}

/// The Vietnamese texts, for native tests only: in the browser they are loaded.
fn table(source: &Texts, order: &[&str]) -> String {
    let texts: Vec<&str> = order.iter().map(|key| source.get(*key).map_or("", String::as_str)).collect();
    format!(
        "#[cfg(not(target_arch = \"wasm32\"))]\npub(in crate::i18n) const VIETNAMESE: [&str; {}] = {texts:?};\n",
        texts.len()
    )
}
