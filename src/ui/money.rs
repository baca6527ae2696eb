//! Amounts of money.

use crate::i18n;
use contract::points::Money;
use leptos::prelude::*;

/// An indicative value: `≈ 1.234.567 ₫`.
#[component]
pub fn ApproxMoney(
    /// The value.
    value: Money,
) -> impl IntoView {
    view! { <span class="money">{i18n::approx_money(&value)}</span> }
}

/// The hero of a page: large digits, the currency small beside them.
#[component]
pub fn HeroMoney(
    /// The value, indicative.
    value: Money,
) -> impl IntoView {
    let i18n::MoneyParts { before, digits, after } = i18n::money_parts(&value);
    let small = |text: String| (!text.is_empty()).then(|| view! { <small>{text}</small> });
    view! { <p class="hero"><small>"≈\u{a0}"</small>{small(before)}{digits}{small(after)}</p> }.into_any()
}
