//! A list that comes page by page, as a view follows it.

use super::failure::Failure;
use crate::api::ApiError;
use crate::i18n::t;
use crate::platform::page;
use crate::ui::{Button, ButtonKind, dynamic};
use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A page: its entries, and the cursor of the next one.
pub type Fetched<T> = Result<(Vec<T>, Option<String>), ApiError>;

/// Asks for the page of a cursor; `None` is the first.
type Fetch<T> = Arc<dyn Fn(Option<String>) -> Pin<Box<dyn Future<Output = Fetched<T>>>> + Send + Sync>;

/// The link of each entry: a list has one for each, so that the focus can go to the first new one.
const LINKS: &str = "#listing li a";

/// A list being shown. One on a page.
pub struct Listing<T: Send + Sync + 'static> {
    items: RwSignal<Vec<T>>,
    next: RwSignal<Option<String>>,
    error: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
    /// What is shown answers an earlier question, or nothing was answered yet: the first page is asked for.
    outdated: RwSignal<bool>,
    fetch: StoredValue<Fetch<T>>,
    running: StoredValue<Option<AbortHandle>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Skeleton,
    Nothing,
    Empty,
    Rows,
}

impl<T: Send + Sync + 'static> Clone for Listing<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Listing<T> {}

impl<T: Clone + Send + Sync + 'static> Listing<T> {
    /// What is shown.
    pub fn shown(self) -> Vec<T> {
        self.items.get_untracked()
    }
}

impl<T: Send + Sync + 'static> Listing<T> {
    /// A list whose first page is asked for at once.
    pub fn new<F>(fetch: impl Fn(Option<String>) -> F + Send + Sync + 'static) -> Listing<T>
    where
        F: Future<Output = Fetched<T>> + 'static,
    {
        let listing = Listing {
            items: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
            outdated: RwSignal::new(true),
            fetch: StoredValue::new(Arc::new(move |cursor| Box::pin(fetch(cursor)))),
            running: StoredValue::new(None),
        };
        on_cleanup(move || listing.give_up(None));
        listing.ask();
        listing
    }

    /// The question is another one now. What is shown stays until its first page is there; an answer to the question before is not
    /// waited for.
    pub fn restart(self) {
        self.outdated.set(true);
        self.ask();
    }

    /// Asks for the next page, or for the failed one again.
    pub fn more(self) {
        if !self.busy.get_untracked() {
            self.ask();
        }
    }

    /// Whether a page is under way; a view that reads it follows it.
    pub fn busy(self) -> bool {
        self.busy.get()
    }

    /// Puts entries that are newer in the place of those that are shown. A link that has the focus keeps it.
    pub fn show(self, items: Vec<T>) {
        let grown = items.len().saturating_sub(self.items.with_untracked(Vec::len)) as u32;
        let focused = page::focused_place(LINKS);
        self.items.set(items);
        if let Some(place) = focused {
            go_to((place + grown) as usize);
        }
    }

    fn ask(self) {
        self.busy.set(true);
        let cursor = if self.outdated.get_untracked() { None } else { self.next.get_untracked() };
        let page = self.fetch.with_value(|fetch| fetch(cursor));
        let (work, handle) = abortable(async move { self.take(page.await) });
        self.give_up(Some(handle));
        spawn_local(async move {
            // Given up or done: either way there is nothing left to tell.
            let _ = work.await;
        });
    }

    fn take(self, page: Fetched<T>) {
        let outdated = self.outdated.get_untracked();
        let had = self.items.with_untracked(Vec::len);
        match page {
            Ok((more, next)) => {
                self.items.update(|items| {
                    if outdated {
                        items.clear();
                    }
                    items.extend(more);
                });
                self.next.set(next);
                self.error.set(None);
                self.outdated.set(false);
                if !outdated && had > 0 {
                    go_to(had);
                }
            }
            Err(error) => {
                if outdated {
                    self.items.update(Vec::clear);
                }
                self.error.set(Some(error));
            }
        }
        self.busy.set(false);
    }

    /// Nobody waits for the request under way any more; this one is, from now on.
    fn give_up(self, next: Option<AbortHandle>) {
        let running = self.running.try_update_value(|running| std::mem::replace(running, next)).flatten();
        if let Some(running) = running {
            running.abort();
        }
    }

    /// The list: grey boxes first, then rows or what stands for none, the way to more, and the way out of a failure.
    pub fn view(
        self,
        rows: impl Fn(&[T]) -> AnyView + Send + 'static,
        empty: impl Fn() -> AnyView + Send + 'static,
        skeleton: fn() -> AnyView,
    ) -> AnyView {
        let shows = Memo::new(move |before: Option<&Shows>| {
            match (self.items.with(Vec::is_empty), self.error.with(Option::is_some)) {
                (false, _) => Shows::Rows,
                (true, true) => Shows::Nothing,
                // An empty list stays what it is while another question is asked.
                (true, false) if self.outdated.get() && before != Some(&Shows::Empty) => Shows::Skeleton,
                (true, false) => Shows::Empty,
            }
        });
        let list = dynamic(move || match shows.get() {
            Shows::Skeleton => skeleton(),
            Shows::Nothing => ().into_any(),
            Shows::Empty => empty(),
            Shows::Rows => self.items.with(|items| rows(items)),
        });
        let busy = Signal::derive(move || if self.busy.get() { Some("true") } else { None });
        let more = Callback::new(move |()| self.more());
        view! { <div id="listing" aria-busy=busy>{list}</div>{ending(self.next, self.error, self.busy, more)} }
            .into_any()
    }
}

/// The first new entry takes the focus from the button that asked for it, which stands behind all of them now, or is gone.
fn go_to(place: usize) {
    spawn_local(async move {
        tick().await;
        page::focus_nth(LINKS, place as u32);
    });
}

fn ending(
    next: RwSignal<Option<String>>,
    error: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
    more: Callback<()>,
) -> AnyView {
    dynamic(move || match (error.get(), next.with(Option::is_some)) {
        (Some(error), _) => view! { <Failure error=error retry=more/> }.into_any(),
        (None, true) => {
            view! { <Button kind=ButtonKind::Quiet busy=busy on_press=more>{t::list_more()}</Button> }.into_any()
        }
        (None, false) => ().into_any(),
    })
}
