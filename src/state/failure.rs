//! One function that turns an error into words, and the panel that shows it near its cause with a way out.

use crate::api::ApiError;
use crate::i18n::{self, t};
use crate::ui::ErrorPanel;
use leptos::prelude::*;

/// What to tell the member of a question that failed: whatever happened, it changed nothing.
pub fn words_of_read(error: &ApiError) -> String {
    match error {
        ApiError::Server { .. } => t::error_server().into(),
        error => words(error),
    }
}

/// What to tell the member of a change that failed. A page that knows the machine code says it better before it comes here.
pub fn words(error: &ApiError) -> String {
    match error {
        ApiError::Offline => t::error_offline().into(),
        ApiError::Timeout => t::error_timeout().into(),
        ApiError::Unauthorized => t::error_signed_out().into(),
        ApiError::Forbidden => t::error_forbidden().into(),
        ApiError::NotFound => t::error_not_found().into(),
        ApiError::Invalid { .. } => t::error_invalid().into(),
        ApiError::Refused { .. } => t::error_refused().into(),
        ApiError::Conflict { .. } => t::error_conflict().into(),
        ApiError::RateLimited { after_seconds, .. } => {
            t::error_rate_limited(&i18n::countdown(u64::from(*after_seconds)))
        }
        ApiError::Server { .. } => t::error_server_change().into(),
        ApiError::Decode => t::error_decode().into(),
    }
}

/// The same with the code for support, for a form that has no panel.
pub fn told(error: &ApiError) -> String {
    let support = error.request_id().map(t::error_request_id);
    support.map_or_else(|| words(error), |support| [&words(error), " ", &support].concat())
}

/// The panel of an error where a whole page would be, under the page's name for those who hear it.
pub fn instead_of_page(title: &'static str, error: ApiError, retry: Callback<()>) -> AnyView {
    view! { <h1 class="visually-hidden">{title}</h1><Failure error=error retry=retry/> }.into_any()
}

/// The panel of a question that failed: its words, the code for support, and a button that tries again.
#[component]
pub fn Failure(
    /// What went wrong.
    error: ApiError,
    /// Tries again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let support = error.request_id().map(t::error_request_id).unwrap_or_default();
    view! { <ErrorPanel text=words_of_read(&error) detail=support action=t::app_retry() on_action=retry/> }
}
