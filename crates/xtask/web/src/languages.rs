//! One file of texts per language, without key names: an array in the byte order of the keys of all languages.

use crate::files::{self, Asset};
use eyre::{Result, WrapErr};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// The languages of the app; the first is the last resort of the page.
pub const LANGUAGES: [&str; 3] = ["vi", "en", "ru"];

type Texts = BTreeMap<String, String>;

/// The order is the one of `build.rs`, which gives every text its number and checks that the languages fit: the
/// keys of all languages together, because plural forms differ. A form that a language lacks is an empty text.
pub fn publish(dist: &Path) -> Result<Vec<(&'static str, Asset)>> {
    let languages = LANGUAGES.map(load).into_iter().collect::<Result<Vec<Texts>>>()?;
    let keys: BTreeSet<&String> = languages.iter().flat_map(Texts::keys).collect();
    let publish_one = |(name, texts): (&'static str, &Texts)| {
        let values: Vec<&str> = keys.iter().map(|key| texts.get(*key).map_or("", String::as_str)).collect();
        let file = files::publish(dist, &format!("i18n-{name}"), "json", &serde_json::to_vec(&values)?)?;
        Ok((name, file))
    };
    LANGUAGES.into_iter().zip(&languages).map(publish_one).collect()
}

fn load(language: &str) -> Result<Texts> {
    let path = format!("locales/{language}.json");
    serde_json::from_str(&files::read(path.as_ref())?).wrap_err_with(|| format!("{path} is not a flat object of texts"))
}
