//! A page whose texts, style and code are loaded first: a skeleton meanwhile, words and a working retry when it cannot be loaded.

use super::chunks::Chunk;
use crate::i18n::{self, t};
use crate::platform::{page as document, timer};
use crate::state::updates::Updates;
use crate::ui::{ErrorPanel, Skeleton, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local_scoped;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// Asks for the code of a page and makes the page with it.
pub type Load = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Chunk>>> + Send + Sync>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Loading,
    Loaded,
    Failed,
}

/// Shows what `load` gives. A failed load is not remembered, so trying again asks the network again.
pub fn lazy(load: Load) -> AnyView {
    // A partner's frame has none.
    let updates = use_context::<Updates>();
    // Where everything is there already, the page is there at once, and no skeleton before it.
    let mut making = make(&load);
    let mut making = match untrack(|| making.as_mut().poll(&mut Context::from_waker(Waker::noop()))) {
        Poll::Ready(Some(page)) => {
            begin(updates);
            return page;
        }
        Poll::Ready(None) => None,
        Poll::Pending => Some(making),
    };
    let (step, page) = (RwSignal::new(Step::Loading), StoredValue::new_local(None::<AnyView>));
    let attempt = RwSignal::new(0_u32);
    // An effect, because the page needs an owner above it at every attempt, and a press of a button has none.
    Effect::new(move |_| {
        attempt.track();
        let (is_first, making) = (!i18n::has_pages(), making.take().unwrap_or_else(|| make(&load)));
        // Not cancelled when the member goes elsewhere: the chunk is kept for the next time, and the signals are gone by then.
        spawn_local_scoped(async move {
            let loaded = making.await;
            let next = if loaded.is_some() { Step::Loaded } else { Step::Failed };
            page.try_update_value(|page| *page = loaded);
            // To make the first page and to draw it are two tasks: a press between them is answered first. Later ones are waited for by who
            // pressed.
            if is_first {
                timer::breathe().await;
            }
            step.try_set(next);
            begin(updates);
        });
    });
    let retry = Callback::new(move |()| {
        // The button that was pressed goes.
        document::focus(document::MAIN);
        step.set(Step::Loading);
        attempt.update(|attempt| *attempt += 1);
    });
    dynamic(move || match step.get() {
        Step::Loading => skeleton(),
        Step::Loaded => page.try_update_value(Option::take).flatten().unwrap_or_else(|| ().into_any()),
        Step::Failed => failed(retry),
    })
}

/// Asks for what the page needs, at once. The chunk makes the page as soon as it is there, and the page reads its texts then.
fn make(load: &Load) -> Pin<Box<dyn Future<Output = Option<AnyView>>>> {
    let (furnished, load) = (furnish(), load.clone());
    Box::pin(async move { if furnished.await { load().await.ok() } else { None } })
}

fn begin(updates: Option<Updates>) {
    if let Some(updates) = updates {
        updates.begin();
    }
}

/// Asks for what all pages but the first screen need, at once: texts and style; answers whether they are there.
pub fn furnish() -> impl Future<Output = bool> {
    let (texts, style) = (i18n::load_pages(), document::styles());
    async { texts.await & style.await }
}

/// What stands where any page will be.
pub fn skeleton() -> AnyView {
    view! { <h1 class="visually-hidden">{t::app_loading()}</h1><Skeleton label=t::app_loading()/> }.into_any()
}

fn failed(retry: Callback<()>) -> AnyView {
    view! {
        <h1 class="visually-hidden">{t::app_name()}</h1>
        <ErrorPanel text=t::app_chunk_failed() detail="" action=t::app_retry() on_action=retry/>
    }
    .into_any()
}
