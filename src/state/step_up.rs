//! The fresh proof before a protected step: a passkey where the member has one, a one-time code otherwise.

use super::code::{CodeEntry, ProofFlow, Sent, Step};
use super::failure::{self, Failure};
use super::session::use_me;
use super::ticker::ServerClock;
use crate::api::{self, ApiError};
use crate::i18n::pages as t;
use crate::platform::{clock, page, passkeys};
use crate::ui::{Button, ErrorSummary, Skeleton, dynamic};
use contract::limits::CHALLENGE_MINUTES;
use contract::points::Timestamp;
use contract::{ChallengeId, Code, StepUp as Asked, StepUpAction, StepUpAsk, StepUpProof};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;

const GO: &str = "step-up-go";
const BACK: &str = "step-up-back";

/// A question that was asked: by whom, for what, when, and what came of it. It outlives its panel, and the next one goes on with it:
/// another code would have to wait.
#[derive(Clone)]
struct Question {
    mark: Option<String>,
    ask: StepUpAsk,
    asked_at: Timestamp,
    answer: ArcRwSignal<Option<Result<Asked, ApiError>>>,
    /// What was proved when no panel was there to hear it.
    proved: ArcRwSignal<Option<ChallengeId>>,
}

thread_local! {
    static LATEST: RefCell<Option<Question>> = const { RefCell::new(None) };
}

impl Question {
    /// The latest, where it is the same and still good, or another one.
    fn latest(mark: &Option<String>, ask: &StepUpAsk) -> Question {
        let known = LATEST.with_borrow(Clone::clone).filter(|known| known.mark == *mark && known.ask == *ask);
        known.filter(Question::lives).unwrap_or_else(|| Question::anew(mark, ask))
    }

    /// Asks the server.
    fn anew(mark: &Option<String>, ask: &StepUpAsk) -> Question {
        let question = Question::with(mark, ask, clock::now(), None);
        let (asking, answer) = (ask.clone(), question.answer.clone());
        spawn_local(async move { answer.set(Some(api::step_up::ask(&asking).await)) });
        question
    }

    fn with(
        mark: &Option<String>,
        ask: &StepUpAsk,
        asked_at: Timestamp,
        answer: Option<Result<Asked, ApiError>>,
    ) -> Question {
        let (answer, proved) = (ArcRwSignal::new(answer), ArcRwSignal::new(None));
        let question = Question { mark: mark.clone(), ask: ask.clone(), asked_at, answer, proved };
        LATEST.set(Some(question.clone()));
        question
    }

    fn lives(&self) -> bool {
        self.answer.with_untracked(|answer| match answer {
            None => true,
            Some(Err(_)) => false,
            Some(Ok(asked)) => {
                let made = asked.expires_at.plus_ms(-CHALLENGE_MINUTES * 60_000);
                ServerClock::learn(made, self.asked_at).now() < asked.expires_at
            }
        })
    }
}

/// It is proved. A panel that has gone cannot hear it: the next one does, where the member has confirmed the step before.
fn proved(done: Callback<ChallengeId>, id: ChallengeId) {
    if done.try_run(id.clone()).is_none() {
        let latest = LATEST.with_borrow(Clone::clone).filter(|latest| latest.ask.action == StepUpAction::Transfer);
        if let Some(latest) = latest {
            return latest.proved.set(Some(id));
        }
    }
    LATEST.set(None);
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
    let by_code = ask.code;
    // Where the proof is the question itself, it starts on the way back.
    let first = if ask.action == StepUpAction::RemovePasskey { BACK } else { GO };
    let mark = use_me().get_untracked().map(|me| me.mark);
    let question = RwSignal::new(Question::latest(&mark, &ask));
    let retry = {
        let ask = ask.clone();
        Callback::new(move |()| question.set(Question::anew(&mark, &ask)))
    };
    Effect::new(move |_| {
        if let Some(id) = question.get().proved.get() {
            LATEST.set(None);
            done.run(id);
        }
    });
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
    let (why, back_words) = (StoredValue::new(why), StoredValue::new(back_words));
    let leave = move || {
        view! { <button type="button" id=BACK class="button quiet" autofocus=true on:click=move |_| back.run(())>{back_words.get_value()}</button> }
    };
    dynamic(move || match question.get().answer.get() {
        None => view! { <Skeleton label=t::app_loading() cards=1/>{leave()} }.into_any(),
        Some(Err(error)) if error.code() == Some(Code::CodeNotSent) => {
            view! { <ErrorSummary id="step-up-error" text=t::code_not_sent()/>{leave()} }.into_any()
        }
        Some(Err(error)) => view! { <Failure error=error retry=retry/>{leave()} }.into_any(),
        Some(Ok(step_up)) => match step_up.options.clone() {
            Some(options) if !by_code => {
                let button = by_passkey(step_up.id, options, first, Ends { done, failed, wrong });
                view! { <p>{why.get_value()}</p>{problem()}{button}{leave()} }.into_any()
            }
            _ => {
                let entry = by_code_entry(question.get_untracked(), step_up, (done, back, back_words.get_value()));
                view! { <p>{why.get_value()}</p>{entry} }.into_any()
            }
        },
    })
}

/// How a proof by passkey can end. The panel may be gone by then: nobody waits for it any more.
#[derive(Clone, Copy)]
struct Ends {
    done: Callback<ChallengeId>,
    failed: Callback<String>,
    wrong: RwSignal<Option<String>>,
}

fn by_passkey(id: ChallengeId, options: String, first: &'static str, ends: Ends) -> AnyView {
    let busy = RwSignal::new(false);
    if ends.wrong.with_untracked(Option::is_none) {
        Effect::new(move |_| page::focus(first));
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
                Ok(()) => proved(ends.done, id),
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
    question: Question,
    first: Asked,
    (done, back, back_words): (Callback<ChallengeId>, Callback<()>, String),
) -> AnyView {
    let about = match &first.sent_to {
        Some(phone) => t::session_code_sent(phone),
        None => t::step_up_code_shown().into(),
    };
    let asked_at = question.asked_at;
    let again = move || {
        let Question { mark, ask, .. } = question.clone();
        async move {
            let asked_at = clock::now();
            let asked = api::step_up::ask(&ask).await?;
            Question::with(&mark, &ask, asked_at, Some(Ok(asked.clone())));
            Ok(sent(asked))
        }
    };
    let flow = ProofFlow::new(again, move |prove| async move {
        let id = ChallengeId(prove.request);
        let answer = api::step_up::prove(&id, &StepUpProof { credential: None, code: Some(prove.code) }).await;
        match &answer {
            Ok(()) => proved(done, id),
            Err(error) if is_dead(error) => LATEST.set(None),
            Err(_) => {}
        }
        answer
    });
    flow.begin(sent(first), asked_at);
    Effect::new(move |_| {
        if flow.step() == Step::Ask {
            back.run(());
        }
    });
    view! { <CodeEntry flow=flow about=about change=back_words/> }.into_any()
}

/// Whether a code cannot prove anything any more.
fn is_dead(error: &ApiError) -> bool {
    *error == ApiError::NotFound || matches!(error.code(), Some(Code::CodeExpired | Code::CodeLocked))
}

fn sent(asked: Asked) -> Sent {
    let resend_at = asked.resend_at.unwrap_or(asked.expires_at);
    Sent { request: asked.id.0, expires_at: asked.expires_at, resend_at, demo_code: asked.demo_code }
}
