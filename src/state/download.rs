//! A file for the member. The app fetches it, and no link does, so that a failure is told in words.

use super::failure;
use super::toasts::use_toasts;
use crate::api::ApiError;
use crate::platform::device;
use crate::ui::{Button, ButtonKind, ErrorSummary, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;

/// A file under way.
pub type Text = Pin<Box<dyn Future<Output = Result<String, ApiError>>>>;

/// What the member gets.
pub struct File {
    /// What it is called on the member's device.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    /// What it holds.
    pub text: Text,
}

/// The button, and below it what went wrong.
#[component]
pub fn Download(
    /// Its words.
    label: &'static str,
    /// What is said once the file is there.
    done: &'static str,
    /// Asks for the file.
    #[prop(into)]
    ask: Callback<(), File>,
    /// What follows the button.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let toasts = use_toasts();
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let fetch = move |()| {
        let File { name, kind, text } = ask.run(());
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            match text.await {
                Ok(text) => {
                    device::save_file(&name, kind, &text);
                    toasts.show(done);
                }
                Err(error) => drop(wrong.try_set(Some(failure::told(&error)))),
            }
            busy.try_set(false);
        });
    };
    let problem = dynamic(move || match wrong.get() {
        Some(text) => view! { <ErrorSummary id="download-error" text=text/> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <Button kind=ButtonKind::Quiet busy=busy on_press=fetch>{label}</Button>
        {(!hint.is_empty()).then(|| view! { <p class="meta">{hint}</p> })}
        {problem}
    }
    .into_any()
}
