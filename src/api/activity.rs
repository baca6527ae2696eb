//! Activity, page by page.

use super::client;
use super::error::ApiError;
use super::query;
use contract::{Activity, MembershipId, Page, paths};

/// A page of activity, newest first; of one membership or of all.
pub async fn list(membership: Option<&MembershipId>, cursor: Option<&str>) -> Result<Page<Activity>, ApiError> {
    let path = query(paths::ACTIVITY, &[("membership", membership.map(|id| id.0.as_str())), ("cursor", cursor)]);
    client::get(&path).await
}
