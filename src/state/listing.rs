//! A list that comes page by page, as a view follows it.

use super::failure::Failure;
use crate::api::ApiError;
use crate::i18n::t;
use crate::ui::{Button, ButtonKind, Skeleton, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A page: its entries, and the cursor of the next one.
pub type Fetched<T> = Result<(Vec<T>, Option<String>), ApiError>;

/// Asks for the page of a cursor; `None` is the first.
type Fetch<T> = Arc<dyn Fn(Option<String>) -> Pin<Box<dyn Future<Output = Fetched<T>>>> + Send + Sync>;

/// A list being shown.
pub struct Listing<T: Send + Sync + 'static> {
    items: RwSignal<Vec<T>>,
    next: RwSignal<Option<String>>,
    error: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
    fetch: StoredValue<Fetch<T>>,
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
            fetch: StoredValue::new(Arc::new(move |cursor| Box::pin(fetch(cursor)))),
        };
        listing.more();
        listing
    }

    /// Asks for the next page, or for the failed one again.
    pub fn more(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let page = self.fetch.with_value(|fetch| fetch(self.next.get_untracked()));
        spawn_local(async move {
            match page.await {
                Ok((more, next)) => {
                    self.items.update(|items| items.extend(more));
                    self.next.set(next);
                    self.error.set(None);
                }
                Err(error) => self.error.set(Some(error)),
            }
            self.busy.set(false);
        });
    }

    /// The list: a skeleton first, then rows or what stands for none, the way to more, and the way out of a failure.
    pub fn view(
        self,
        rows: impl Fn(&[T]) -> AnyView + Send + 'static,
        empty: impl Fn() -> AnyView + Send + 'static,
    ) -> AnyView {
        let shows = Memo::new(move |_| match (self.items.with(Vec::is_empty), self.error.with(Option::is_some)) {
            (false, _) => Shows::Rows,
            (true, true) => Shows::Nothing,
            (true, false) if self.busy.get() => Shows::Skeleton,
            (true, false) => Shows::Empty,
        });
        let list = dynamic(move || match shows.get() {
            Shows::Skeleton => view! { <Skeleton label=t::app_loading() cards=4/> }.into_any(),
            Shows::Nothing => ().into_any(),
            Shows::Empty => empty(),
            Shows::Rows => self.items.with(|items| rows(items)),
        });
        view! { {list}{ending(self.next, self.error, self.busy, Callback::new(move |()| self.more()))} }.into_any()
    }
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
