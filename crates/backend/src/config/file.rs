//! The form of the file. Every value keeps its place in the text, so that a refusal can name the line.

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    pub name: Option<Spanned<String>>,
    pub languages: Option<Spanned<Vec<Spanned<String>>>>,
    pub currency: Option<Spanned<String>>,
    pub api: Option<Spanned<String>>,
    pub logo: Option<Spanned<String>>,
    pub accent: Option<WrittenAccent>,
    #[serde(default)]
    pub links: WrittenLinks,
    #[serde(default)]
    pub partners: Vec<WrittenPartner>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenAccent {
    pub light: Spanned<String>,
    pub dark: Spanned<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenLinks {
    pub terms: Option<Spanned<String>>,
    pub privacy: Option<Spanned<String>>,
    pub support: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenPartner {
    pub id: Spanned<String>,
    pub name: Spanned<String>,
    pub program: Spanned<String>,
    pub origins: Spanned<Vec<Spanned<String>>>,
}
