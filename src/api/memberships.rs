//! One membership with its lots.

use super::client;
use super::error::ApiError;
use contract::{MembershipDetail, MembershipId, paths};

/// The membership, its lots, pending points and latest activity.
pub async fn get(id: &MembershipId) -> Result<MembershipDetail, ApiError> {
    client::get(&paths::fill(paths::MEMBERSHIP, &[&id.0])).await
}

/// Takes the membership out of the wallet. The account stays with its program.
pub async fn unlink(id: &MembershipId) -> Result<(), ApiError> {
    client::delete(&paths::fill(paths::MEMBERSHIP, &[&id.0])).await
}
