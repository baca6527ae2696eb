//! Signing in by phone number and one-time code, and the sessions that come of it.

use crate::ids::{CodeRequestId, SessionId};
use crate::session::Language;
use points::Timestamp;
use serde::{Deserialize, Serialize};

/// The day from which Gom's own terms and privacy notice are in force: the version that a new member agrees to.
pub const LEGAL_VERSION: &str = "2026-11-26";

/// The body of `POST /session/code`: send a code to this number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeAsk {
    /// A phone number as people write it; see [`crate::Phone`].
    pub phone: String,
}

/// A code is on its way. The answer is the same whether the number is known or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeSent {
    /// What the code is bound to.
    pub request: CodeRequestId,
    /// From this instant on the code is not taken.
    pub expires_at: Timestamp,
    /// From this instant on another code may be asked for.
    pub resend_at: Timestamp,
    /// The code itself, only in demo mode.
    #[serde(default)]
    pub demo_code: Option<String>,
}

/// The body of `POST /session`: the code that arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Which request.
    pub request: CodeRequestId,
    /// `limits::CODE_DIGITS` digits.
    pub code: String,
    /// Agreement to the terms and the privacy notice; needed when the number is new.
    #[serde(default)]
    pub consent: bool,
    /// Language of a new member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// IANA zone of a new member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// The live sessions of the member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sessions {
    /// This one first, then by last use.
    pub items: Vec<SessionInfo>,
}

/// One signed-in device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionInfo {
    /// Its id, to end it.
    pub id: SessionId,
    /// Browser and system, such as `Chrome · Windows`; empty if unknown.
    pub device: String,
    /// When it signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
    /// Whether it signed in after the one that asks last looked at this list.
    pub fresh: bool,
}
