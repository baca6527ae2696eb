//! Amounts of points.

use crate::i18n;
use contract::points::Points;
use leptos::prelude::*;

/// An amount with its unit small and muted right after: `38.750 dặm`.
#[component]
pub fn PointsText(
    /// How many.
    amount: Points,
    /// The program's unit, as the contract names it.
    #[prop(into)]
    unit: String,
) -> impl IntoView {
    let unit = i18n::unit(&unit, amount.get());
    view! { <span class="points">{i18n::points(amount)}<small>" "{unit}</small></span> }
}
