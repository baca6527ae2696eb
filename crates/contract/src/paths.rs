//! The paths of the API, version 1. `{…}` stands for an id.

/// Where the API begins.
pub const BASE: &str = "/api/v1";
/// `GET`: who is signed in; always 200. `POST`: sign in by code. `DELETE`: sign out.
pub const SESSION: &str = "/api/v1/session";
/// `POST`: a fresh demo member, signed in. Only in demo mode.
pub const SESSION_DEMO: &str = "/api/v1/session/demo";
/// `POST`: send a sign-in code to a phone number.
pub const SESSION_CODE: &str = "/api/v1/session/code";
/// `POST`: a challenge to sign in with a passkey.
pub const SESSION_PASSKEY_START: &str = "/api/v1/session/passkey/start";
/// `POST`: sign in with a passkey.
pub const SESSION_PASSKEY: &str = "/api/v1/session/passkey";
/// `GET`: the member's passkeys. `POST`: add one.
pub const PASSKEYS: &str = "/api/v1/passkeys";
/// `POST`: a challenge to add a passkey.
pub const PASSKEYS_START: &str = "/api/v1/passkeys/start";
/// `PATCH`: rename a passkey.
pub const PASSKEY: &str = "/api/v1/passkeys/{id}";
/// `POST`: remove a passkey.
pub const PASSKEY_REMOVE: &str = "/api/v1/passkeys/{id}/remove";
/// `POST`: ask for what a protected step has to prove.
pub const STEP_UP: &str = "/api/v1/step-up";
/// `POST`: prove it.
pub const STEP_UP_PROOF: &str = "/api/v1/step-up/{id}/proof";
/// `GET`: the member's live sessions. `DELETE`: end all of them, this one too.
pub const SESSIONS: &str = "/api/v1/sessions";
/// `POST`: the member has seen the list; new devices are known from now on.
pub const SESSIONS_SEEN: &str = "/api/v1/sessions/seen";
/// `DELETE`: end one session.
pub const SESSION_ONE: &str = "/api/v1/sessions/{id}";
/// `GET`: everything about the member, as one file.
pub const EXPORT: &str = "/api/v1/export";
/// `POST`: start linking a membership number; its program sends a code.
pub const LINKS: &str = "/api/v1/links";
/// `POST`: prove control of the number by the code.
pub const LINK_CONFIRM: &str = "/api/v1/links/{id}/confirm";
/// `PATCH`: change name, language, time zone or currency. `DELETE`: close the account.
pub const ME: &str = "/api/v1/me";
/// `GET`: everything the first screen shows.
pub const WALLET: &str = "/api/v1/wallet";
/// `GET`: programs and currencies; readable signed out.
pub const PROGRAMS: &str = "/api/v1/programs";
/// `GET`: pairs in force and announced; readable signed out.
pub const PAIRS: &str = "/api/v1/pairs";
/// `GET`: one pair with its history; readable signed out.
pub const PAIR: &str = "/api/v1/pairs/{from}/{to}";
/// `GET`: one membership with its lots. `DELETE`: unlink it.
pub const MEMBERSHIP: &str = "/api/v1/memberships/{id}";
/// `GET`: a page of activity.
pub const ACTIVITY: &str = "/api/v1/activity";
/// `GET`: all activity that fits the filters, as CSV.
pub const ACTIVITY_CSV: &str = "/api/v1/activity.csv";
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
/// `GET`: what changes, as it happens: server-sent events.
pub const EVENTS: &str = "/api/v1/events";
/// `GET`: search, filter and sort rewards, page by page; readable signed out.
pub const REWARDS: &str = "/api/v1/rewards";
/// `GET`: one reward; readable signed out.
pub const REWARD: &str = "/api/v1/rewards/{id}";
/// `GET`: a partner whose pages may frame the wallet; readable signed out.
pub const PARTNER: &str = "/api/v1/partners/{id}";
/// The document for a partner's frame; `?partner=` names the partner.
pub const EMBED_BALANCE: &str = "/embed/balance";
/// The script that a partner's page loads.
pub const EMBED_SCRIPT: &str = "/embed/v1.js";
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

/// The path with those parameters behind a `?` that have a value.
///
/// ```
/// use contract::paths::{REWARDS, query};
/// assert_eq!(query(REWARDS, &[("q", "cà phê"), ("program", ""), ("sort", "best")]), "/api/v1/rewards?q=c%C3%A0%20ph%C3%AA&sort=best");
/// assert_eq!(query(REWARDS, &[("q", "")]), REWARDS);
/// ```
pub fn query(path: &str, parameters: &[(&str, &str)]) -> String {
    let mut address = String::from(path);
    for (name, value) in parameters.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(if address.len() == path.len() { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        escape(value, &mut address);
    }
    address
}

/// Every byte of UTF-8 that has, or may have, a meaning of its own in an address is written by its number.
fn escape(text: &str, address: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            address.push(char::from(byte));
        } else {
            address.push('%');
            address.push(char::from(DIGITS[usize::from(byte >> 4)]));
            address.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}
/// `POST`: a partner's system tells what became of an order; signed, not for members.
pub const CONNECTOR_CALLBACK: &str = "/api/v1/connectors/{program}/callback";
/// Where callbacks of partners begin.
pub const CONNECTORS: &str = "/api/v1/connectors/";
