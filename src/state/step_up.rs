//! The fresh proof before a protected step: a passkey where the member has one, a one-time code otherwise.

use super::call::Call;
use super::code::{CodeEntry, ProofFlow, Sent, Step};
use super::failure::{self, Failure};
use crate::api::{self, ApiError};
use crate::i18n::pages as t;
use crate::platform::{clock, page, passkeys};
use crate::state::session::use_me;
use crate::ui::{Button, ErrorSummary, Skeleton, dynamic};
use contract::points::Timestamp;
use contract::{ChallengeId, Code, StepUp as Asked, StepUpAsk, StepUpProof};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;

const GO: &str = "step-up-go";

/// A code that was asked for: by whom, for what, the answer, and when it was asked.
#[derive(Clone)]
struct OnItsWay {
    mark: Option<String>,
    ask: StepUpAsk,
    asked: Asked,
    asked_at: Timestamp,
}

thread_local! {
    static ON_ITS_WAY: RefCell<Option<OnItsWay>> = const { RefCell::new(None) };
}

/// Asks the server. A code is asked for once, wherever its panel is shown: the next one would have to wait.
async fn ask_once(mark: Option<String>, ask: StepUpAsk) -> Result<(Asked, Timestamp), ApiError> {
    let asked_at = clock::now();
    let known = ON_ITS_WAY.with_borrow(Clone::clone).filter(|known| known.mark == mark && known.ask == ask);
    let lives = |known: &OnItsWay| {
        let sent = sent(known.asked.clone());
        sent.clock(known.asked_at).of(asked_at) < sent.expires_at
    };
    if let Some(known) = known.filter(lives) {
        return Ok((known.asked, known.asked_at));
    }
    let asked = api::step_up::ask(&ask).await?;
    if asked.options.is_none() {
        ON_ITS_WAY.set(Some(OnItsWay { mark, ask, asked: asked.clone(), asked_at }));
    }
    Ok((asked, asked_at))
}

/// Asks the server what has to be proved, and proves it.
#[component]
pub fn StepUp(
    /// The step.
    ask: StepUpAsk,
    /// Why this is asked for, in a sentence.
    #[prop(into)]
    why: String,
    /// It is proved: the step can be sent with this id.
    #[prop(into)]
    done: Callback<ChallengeId>,
    /// The member does not want to.
    #[prop(into)]
    back: Callback<()>,
    /// The words of the way back.
    #[prop(into)]
    back_words: String,
) -> impl IntoView {
    let asked = Call::new();
    let by_code = ask.code;
    let mark = mark();
    let retry = Callback::new({
        let ask = ask.clone();
        move |()| {
            asked.clear();
            asked.start(ask_once(mark.clone(), ask.clone()));
        }
    });
    retry.run(());
    let wrong = RwSignal::new(None::<String>);
    // A challenge that was answered is of no more use, whatever came of the answer.
    let failed = Callback::new(move |words: String| {
        wrong.set(Some(words));
        retry.run(());
    });
    let problem = move || {
        dynamic(move || match wrong.get() {
            Some(text) => view! { <ErrorSummary id="step-up-error" text=text/> }.into_any(),
            None => ().into_any(),
        })
    };
    let (ask, why, back_words) = (StoredValue::new(ask), StoredValue::new(why), StoredValue::new(back_words));
    let leave = move || {
        view! { <button type="button" class="button quiet" autofocus=true on:click=move |_| back.run(())>{back_words.get_value()}</button> }
    };
    dynamic(move || match asked.answer() {
        None => view! { <Skeleton label=t::app_loading() cards=1/>{leave()} }.into_any(),
        Some(Err(error)) if error.code() == Some(Code::CodeNotSent) => {
            view! { <ErrorSummary id="step-up-error" text=t::code_not_sent()/>{leave()} }.into_any()
        }
        Some(Err(error)) => view! { <Failure error=error retry=retry/>{leave()} }.into_any(),
        Some(Ok((step_up, asked_at))) => match step_up.options.clone() {
            Some(options) if !by_code => {
                let button = by_passkey(step_up.id, options, Ends { done, failed, wrong });
                view! { <p>{why.get_value()}</p>{problem()}{button}{leave()} }.into_any()
            }
            _ => {
                let ends = (done, back, back_words.get_value());
                let entry = by_code_entry(ask.get_value(), step_up, asked_at, ends);
                view! { <p>{why.get_value()}</p>{entry} }.into_any()
            }
        },
    })
}

/// Whose codes these are.
fn mark() -> Option<String> {
    use_me().get_untracked().map(|me| me.mark)
}

/// How a proof by passkey can end. The panel may be gone by then: nobody waits for it any more.
#[derive(Clone, Copy)]
struct Ends {
    done: Callback<ChallengeId>,
    failed: Callback<String>,
    wrong: RwSignal<Option<String>>,
}

fn by_passkey(id: ChallengeId, options: String, ends: Ends) -> AnyView {
    let busy = RwSignal::new(false);
    if ends.wrong.with_untracked(Option::is_none) {
        Effect::new(|_| page::focus(GO));
    }
    let go = move |()| {
        busy.set(true);
        ends.wrong.set(None);
        let (id, options) = (id.clone(), options.clone());
        spawn_local(async move {
            let Ok(credential) = passkeys::sign(&options).await else {
                ends.wrong.try_set(Some(t::passkeys_cancelled().to_owned()));
                busy.try_set(false);
                return;
            };
            let proof = StepUpProof { credential: Some(credential), code: None };
            match api::step_up::prove(&id, &proof).await {
                Ok(()) => drop(ends.done.try_run(id)),
                Err(error) => drop(ends.failed.try_run(passkey_words(&error))),
            }
            busy.try_set(false);
        });
    };
    view! { <Button id=GO busy=busy on_press=go>{t::step_up_go()}</Button> }.into_any()
}

/// Why a passkey did not do, in words.
pub fn passkey_words(error: &ApiError) -> String {
    match error.code() {
        Some(Code::PasskeyFailed) => t::passkeys_failed().into(),
        _ => failure::told(error),
    }
}

fn by_code_entry(
    ask: StepUpAsk,
    first: Asked,
    asked_at: Timestamp,
    (done, back, back_words): (Callback<ChallengeId>, Callback<()>, String),
) -> AnyView {
    let about = match &first.sent_to {
        Some(phone) => t::session_code_sent(phone),
        None => t::step_up_code_shown().into(),
    };
    let mark = mark();
    let again = move || {
        let (mark, ask) = (mark.clone(), ask.clone());
        ON_ITS_WAY.set(None);
        async move { Ok(sent(ask_once(mark, ask).await?.0)) }
    };
    let flow = ProofFlow::new(again, move |prove| async move {
        let id = ChallengeId(prove.request);
        api::step_up::prove(&id, &StepUpProof { credential: None, code: Some(prove.code) }).await?;
        ON_ITS_WAY.set(None);
        // The panel may be gone by now.
        done.try_run(id);
        Ok(())
    });
    flow.begin(sent(first), asked_at);
    Effect::new(move |_| {
        if flow.step() == Step::Ask {
            back.run(());
        }
    });
    view! { <CodeEntry flow=flow about=about change=back_words/> }.into_any()
}

fn sent(asked: Asked) -> Sent {
    let resend_at = asked.resend_at.unwrap_or(asked.expires_at);
    Sent { request: asked.id.0, expires_at: asked.expires_at, resend_at, demo_code: asked.demo_code }
}
