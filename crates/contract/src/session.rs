//! Who is signed in.

use points::{Date, Timestamp};
use serde::{Deserialize, Serialize};

/// The answer of `GET /session`. "Signed out" is a value, not an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The member, or nothing when signed out.
    pub member: Option<Me>,
    /// Whether "Try the demo" is offered here.
    pub demo: bool,
    /// The build of the app that this server serves; empty when it serves none.
    pub build: String,
    /// A sign-in on another device since this session last looked at its list of sessions.
    #[serde(default)]
    pub new_device: Option<NewDevice>,
}

/// A sign-in that the member may not know about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewDevice {
    /// Browser and system, such as `Chrome · Windows`; empty if unknown.
    pub device: String,
    /// When it signed in.
    pub at: Timestamp,
}

/// The signed-in member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// A short opaque mark of the member, to tell one member's local data from another's. Not an id of the API.
    pub mark: String,
    /// The name to show.
    pub name: String,
    /// Preferred language.
    pub language: Language,
    /// IANA time zone, such as `Asia/Ho_Chi_Minh`.
    pub zone: String,
    /// ISO 4217 code of the currency that values are shown in.
    pub currency: String,
    /// Birthday, if the member told it.
    pub birthday: Option<Date>,
    /// Whether this member is a demo member with sample data.
    pub demo: bool,
    /// The phone number that signs in, with all but its beginning and last three digits hidden: `+84 ••• ••• 678`.
    #[serde(default)]
    pub phone: Option<String>,
}

/// A change of the member's preferences; absent fields stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MeChange {
    /// Name to show: 1 to `limits::NAME_CHARS` characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Preferred language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// IANA time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// ISO 4217 code of one of the listed currencies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// A language of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Vietnamese.
    Vi,
    /// English.
    En,
    /// Russian.
    Ru,
    /// A language this version does not know; shown as the default.
    #[serde(other)]
    Unknown,
}

impl Language {
    /// The two-letter tag; the default's for `Unknown`.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Vi | Language::Unknown => "vi",
            Language::En => "en",
            Language::Ru => "ru",
        }
    }

    /// The language of that tag, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Language> {
        [Language::Vi, Language::En, Language::Ru].into_iter().find(|language| language.tag() == tag)
    }
}
