//! One membership with its lots.

use super::client;
use super::error::ApiError;
use contract::{MembershipDetail, MembershipId, paths};

/// The membership, its lots, pending points and latest activity.
pub async fn get(id: &MembershipId) -> Result<MembershipDetail, ApiError> {
    client::get(&paths::fill(paths::MEMBERSHIP, &[&id.0])).await
}
