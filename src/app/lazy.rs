//! A page whose code is loaded first: a skeleton meanwhile, words and a working retry when it cannot be loaded.

use super::chunks::Chunk;
use crate::i18n::t;
use crate::ui::{ErrorPanel, Skeleton};
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

/// Shows what `load` gives. A failed load is not remembered, so trying again asks the network again.
pub fn lazy(load: impl Fn() -> Pin<Box<dyn Future<Output = Chunk> + Send>> + Send + Sync + 'static) -> AnyView {
    let attempt = RwSignal::new(0_u32);
    let retry = Callback::new(move |()| attempt.update(|attempt| *attempt += 1));
    let page = move || {
        attempt.track();
        let loading = load();
        Suspend::new(async move { loading.await.unwrap_or_else(|_| failed(retry)) })
    };
    view! { <Suspense fallback=skeleton>{page}</Suspense> }.into_any()
}

/// What stands where any page will be.
pub fn skeleton() -> AnyView {
    view! { <Skeleton label=t::app_loading()/> }.into_any()
}

fn failed(retry: Callback<()>) -> AnyView {
    view! { <ErrorPanel text=t::app_chunk_failed() detail="" action=t::app_retry() on_action=retry/> }.into_any()
}
