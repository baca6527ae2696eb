//! Amounts of money.

use super::veiled;
use crate::i18n;
use contract::points::Money;
use leptos::prelude::*;

/// An indicative value of what the member has: `≈ 1.234.567 ₫`, or dots while such amounts are hidden.
#[component]
pub fn ApproxMoney(
    /// The value.
    value: Money,
) -> impl IntoView {
    view! { <span class="money">{veiled(i18n::own(i18n::approx_money(&value)))}</span> }
}

/// The hero of a page: large digits, the currency small beside them, below them where a reader's wide letters leave no room; dots
/// while the member's amounts are hidden.
#[component]
pub fn HeroMoney(
    /// The value, indicative.
    value: Money,
) -> impl IntoView {
    let i18n::MoneyParts { before, digits, after } = i18n::money_parts(&value);
    let small = |text: String| (!text.is_empty()).then(|| view! { <small>{text}</small> });
    view! { <p class="hero"><small>"≈\u{a0}"</small>{small(before)}{veiled(i18n::own(digits))}<wbr/>{small(after)}</p> }
        .into_any()
}
