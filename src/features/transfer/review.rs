//! The review: asks the server for a quote, shows its exact numbers while they stand, and confirms.

use super::draft::{Deal, Draft};
use super::facts::{self, Fact, fact};
use super::flow::Flow;
use super::model::amount;
use super::model::preview::answers;
use super::model::sending::{Event, Origin, Phase};
use super::outcome::Outcome;
use super::standing::Standing;
use super::truth::{announced, back, left_over, rate, received};
use super::words;
use crate::api::{self, ApiError};
use crate::i18n::{self, pages as t};
use crate::platform::{clock, ids};
use crate::state::call::Call;
use crate::state::failure::Failure;
use crate::state::intents::Intent;
use crate::state::outlook::model::{bonus_until, total};
use crate::state::ticker::ServerClock;
use crate::state::toasts::use_toasts;
use crate::ui::{Dialog, Skeleton, dynamic};
use contract::points::Money;
use contract::{Code, Quote, QuoteRequest, TransferId};
use leptos::prelude::*;

/// A quote with the clock of the server that made it, or why there is none.
type Quoted = Result<(Quote, ServerClock), ApiError>;

/// The dialog.
#[component]
pub fn Review(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The form.
    draft: Draft,
    /// The confirmation.
    flow: Flow,
    /// The member's mark, kept with the intent.
    mark: String,
) -> impl IntoView {
    let ask = Call::new();
    let again = Callback::new(move |()| {
        if let Some(request) = request(draft) {
            ask.clear();
            ask.start(quote(request));
        }
    });
    let renew = {
        let flow = flow.clone();
        Callback::new(move |()| {
            flow.tell(Event::LetGo);
            again.run(());
        })
    };
    let unsettled = unsettled(flow.clone());
    give_way(open, flow.clone());
    let (flow, mark) = (StoredValue::new(flow), StoredValue::new(mark));
    let quoted = move || {
        let (quote, clock) = ask.answer()?.ok()?;
        let deal = untrack(|| draft.deal())?;
        request(draft).is_some_and(|request| answers(&quote, &request)).then_some((deal, quote, clock))
    };
    let content = move || {
        if unsettled.get() {
            return view! { <Outcome flow=flow.get_value()/> }.into_any();
        }
        if let Some((deal, quote, _)) = quoted() {
            let change = announced(&deal, quote.outcome.amount, quote.made_at);
            return view! { {facts::list(facts(&deal, &quote))}{change} }.into_any();
        }
        match ask.answer() {
            None => view! { <Skeleton label=t::transfer_review_loading() cards=2/> }.into_any(),
            Some(Err(error)) => no_quote(error, draft, again),
            Some(Ok(_)) => view! { <Failure error=ApiError::Decode retry=again/> }.into_any(),
        }
    };
    let standing = move || {
        let Some((deal, quote, clock)) = quoted().filter(|_| !unsettled.get()) else { return ().into_any() };
        let flow = flow.get_value();
        let confirm = confirm(flow.clone(), quote.clone(), clock, mark.get_value(), about(&deal, &quote));
        view! { <Standing quote=quote clock=clock flow=flow confirm=confirm renew=renew/> }.into_any()
    };
    view! {
        <Dialog open=open title=t::transfer_review_title() id="review-title">
            <div class="review" on:keydown=move |event| if event.repeat() && event.key() == "Enter" { event.prevent_default() }>
                // Drawn anew at each opening. A refusal of an earlier quote says nothing about the new one.
                {renew.run(())}
                {dynamic(content)}
                // It stays in sight while the facts scroll: what is pressed, and what has the focus from the start.
                <div class="review-foot">
                    {dynamic(standing)}
                    <button type="button" class="button quiet" autofocus=true on:click=move |_| open.set(false)>
                        {t::transfer_review_back()}
                    </button>
                </div>
            </div>
        </Dialog>
    }
    .into_any()
}

/// Whether a confirmation has left and what came of it is still to be cleared up.
fn unsettled(flow: Flow) -> Memo<bool> {
    use Phase as P;
    Memo::new(move |_| {
        matches!(flow.phase(), P::Unknown(..) | P::Absent(_) | P::Checking(..) | P::Letting(..) | P::Proving(_))
    })
}

/// Why there is no quote: the pair is for others, and then asking again is of no use.
fn no_quote(error: ApiError, draft: Draft, again: Callback<()>) -> AnyView {
    match error {
        ApiError::Refused { problem } if problem.code == Code::NotEligible => {
            let source = untrack(|| draft.deal()).map(|deal| deal.from.program.name.clone()).unwrap_or_default();
            let text = i18n::only_for(&problem.tiers, &problem.countries, &source);
            view! { <p class="alert" role="alert"><span>{text}</span></p> }.into_any()
        }
        error => view! { <Failure error=error retry=again/> }.into_any(),
    }
}

/// Another confirmation is unfinished and is cleared up first: the page does that, and what was to be confirmed here was not sent.
fn give_way(open: RwSignal<bool>, flow: Flow) {
    let toasts = use_toasts();
    Effect::new(move |was_storing: Option<bool>| {
        let phase = flow.phase();
        if was_storing == Some(true) && matches!(phase, Phase::Checking(_, Origin::Visit)) {
            open.set(false);
            toasts.show(t::transfer_other_first());
        }
        matches!(phase, Phase::Storing(_))
    });
}

async fn quote(request: QuoteRequest) -> Quoted {
    let asked_at = clock::now();
    let quote = api::quotes::make(&request).await?;
    let clock = ServerClock::learn(quote.made_at, asked_at);
    Ok((quote, clock))
}

fn request(draft: Draft) -> Option<QuoteRequest> {
    let deal = untrack(|| draft.deal())?;
    let amount = draft.text.with_untracked(|text| amount::read(text)).ok()?;
    Some(QuoteRequest { from: deal.from.id.clone(), to: deal.to.id.clone(), amount })
}

/// Confirms this quote: the id is made here and now, and stored with the body before anything is sent.
fn confirm(flow: Flow, quote: Quote, clock: ServerClock, mark: String, about: String) -> Callback<()> {
    Callback::new(move |()| {
        flow.learn(clock);
        flow.tell(Event::Confirm(Intent {
            id: TransferId(ids::uuid()),
            quote: quote.id.clone(),
            created: clock.now(),
            quote_ends: quote.expires_at,
            mark: mark.clone(),
            about: about.clone(),
            proof: false,
            astray: false,
        }));
    })
}

/// What is confirmed, in one line.
fn about(deal: &Deal, quote: &Quote) -> String {
    let pair = t::transfer_pair(&deal.from.program.name, &deal.to.program.name);
    [&pair, ", ", &i18n::amount(quote.outcome.amount, &deal.from.program.unit)].concat()
}

/// The quote's exact numbers.
fn facts(deal: &Deal, quote: &Quote) -> Vec<Fact> {
    let outcome = &quote.outcome;
    let (from, to) = (&deal.from.program, &deal.to.program);
    let arrives = fact(t::transfer_review_get(&to.name), i18n::amount(total(outcome), &to.unit));
    let mut facts = vec![
        fact(t::transfer_review_send(&from.name), i18n::amount(outcome.amount, &from.unit)),
        arrives.note(if outcome.bonus.is_zero() { "" } else { t::transfer_bonus_included() }),
        rate(&quote.terms),
    ];
    if !outcome.bonus.is_zero() {
        let until = quote.terms.bonus.as_ref().map(|bonus| {
            let until = bonus_until(&deal.ask.pair, bonus, quote.made_at);
            t::transfer_bonus_until(&i18n::date(until, quote.made_at))
        });
        let bonus = fact(t::transfer_bonus(), ["+", &i18n::amount(outcome.bonus, &to.unit)].concat());
        facts.push(bonus.note(until.unwrap_or_default()));
    }
    facts.push(fact(t::transfer_given(), i18n::approx_money(&quote.value_given)));
    facts.push(received(Some(&quote.value_given), Some(&quote.value_received), quote.change_percent));
    let free = Money { minor: 0, currency: quote.value_given.currency.clone() };
    facts.push(match &outcome.fee {
        Some(due) => fact(t::transfer_fee(), i18n::money(due)).note(t::transfer_fee_by(&from.name)),
        None => fact(t::transfer_fee(), i18n::money(&free)),
    });
    facts.extend(left_over(&quote.terms, outcome.amount, [&to.name, &to.unit]));
    facts.push(fact(t::transfer_arrival(), words::arrival(quote.terms.usual_hours, quote.terms.latest_hours)));
    facts.push(fact(t::transfer_observed_name(), words::observed(deal.ask.pair.observed)));
    if let Ok(preview) = deal.ask.preview(outcome.amount, quote.made_at) {
        facts.push(back(deal, &preview.back));
    }
    facts
}
