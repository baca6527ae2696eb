//! Activity, page by page.

use super::client;
use super::error::ApiError;
use contract::{Activity, ActivityGroup, MembershipId, Page, paths};

/// Which entries are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of this membership.
    pub membership: Option<MembershipId>,
    /// Only those of this kind.
    pub group: Option<ActivityGroup>,
}

/// A page of activity, newest first.
pub async fn list(filter: &Filter, cursor: Option<&str>) -> Result<Page<Activity>, ApiError> {
    client::get(&address(paths::ACTIVITY, filter, cursor)).await
}

/// All of it as a file, with the mark by which spreadsheets know the encoding: reading an answer as text takes it off.
pub async fn csv(filter: Filter) -> Result<String, ApiError> {
    let text = client::get_whole(&address(paths::ACTIVITY_CSV, &filter, None)).await?;
    Ok(["\u{feff}", &text].concat())
}

fn address(path: &str, filter: &Filter, cursor: Option<&str>) -> String {
    let membership = filter.membership.as_ref().map_or("", |id| &id.0);
    let kind = filter.group.map_or("", ActivityGroup::tag);
    paths::query(path, &[("membership", membership), ("kind", kind), ("cursor", cursor.unwrap_or_default())])
}
