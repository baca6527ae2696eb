//! What an operator sets without a fork. The backend writes it into the page as JSON, in `<meta name="gom-config">`.

use crate::session::Language;
use serde::{Deserialize, Serialize};

/// The operator's configuration, as the app reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    /// Name of the product.
    pub name: String,
    /// Colour of values and actions; `None` is Gom's own jade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<Accent>,
    /// Path of the logo on this origin; `None` is the name in letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Languages on offer, the default first.
    pub languages: Vec<Language>,
    /// ISO 4217 code of the currency of new members.
    pub currency: String,
    /// Where the API is, without `/api/v1`: empty for this origin, or an origin such as `https://api.example.com`.
    #[serde(default)]
    pub api: String,
    /// Pages of the operator.
    #[serde(default)]
    pub links: Links,
}

/// An accent for each look, `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accent {
    /// On light paper.
    pub light: String,
    /// On dark paper.
    pub dark: String,
}

/// Pages of the operator; what is not given leads to Gom's own page, or is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links {
    /// Terms of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
    /// Privacy notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<String>,
    /// Help for members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<String>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            name: "Gom".into(),
            accent: None,
            logo: None,
            languages: vec![Language::Vi, Language::En, Language::Ru],
            currency: "VND".into(),
            api: String::new(),
            links: Links::default(),
        }
    }
}
