//! Linking a membership: the member proves control of a number by a code that the program sends.

use crate::ids::{LinkId, ProgramId};
use points::Timestamp;
use serde::{Deserialize, Serialize};

/// The body of `POST /links`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkAsk {
    /// In which program.
    pub program: ProgramId,
    /// The membership number: letters and digits, spaces and hyphens between them are ignored.
    pub number: String,
}

/// The program has sent a code to whoever owns the number. The answer is the same for every number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkStarted {
    /// What the code is bound to.
    pub id: LinkId,
    /// The program.
    pub program: ProgramId,
    /// The number as it was understood.
    pub number: String,
    /// From this instant on the code is not taken.
    pub expires_at: Timestamp,
    /// From this instant on another code may be asked for.
    pub resend_at: Timestamp,
    /// The code itself, only in demo mode.
    #[serde(default)]
    pub demo_code: Option<String>,
}

/// The body of `POST /links/{id}/confirm`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkConfirm {
    /// `limits::CODE_DIGITS` digits.
    pub code: String,
}
