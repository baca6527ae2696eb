//! One file of texts per language, without key names: an array in the byte order of all keys of all languages.
//!
//! The app's build script numbers the keys in the same order, and checks that the languages fit each other. A plural form
//! that a language does not use stands as an empty text.

use crate::files::{self, Asset};
use eyre::{Result, WrapErr};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// The languages of the app; the first is the source, and the last resort of the page.
pub const LANGUAGES: [&str; 3] = ["vi", "en", "ru"];

type Texts = BTreeMap<String, String>;

pub fn publish(dist: &Path) -> Result<Vec<(&'static str, Asset)>> {
    let all = LANGUAGES.into_iter().map(|language| Ok((language, load(language)?))).collect::<Result<Vec<_>>>()?;
    let keys: BTreeSet<&String> = all.iter().flat_map(|(_, texts)| texts.keys()).collect();
    let mut published = Vec::new();
    for (language, texts) in &all {
        let values: Vec<&str> = keys.iter().map(|key| texts.get(*key).map_or("", String::as_str)).collect();
        let json = serde_json::to_vec(&values)?;
        published.push((*language, files::publish(dist, &format!("i18n-{language}"), "json", &json)?));
    }
    Ok(published)
}

fn load(language: &str) -> Result<Texts> {
    let path = format!("locales/{language}.json");
    serde_json::from_str(&files::read(path.as_ref())?).wrap_err_with(|| format!("{path} is not a flat object of texts"))
}
