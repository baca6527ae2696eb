//! Identifiers, one type each, so that one cannot stand where another belongs.

use serde::{Deserialize, Serialize};

macro_rules! text_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_ids! {
    /// A program's short name, such as `lotusmiles`: lower-case letters, digits and hyphens.
    ProgramId;
    /// A member's account in one program; a UUID made by the server.
    MembershipId;
    /// A quote; a UUID made by the server.
    QuoteId;
    /// A request for a sign-in code; a UUID made by the server.
    CodeRequestId;
    /// A signed-in device; a UUID made by the server.
    SessionId;
    /// A membership that is being linked; a UUID made by the server.
    LinkId;
    /// A passkey; a UUID made by the server.
    PasskeyId;
    /// Something to be proved, by a passkey or a code; a UUID made by the server.
    ChallengeId;
    /// A partner's short name, such as `demo-shop`: lower-case letters, digits and hyphens.
    PartnerId;
    /// A transfer; a UUID (version 4 or 7) made by the client before it is sent.
    TransferId;
}

/// A reward's short number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct RewardId(pub u32);

impl TransferId {
    /// Whether the text is a UUID of version 4 or 7 in lower-case hyphenated form, which is the only form taken.
    pub fn is_valid(&self) -> bool {
        let bytes = self.0.as_bytes();
        let hyphen = |i: usize| matches!(i, 8 | 13 | 18 | 23);
        let fits = |(i, b): (usize, &u8)| if hyphen(i) { *b == b'-' } else { matches!(b, b'0'..=b'9' | b'a'..=b'f') };
        bytes.len() == 36
            && bytes.iter().enumerate().all(fits)
            && matches!(bytes[14], b'4' | b'7')
            && matches!(bytes[19], b'8' | b'9' | b'a' | b'b')
    }
}
