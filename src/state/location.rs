//! Where the member is, and going elsewhere.

use super::route::Route;
use crate::platform::location;
use leptos::prelude::*;

/// The address.
#[derive(Clone, Copy)]
pub struct Location {
    path: RwSignal<String>,
    search: RwSignal<String>,
}

/// The address.
pub fn use_location() -> Location {
    expect_context()
}

impl Location {
    /// The path; a view that reads it follows it.
    pub fn path(self) -> String {
        self.path.get()
    }

    /// The path with its parameters, as it is now.
    pub fn address(self) -> String {
        [self.path.get_untracked(), self.search.get_untracked()].concat()
    }

    /// The page that the path names, or `None` when it names none.
    pub fn route(self) -> Option<Route> {
        self.path.with(|path| Route::from_path(path))
    }

    /// The value of a parameter of the address; a view that reads it follows it.
    pub fn parameter(self, name: &str) -> Option<String> {
        self.search.with(|search| location::parameter(search, name))
    }

    /// What a page reads from its parameters. On the way to another page it stays as it was: the parameters there are not its own.
    pub fn asked<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        page: Route,
        read: impl Fn(&dyn Fn(&str) -> Option<String>) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |before: Option<&T>| match before {
            Some(before) if self.route().as_ref() != Some(&page) => before.clone(),
            _ => read(&|name| self.parameter(name)),
        })
    }

    /// Goes to a page, from its top.
    pub fn go(self, path: &str) {
        location::change(path, false);
        self.follow();
    }

    /// Changes the address in its place: a redirect, or what a form keeps in it.
    pub fn replace(self, path: &str) {
        location::change(path, true);
        self.follow();
    }

    fn follow(self) {
        // The path last: who follows it reads the parameters that belong to it.
        for (signal, now) in [(self.search, location::search()), (self.path, location::path())] {
            if signal.with_untracked(|before| *before != now) {
                signal.set(now);
            }
        }
    }
}

pub(super) fn provide() {
    let here = Location { path: RwSignal::new(location::path()), search: RwSignal::new(location::search()) };
    location::on_change(move || here.follow());
    provide_context(here);
}
