//! Two files of texts per language, without key names: a line for each text, in the byte order of the keys of all languages. One has
//! the first screen and what all pages share; the other is loaded with the first page that is not the first screen.

use crate::files::{self, Asset};
use eyre::{Result, WrapErr};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// The languages of the app; the first is the last resort of the page.
pub const LANGUAGES: [&str; 3] = ["vi", "en", "ru"];

type Texts = BTreeMap<String, String>;

/// The files of one language.
pub struct Files {
    pub language: &'static str,
    pub first: Asset,
    pub pages: Asset,
}

pub fn publish(dist: &Path) -> Result<Vec<Files>> {
    let (first, pages) =
        (publish_folder(dist, "locales", "i18n")?, publish_folder(dist, "locales/pages", "i18n-pages")?);
    let both = LANGUAGES.into_iter().zip(first).zip(pages);
    Ok(both.map(|((language, first), pages)| Files { language, first, pages }).collect())
}

/// The order is the one of `build.rs`, which gives every text its number and checks that the languages fit: the
/// keys of all languages together, because plural forms differ. A form that a language lacks is an empty text.
fn publish_folder(dist: &Path, folder: &str, stem: &str) -> Result<Vec<Asset>> {
    let load = |language| load(&format!("{folder}/{language}.json"));
    let languages = LANGUAGES.map(load).into_iter().collect::<Result<Vec<Texts>>>()?;
    let keys: BTreeSet<&String> = languages.iter().flat_map(Texts::keys).collect();
    let publish_one = |(name, texts): (&'static str, &Texts)| {
        let values: Vec<&str> = keys.iter().map(|key| texts.get(*key).map_or("", String::as_str)).collect();
        files::publish(dist, &format!("{stem}-{name}"), "txt", values.join("\n").as_bytes())
    };
    LANGUAGES.into_iter().zip(&languages).map(publish_one).collect()
}

fn load(path: &str) -> Result<Texts> {
    serde_json::from_str(&files::read(path.as_ref())?).wrap_err_with(|| format!("{path} is not a flat object of texts"))
}
