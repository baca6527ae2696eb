//! The member's clock. Only for ages and countdowns: the server's clock decides.

use contract::points::Timestamp;

/// Now, by the member's clock.
pub fn now() -> Timestamp {
    Timestamp::from_ms(js_sys::Date::now() as i64)
}
