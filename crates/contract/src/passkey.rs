//! Passkeys, and the proof that a protected step asks for.
//!
//! What goes to the browser's WebAuthn functions, and what comes from them, travels as a text of JSON: neither the app nor this
//! crate looks inside.

use crate::ids::{ChallengeId, PasskeyId, QuoteId, TransferId};
use points::Timestamp;
use serde::{Deserialize, Serialize};

/// The request header of a transfer that carries the id of a step-up that was proved.
pub const STEP_UP_HEADER: &str = "gom-step-up";

/// The member's passkeys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkeys {
    /// Oldest first.
    pub items: Vec<Passkey>,
}

/// One passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkey {
    /// Its id, to rename or remove it.
    pub id: PasskeyId,
    /// What the member calls it.
    pub name: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used to sign in or to prove something.
    pub used_at: Option<Timestamp>,
}

/// A challenge for the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// Send it back with what the browser answers.
    pub id: ChallengeId,
    /// From this instant on it is not taken.
    pub expires_at: Timestamp,
    /// JSON: the argument of `navigator.credentials.create` or `.get`, its binary members in base64url.
    pub options: String,
}

/// The body of `POST /passkeys`: what the browser made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyAdd {
    /// The challenge.
    pub id: ChallengeId,
    /// What the member calls it: 1 to `limits::PASSKEY_NAME_CHARS` characters.
    pub name: String,
    /// JSON: the credential, its binary members in base64url.
    pub credential: String,
}

/// The body of `PATCH /passkeys/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyRename {
    /// 1 to `limits::PASSKEY_NAME_CHARS` characters.
    pub name: String,
}

/// The body of `POST /passkeys/start` and of `POST /passkeys/{id}/remove`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Proved {
    /// A step-up for this step that was proved.
    pub step_up: ChallengeId,
}

/// The body of `POST /session/passkey`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeySignIn {
    /// The challenge.
    pub id: ChallengeId,
    /// JSON: the assertion, its binary members in base64url.
    pub credential: String,
}

/// The body of `POST /step-up`: what is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StepUpAsk {
    /// Which step.
    pub action: StepUpAction,
    /// With `transfer`: its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<TransferId>,
    /// With `transfer`: the quote it accepts. The proof is bound to the quote's amount and both sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<QuoteId>,
    /// With `remove_passkey`: which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<PasskeyId>,
    /// Ask for a one-time code although there is a passkey. Only to remove one, which may be lost.
    #[serde(default)]
    pub code: bool,
}

/// A step that needs a fresh proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepUpAction {
    /// Accept a quote.
    Transfer,
    /// Add a passkey.
    AddPasskey,
    /// Remove one.
    RemovePasskey,
}

/// What has to be proved, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepUp {
    /// Once it is proved, the value of the header `Gom-Step-Up`, or of `step_up` in a body.
    pub id: ChallengeId,
    /// From this instant on neither the proof nor the id is taken.
    pub expires_at: Timestamp,
    /// JSON: the argument of `navigator.credentials.get`, its binary members in base64url. `None`: a code proves it.
    pub options: Option<String>,
    /// Where the code went, mostly hidden; `None` for a member without a phone, whose code is only shown.
    pub sent_to: Option<String>,
    /// From this instant on another code may be asked for.
    pub resend_at: Option<Timestamp>,
    /// The code itself, only in demo mode.
    pub demo_code: Option<String>,
}

/// The body of `POST /step-up/{id}/proof`: exactly one of both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StepUpProof {
    /// JSON: the assertion, its binary members in base64url.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
    /// The code that arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}
