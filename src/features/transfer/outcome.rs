//! What a confirmation has come to, as far as anyone knows, with the one thing to do about it.

use super::flow::Flow;
use super::model::sending::{Event, Phase, Refused, Why};
use super::words;
use crate::i18n::t;
use crate::platform::page;
use crate::ui::{Button, ButtonKind, dynamic};
use contract::points::Timestamp;
use leptos::prelude::*;

/// The panel; nothing while there is nothing to say.
#[component]
pub fn Outcome(
    /// The confirmation.
    flow: Flow,
) -> impl IntoView {
    dynamic(move || {
        let press = |event: Event| {
            let flow = flow.clone();
            Callback::new(move |()| flow.tell(event.clone()))
        };
        match flow.phase() {
            Phase::Idle | Phase::Storing(_) | Phase::Sending(_) | Phase::Done(_) => ().into_any(),
            Phase::Checking(..) => view! { <p class="outcome" role="status">{t::transfer_checking()}</p> }.into_any(),
            Phase::Unknown(_) => panel(
                t::transfer_unknown_title(),
                t::transfer_unknown_text().into(),
                view! {
                    <Button on_press=press(Event::Check)>{t::transfer_check()}</Button>
                }
                .into_any(),
            ),
            Phase::Absent(intent) => panel(
                t::transfer_absent_title(),
                until(intent.quote_ends, flow.now()),
                view! {
                    <Button kind=ButtonKind::Quiet on_press=press(Event::LetGo)>{t::transfer_let_go()}</Button>
                    <Button on_press=press(Event::SendAgain)>{t::transfer_send_again()}</Button>
                }
                .into_any(),
            ),
            Phase::NotMoved(why) => panel(
                t::transfer_not_moved_title(),
                reason(&why).into(),
                view! {
                    <Button kind=ButtonKind::Quiet on_press=press(Event::LetGo)>{t::transfer_understood()}</Button>
                }
                .into_any(),
            ),
        }
    })
}

/// Why nothing was moved.
pub fn reason(why: &Why) -> &'static str {
    match why {
        Why::Offline => t::transfer_why_offline(),
        Why::NotStored => t::transfer_why_not_stored(),
        Why::QuoteOver => t::transfer_review_over(),
        Why::Refused(Refused::NotEnough) => t::transfer_why_not_enough(),
        Why::Refused(Refused::QuoteUsed) => t::transfer_why_quote_used(),
        Why::Refused(Refused::PairClosed) => t::transfer_why_closed(),
        Why::Refused(Refused::Other) => t::transfer_why_refused(),
        Why::LetGo => t::transfer_why_let_go(),
    }
}

fn until(end: Timestamp, now: Timestamp) -> String {
    t::transfer_absent_text(&words::when(end, now))
}

fn panel(title: &'static str, text: String, buttons: AnyView) -> AnyView {
    view! {
        <section class="outcome">
            <h2>{title}</h2>
            <p>{text}</p>
            <div class="buttons">{buttons}</div>
        </section>
    }
    .into_any()
}

/// Says each change once, wherever it is shown.
pub fn announce(flow: &Flow) {
    let flow = flow.clone();
    Effect::new(move |_| match flow.phase() {
        Phase::Unknown(_) => page::announce(t::transfer_unknown_title()),
        Phase::Absent(_) => page::announce(t::transfer_absent_title()),
        Phase::NotMoved(why) => page::announce(reason(&why)),
        Phase::Sending(_) => page::announce(t::transfer_sending()),
        _ => {}
    });
}
