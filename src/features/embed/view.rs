//! What the frame shows: the program, its rates each way, and the way into the wallet. It fits 280 px.

use super::rates::{Rate, Way, rates};
use crate::i18n::{self, pages as t};
use crate::state::config;
use crate::state::route::Route;
use crate::ui::{Monogram, Skeleton};
use contract::embed::Partner;
use contract::points::Timestamp;
use contract::{Pairs, Program};
use leptos::prelude::*;

/// Rates shown before "more".
const FIRST: usize = 4;

/// Everything the frame shows.
#[derive(Clone)]
pub struct Shown {
    /// Whose page is around the frame.
    pub partner: Partner,
    /// The program of the partner.
    pub program: Program,
    /// All programs, for their names.
    pub programs: Vec<Program>,
    /// All pairs.
    pub pairs: Pairs,
}

/// The program with its rates.
pub fn there(shown: &Shown) -> AnyView {
    let Shown { program, programs, pairs, .. } = shown;
    let list = |way| {
        let rates = rates(pairs, programs, &program.id, way);
        let rows: Vec<AnyView> = rates.iter().map(|rate| row(rate, program, way, pairs.as_of)).collect();
        (!rows.is_empty()).then(|| section(program, way, rows))
    };
    let (out, into) = (list(Way::Out), list(Way::Into));
    let none = (out.is_none() && into.is_none()).then(|| view! { <p class="meta">{t::embed_none()}</p> });
    let (letters, color) = (program.monogram.clone(), program.brand_color.clone());
    view! {
        <header class="embed-head">
            <Monogram letters=letters color=color/>
            <div><h1>{program.name.clone()}</h1><p class="meta">{t::embed_title()}</p></div>
        </header>
        {out}
        {into}
        {none}
        {foot(shown.partner.demo)}
    }
    .into_any()
}

/// What stands there until the rates do.
pub fn skeleton() -> AnyView {
    view! { {title()}<Skeleton label=t::app_loading() cards=2/> }.into_any()
}

/// The address names no partner, or one that is not in the registry.
pub fn unknown() -> AnyView {
    view! { {title()}<p class="embed-unknown">{t::embed_unknown()}</p>{foot(false)} }.into_any()
}

/// The heading as long as there is no program to name.
pub fn title() -> AnyView {
    view! { <h1 class="embed-title">{t::embed_title()}</h1> }.into_any()
}

fn foot(is_sample: bool) -> AnyView {
    let open = t::embed_open(&config::name());
    view! {
        <a class="button primary" href=Route::Wallet.path() target="_blank" rel="noopener">{open}</a>
        {is_sample.then(|| view! { <p class="note">{t::app_sample_data()}</p> })}
    }
    .into_any()
}

fn section(program: &Program, way: Way, mut rows: Vec<AnyView>) -> AnyView {
    let title = match way {
        Way::Out => t::embed_out(&program.name),
        Way::Into => t::embed_into(&program.name),
    };
    let rest = rows.split_off(rows.len().min(FIRST));
    let count = rest.len() as u64;
    let more = (count > 0).then(
        || view! { <details><summary>{t::embed_more(count)}</summary><ul class="embed-rates">{rest}</ul></details> },
    );
    view! { <section><h2>{title}</h2><ul class="embed-rates">{rows}</ul>{more}</section> }.into_any()
}

fn row(rate: &Rate, program: &Program, way: Way, now: Timestamp) -> AnyView {
    let (from, to) = match way {
        Way::Out => (&program.unit, &rate.other.unit),
        Way::Into => (&rate.other.unit, &program.unit),
    };
    let ratio = |give: u64, get: u64| {
        let side = |n: u64, unit: &str| [&i18n::number(n), "\u{a0}", &i18n::unit(unit, n)].concat();
        [&side(give, from), " → ", &side(get, to)].concat()
    };
    let (own, other) = (program.id.clone(), rate.other.id.clone());
    let history = match way {
        Way::Out => Route::Rates(own, other),
        Way::Into => Route::Rates(other, own),
    };
    let history = history.path();
    let bonus = rate.bonus.map(|(percent, until)| {
        let percent = i18n::percent(i64::try_from(percent).unwrap_or(i64::MAX));
        view! { <p class="meta gain">{t::embed_bonus(&percent, &i18n::date(until, now))}</p> }
    });
    let then = rate.then.map(|(from, then)| {
        let date = i18n::date(from, now);
        let words = match then {
            Some((give, get)) => t::embed_then(&date, &ratio(give, get)),
            None => t::embed_then_closed(&date),
        };
        view! { <p class="meta warn">{words}</p> }
    });
    view! {
        <li>
            <p class="embed-rate"><a href=history target="_blank" rel="noopener">{rate.other.name.clone()}</a><b>{ratio(rate.give, rate.get)}</b></p>
            {bonus}
            {then}
        </li>
    }
    .into_any()
}
