//! One file of texts per language, without key names: an array in the byte order of the keys of the source language.

use crate::files::{self, Asset};
use eyre::{Result, WrapErr, ensure};
use std::{collections::BTreeMap, path::Path};

/// The languages of the app; the first is the source that fixes the order, and the last resort of the page.
pub const LANGUAGES: [&str; 3] = ["vi", "en", "ru"];

type Texts = BTreeMap<String, String>;

pub fn publish(dist: &Path) -> Result<Vec<(&'static str, Asset)>> {
    let source = load(LANGUAGES[0])?;
    let mut published = Vec::new();
    for language in LANGUAGES {
        let texts = load(language)?;
        ensure!(
            texts.keys().eq(source.keys()),
            "locales/{language}.json: {}",
            difference(&source, &texts).unwrap_or_default()
        );
        let values = serde_json::to_vec(&texts.values().collect::<Vec<_>>())?;
        published.push((language, files::publish(dist, &format!("i18n-{language}"), "json", &values)?));
    }
    Ok(published)
}

fn load(language: &str) -> Result<Texts> {
    let path = format!("locales/{language}.json");
    serde_json::from_str(&files::read(path.as_ref())?).wrap_err_with(|| format!("{path} is not a flat object of texts"))
}

/// Names the first key that only one of the two languages has.
fn difference(source: &Texts, texts: &Texts) -> Option<String> {
    let missing = source.keys().find(|key| !texts.contains_key(*key)).map(|key| format!("{key} is missing"));
    missing.or_else(|| texts.keys().find(|key| !source.contains_key(*key)).map(|key| format!("{key} is unknown")))
}
