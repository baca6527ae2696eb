//! Words, numbers, money and dates in the member's language.
//!
//! Every text is a function of [`t`], made by build.rs from locales/vi.json: `t::wallet_total()`, `t::wallet_alert(amount, name)`,
//! `t::wallet_programs(4)`. A key that is missing in a language fails the build. Formats come from the browser's Intl.

mod format;
mod moment;
mod own;
mod table;
mod words;

/// One function for each text.
pub mod t {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

pub use crate::platform::intl::MoneyParts;
pub use format::{approx_money, change, money, money_parts, number, percent, points};
pub use moment::{
    Now, ago, browser_zone, countdown, date, date_time, day, duration_hours, length, month, set_zone, stopwatch, time,
    zone,
};
pub use own::{DOTS, hidden_word, hide_own, own};
pub use table::{language, load};
pub use words::{activity_group, activity_kind, days, initials, language_name, transfer_state, unit};
