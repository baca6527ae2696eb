//! What the stream of events tells.

use crate::ids::{MembershipId, TransferId};
use points::transfer::State;
use serde::{Deserialize, Serialize};

/// Something of the member has changed: the `data` of an event. Its `id` is the member's number of the change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The transfer that entered a state; its balances may have changed with it. Without a state: its program stopped or began to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<TransferId>,
    /// The state it entered. By now it may be in another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// The membership whose balance changed without a transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<MembershipId>,
}
