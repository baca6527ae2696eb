//! The paths of the API, version 1. `{…}` stands for an id.

/// Where the API begins.
pub const BASE: &str = "/api/v1";
/// `GET`: who is signed in; always 200. `DELETE`: sign out.
pub const SESSION: &str = "/api/v1/session";
/// `POST`: a fresh demo member, signed in. Only in demo mode.
pub const SESSION_DEMO: &str = "/api/v1/session/demo";
/// `PATCH`: change language, time zone or currency.
pub const ME: &str = "/api/v1/me";
/// `GET`: everything the first screen shows.
pub const WALLET: &str = "/api/v1/wallet";
/// `GET`: programs and currencies; readable signed out.
pub const PROGRAMS: &str = "/api/v1/programs";
/// `GET`: pairs in force and announced; readable signed out.
pub const PAIRS: &str = "/api/v1/pairs";
/// `GET`: one pair with its history; readable signed out.
pub const PAIR: &str = "/api/v1/pairs/{from}/{to}";
/// `GET`: one membership with its lots.
pub const MEMBERSHIP: &str = "/api/v1/memberships/{id}";
/// `GET`: a page of activity.
pub const ACTIVITY: &str = "/api/v1/activity";
/// `POST`: ask for a quote.
pub const QUOTES: &str = "/api/v1/quotes";
/// `GET`: a quote, while its terms stand and after.
pub const QUOTE: &str = "/api/v1/quotes/{id}";
/// `GET`: a page of transfers, newest first.
pub const TRANSFERS: &str = "/api/v1/transfers";
/// `PUT`: accept a quote. `GET`: the transfer's current state.
pub const TRANSFER: &str = "/api/v1/transfers/{id}";
/// `POST`: take it back while it waits.
pub const TRANSFER_CANCEL: &str = "/api/v1/transfers/{id}/cancel";
/// `POST`: do not wait for the end of the window.
pub const TRANSFER_SEND_NOW: &str = "/api/v1/transfers/{id}/send-now";
/// `GET`: a page of rewards; readable signed out.
pub const REWARDS: &str = "/api/v1/rewards";
/// `GET`: the contract as OpenAPI 3.1.
pub const OPENAPI: &str = "/api/v1/openapi.json";

/// Puts ids in the places of `{…}`, in their order.
///
/// ```
/// assert_eq!(contract::paths::fill(contract::paths::PAIR, &["lynkid", "skyjoy"]), "/api/v1/pairs/lynkid/skyjoy");
/// ```
pub fn fill(path: &str, ids: &[&str]) -> String {
    let mut ids = ids.iter();
    let parts = path.split('/').map(|part| if part.starts_with('{') { ids.next().unwrap_or(&"") } else { part });
    parts.collect::<Vec<&str>>().join("/")
}
