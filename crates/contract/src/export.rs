//! Everything about a member, in one file.

use crate::activity::Activity;
use crate::ids::{MembershipId, ProgramId};
use crate::passkey::Passkey;
use crate::quote::Quote;
use crate::session::Me;
use crate::sign_in::SessionInfo;
use crate::transfer::Transfer;
use crate::wallet::MembershipDetail;
use points::Timestamp;
use serde::{Deserialize, Serialize};

/// The answer of `GET /export`: everything this server knows about the member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    /// The server's time of this answer.
    pub as_of: Timestamp,
    /// The member.
    pub me: Me,
    /// The whole phone number, if the member signs in with one.
    pub phone: Option<String>,
    /// When the member came.
    pub created_at: Timestamp,
    /// What the member agreed to.
    pub consents: Vec<Consent>,
    /// Live sessions.
    pub sessions: Vec<SessionInfo>,
    /// Sessions that are over and still remembered, newest first.
    #[serde(default)]
    pub past_sessions: Vec<PastSession>,
    /// When each browser that is known by a cookie of its own last signed in with the member's number.
    #[serde(default)]
    pub known_browsers: Vec<Timestamp>,
    /// Passkeys.
    #[serde(default)]
    pub passkeys: Vec<Passkey>,
    /// Linked memberships with all their lots.
    pub memberships: Vec<MembershipDetail>,
    /// Memberships that were linked once, oldest first.
    #[serde(default)]
    pub unlinked: Vec<UnlinkedMembership>,
    /// All activity, newest first.
    pub activity: Vec<Activity>,
    /// All transfers, newest first.
    pub transfers: Vec<Transfer>,
    /// Quotes that no transfer was made of and that are not forgotten yet, newest first.
    #[serde(default)]
    pub quotes: Vec<Quote>,
}

/// A session that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastSession {
    /// Browser and system, such as `Chrome · Windows`; empty if unknown.
    pub device: String,
    /// When it signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub seen_at: Timestamp,
    /// When it was ended; `null` where its time was over.
    pub ended_at: Option<Timestamp>,
}

/// A membership that is not linked any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnlinkedMembership {
    /// What it was called in activity and transfers.
    pub id: MembershipId,
    /// Its program.
    pub program: ProgramId,
    /// Its number there.
    pub number: String,
    /// When it was linked last.
    pub linked_at: Timestamp,
    /// When it was unlinked.
    pub unlinked_at: Timestamp,
}

/// An agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consent {
    /// `terms` or `privacy`.
    pub document: String,
    /// Which text of it: the day from which that text is in force.
    pub version: String,
    /// When.
    pub at: Timestamp,
}
