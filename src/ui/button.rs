//! Buttons, and links that look like them.

use leptos::prelude::*;

/// How much a button weighs on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do next: full width, jade.
    #[default]
    Primary,
    /// Everything else.
    Quiet,
    /// What cannot be undone.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            ButtonKind::Primary => "button primary",
            ButtonKind::Quiet => "button quiet",
            ButtonKind::Danger => "button danger",
        }
    }
}

/// A button. While it is busy it keeps its focus and its size and takes no second press.
#[component]
pub fn Button(
    /// How much it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// An answer is under way: pressed again, it does nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It cannot be pressed now; the page says why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// `submit` inside a form; `button` otherwise.
    #[prop(default = "button")]
    r#type: &'static str,
    /// An id, for the focus.
    #[prop(optional)]
    id: &'static str,
    /// What a screen reader says instead of its words, where several buttons have the same; it begins with them.
    #[prop(optional, into)]
    label: String,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let inert = move || busy.get() || disabled.get();
    let when = |is: bool| if is { Some("true") } else { None };
    let (aria_disabled, aria_busy) = (Signal::derive(move || when(inert())), Signal::derive(move || when(busy.get())));
    view! {
        <button
            class=kind.class()
            id=(!id.is_empty()).then_some(id)
            aria-label=(!label.is_empty()).then_some(label)
            type=r#type
            aria-disabled=aria_disabled
            aria-busy=aria_busy
            on:click=move |event| {
                if inert() {
                    event.prevent_default();
                } else {
                    on_press.run(());
                }
            }
        >
            {children()}
        </button>
    }
    .into_any()
}

/// A link that looks like a button, because it is the thing to do next but only leads somewhere.
#[component]
pub fn ButtonLink(
    /// How much it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! { <a class=kind.class() href=href>{children()}</a> }.into_any()
}
