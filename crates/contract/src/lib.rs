//! What travels between the backend and its clients: requests, responses, ids, error codes, limits and paths.
//!
//! Every field of every type here is public API. Unknown enum values decode to `Unknown`, unknown fields are ignored, so an old app
//! goes on working against a newer backend.
#![deny(missing_docs)]

mod activity;
mod change;
mod config;
pub mod connector;
pub mod embed;
mod error;
mod export;
mod ids;
pub mod limits;
mod link;
mod pair;
mod passkey;
pub mod paths;
mod phone;
mod program;
mod quote;
mod reward;
mod session;
mod sign_in;
mod transfer;
mod wallet;

pub use activity::{Activity, ActivityGroup, ActivityKind, Effect, Page};
pub use change::Change;
pub use config::{Accent, Config, Links};
pub use error::{Code, FieldError, Problem};
pub use export::{Consent, Export, PastSession, UnlinkedMembership};
pub use ids::{
    ChallengeId, CodeRequestId, LinkId, MembershipId, PartnerId, PasskeyId, ProgramId, QuoteId, RewardId, SessionId,
    TransferId,
};
pub use link::{LinkAsk, LinkConfirm, LinkStarted, read_number};
pub use pair::{Pair, PairHistory, PairRow, Pairs};
pub use passkey::{
    Challenge, Passkey, PasskeyAdd, PasskeyRename, PasskeySignIn, Passkeys, Proved, STEP_UP_HEADER, StepUp,
    StepUpAction, StepUpAsk, StepUpProof,
};
pub use phone::{BadPhone, Phone};
pub use points;
pub use program::{Extension, Owner, Program, Programs};
pub use quote::{Quote, QuoteRequest};
pub use reward::{CategoryCount, Reward, RewardDetail, RewardPrice, RewardSort, Rewards};
pub use session::{Language, Me, MeChange, NewDevice, Session};
pub use sign_in::{CodeAsk, CodeSent, LEGAL_VERSION, SessionInfo, Sessions, SignIn};
pub use transfer::{BY_OPERATOR, NOT_EXECUTED, TOO_MANY_POINTS, Transfer, TransferAccept, TransferEvent, Transfers};
pub use wallet::{Balance, Expiring, Lot, Membership, MembershipDetail, Tier, Wallet};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_newer_server_decode_as_unknown() {
        assert_eq!(serde_json::from_str::<Code>("\"new_code\"").unwrap(), Code::Unknown);
        assert_eq!(serde_json::from_str::<ActivityKind>("\"lottery\"").unwrap(), ActivityKind::Unknown);
        assert_eq!(serde_json::from_str::<Language>("\"fr\"").unwrap(), Language::Unknown);
        assert_eq!(serde_json::from_str::<Owner>("\"shared\"").unwrap(), Owner::Unknown);
        let state: points::transfer::State = serde_json::from_str("\"teleported\"").unwrap();
        assert_eq!(state, points::transfer::State::Unknown);
        let rule: points::expiry::ExpiryRule = serde_json::from_str(r#"{"kind":"moon_phase","n":1}"#).unwrap();
        assert_eq!(rule, points::expiry::ExpiryRule::Unknown);
    }

    #[test]
    fn only_random_or_time_ordered_uuids_in_one_spelling_are_ids() {
        let valid = |text: &str| TransferId(text.into()).is_valid();
        assert!(valid("0190b5a8-7c3e-7b1a-9c2d-3e4f5a6b7c8d") && valid("7f9c24e5-2f8b-4c6d-8e1f-0a1b2c3d4e5f"));
        for bad in [
            "",
            "7F9C24E5-2F8B-4C6D-8E1F-0A1B2C3D4E5F",
            "7f9c24e5-2f8b-1c6d-8e1f-0a1b2c3d4e5f",
            "7f9c24e52f8b4c6d8e1f0a1b2c3d4e5f",
        ] {
            assert!(!valid(bad), "{bad} was taken");
        }
    }
}
