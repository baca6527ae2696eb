//! What a confirmation has come to, as far as anyone knows, with the one thing to do about it.

use super::flow::Flow;
use super::model::sending::{Event, Phase, Refused, Why};
use super::quote_left::{QuoteLeft, left, warn};
use super::words;
use crate::i18n::pages as t;
use crate::state::connectivity::use_connectivity;
use crate::state::intents::Intent;
use crate::state::step_up::StepUp;
use crate::ui::{Button, ButtonKind, dynamic};
use contract::{StepUpAction, StepUpAsk};
use leptos::prelude::*;

/// The panel; nothing while there is nothing to say.
#[component]
pub fn Outcome(
    /// The confirmation.
    flow: Flow,
) -> impl IntoView {
    let connectivity = use_connectivity();
    let offline = Signal::derive(move || !connectivity.online());
    dynamic(move || {
        let press = |event: Event| {
            let flow = flow.clone();
            Callback::new(move |()| flow.tell(event.clone()))
        };
        match flow.phase() {
            Phase::Idle => ().into_any(),
            // It is said once, by whoever follows the phase.
            Phase::Storing(_) | Phase::Sending(_) | Phase::Done(_) => {
                view! { <p class="outcome">{t::transfer_sending()}</p> }.into_any()
            }
            Phase::Checking(..) | Phase::Letting(..) => {
                view! { <p class="outcome" role="status">{t::transfer_checking()}</p> }.into_any()
            }
            Phase::Unknown(intent, _) => {
                let check = view! { <Button on_press=press(Event::Check)>{t::transfer_check()}</Button> };
                let text = t::transfer_unknown_text().to_owned();
                panel(t::transfer_unknown_title(), intent.about, text, check.into_any())
            }
            Phase::Absent(intent) => {
                let text = t::transfer_absent_text(&words::when(intent.quote_ends, flow.now()));
                let choice = view! {
                    <Button kind=ButtonKind::Quiet on_press=press(Event::LetGo)>{t::transfer_let_go()}</Button>
                    <Button disabled=offline on_press=press(Event::SendAgain)>{t::transfer_send_again()}</Button>
                };
                panel(t::transfer_absent_title(), intent.about, text, choice.into_any())
            }
            Phase::Proving(intent) => prove(&flow, intent),
            Phase::NotMoved(why) => {
                let understood = view! {
                    <Button kind=ButtonKind::Quiet on_press=press(Event::LetGo)>{t::transfer_understood()}</Button>
                };
                panel(t::transfer_not_moved_title(), String::new(), reason(&why).into(), understood.into_any())
            }
        }
    })
}

/// The same transfer is sent again as soon as the member has proved who asks.
fn prove(flow: &Flow, intent: Intent) -> AnyView {
    let (proved, let_go) = (flow.clone(), flow.clone());
    let ask = StepUpAsk {
        action: StepUpAction::Transfer,
        transfer: Some(intent.id),
        quote: Some(intent.quote),
        passkey: None,
        code: false,
    };
    let done = Callback::new(move |proof| proved.tell(Event::Proved(proof)));
    let back = Callback::new(move |()| let_go.tell(Event::LetGo));
    let left = left(flow.clock(), intent.quote_ends);
    warn(left);
    // A proof may be under way: whether time is up is for the server to say.
    Effect::new(move |_| {
        if left.get() == 0 {
            back.run(());
        }
    });
    let (why, words) = (t::step_up_transfer(), t::transfer_let_go());
    let step = view! { <QuoteLeft left=left/><StepUp ask=ask why=why done=done back=back back_words=words/> };
    panel(t::step_up_title(), intent.about, String::new(), step.into_any())
}

/// Why nothing was moved.
pub fn reason(why: &Why) -> &'static str {
    match why {
        Why::Offline => t::transfer_why_offline(),
        Why::NotStored => t::transfer_why_not_stored(),
        Why::QuoteOver => t::transfer_review_over(),
        Why::Refused(Refused::NotEnough) => t::transfer_why_not_enough(),
        Why::Refused(Refused::QuoteUsed) => t::transfer_why_quote_used(),
        Why::Refused(Refused::NotEligible) => t::transfer_why_not_eligible(),
        Why::Refused(Refused::PairClosed) => t::transfer_why_closed(),
        Why::Refused(Refused::Other) => t::transfer_why_refused(),
        Why::LetGo => t::transfer_why_let_go(),
    }
}

fn panel(title: &'static str, about: String, text: String, buttons: AnyView) -> AnyView {
    let about = (!about.is_empty()).then(|| view! { <p><b>{about}</b></p> }.into_any());
    view! {
        <section class="outcome">
            <h2>{title}</h2>
            {about}
            {(!text.is_empty()).then(|| view! { <p>{text}</p> }.into_any())}
            <div class="buttons">{buttons}</div>
        </section>
    }
    .into_any()
}

/// What a screen reader hears of a phase; empty for nothing.
pub fn spoken(phase: &Phase) -> &'static str {
    match phase {
        Phase::Unknown(..) => t::transfer_unknown_title(),
        Phase::Absent(_) => t::transfer_absent_title(),
        Phase::Proving(_) => t::step_up_title(),
        Phase::NotMoved(why) => reason(why),
        Phase::Sending(_) => t::transfer_sending(),
        _ => "",
    }
}
