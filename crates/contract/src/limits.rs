//! Every limit of the API, named. The backend enforces them, the app asks for no more.

/// Largest request body, in bytes.
pub const BODY_BYTES: usize = 16 * 1024;
/// Entries on a page when the request does not say.
pub const PAGE_DEFAULT: u32 = 30;
/// Most entries on a page.
pub const PAGE_MOST: u32 = 100;
/// Longest cursor, in bytes.
pub const CURSOR_BYTES: usize = 200;
/// Recent entries that come with the wallet.
pub const WALLET_RECENT: u32 = 5;
/// Days before the end of a lot in which the wallet warns.
pub const EXPIRY_WARN_DAYS: i64 = 30;
/// Seconds after which the server gives up a request.
pub const REQUEST_SECONDS: u64 = 20;
/// Seconds after which the app gives up waiting for an answer.
pub const CLIENT_TIMEOUT_SECONDS: u32 = 15;
/// Days without use after which a session ends.
pub const SESSION_SLIDING_DAYS: i64 = 90;
/// Days after which a session ends whatever happens.
pub const SESSION_ABSOLUTE_DAYS: i64 = 365;
/// Quotes one member may ask for in a minute.
pub const QUOTES_PER_MINUTE: u32 = 120;
/// New demo members in a minute, for the whole server.
pub const DEMO_MEMBERS_PER_MINUTE: u32 = 120;
/// Longest time zone name, in bytes.
pub const ZONE_BYTES: usize = 64;
/// Most pairs a seed or import may hold, and most programs.
pub const PAIRS_MOST: usize = 2_000;
/// Most programs of one coalition.
pub const PROGRAMS_MOST: usize = 500;
/// Seconds in which a demo member can take a transfer back, unless the operator says otherwise.
pub const DEMO_CANCEL_SECONDS: u32 = 60;
/// Builds of the app whose files are kept for tabs that are still open.
pub const BUILDS_KEPT: usize = 5;
/// Seconds a connection may take to send the head of its next request.
pub const HEAD_SECONDS: u64 = 30;
/// Most connections at a time; more wait to be accepted.
pub const CONNECTIONS_MOST: usize = 10_000;
