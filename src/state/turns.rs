//! Parts of a page that are made one after the other, each in a task of its own: what is pressed between two of them is answered
//! before the next.

use crate::platform::timer;
use crate::ui::dynamic;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Whose turn it is. Parts of place 0 are made at once.
#[derive(Clone, Copy)]
pub struct Turns(RwSignal<usize>);

impl Turns {
    /// Nobody's but that of place 0, until [`Self::begin`].
    #[expect(clippy::new_without_default, reason = "it belongs to the view that makes it")]
    pub fn new() -> Turns {
        Turns(RwSignal::new(0))
    }

    /// One after the other, up to this place; then everything. Begun again, it goes on.
    pub fn begin(self, last: usize) {
        self.begin_after(last, async {});
    }

    /// The same, once what is there already is drawn.
    pub fn begin_drawn(self, last: usize) {
        self.begin_after(last, timer::drawn());
    }

    fn begin_after(self, last: usize, first: impl Future<Output = ()> + 'static) {
        if self.0.get_untracked() > 0 {
            return;
        }
        spawn_local(async move {
            first.await;
            for place in (1..=last).chain([usize::MAX]) {
                timer::breathe().await;
                self.0.try_update(|turn| *turn = place.max(*turn));
            }
        });
    }

    /// Everything at once from now on.
    pub fn end(self) {
        self.0.set(usize::MAX);
    }

    /// A part, from its turn on.
    pub fn part(self, place: usize, make: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
        self.part_instead(place, make, || ().into_any())
    }

    /// The same, with something in its place until then.
    pub fn part_instead(
        self,
        place: usize,
        mut make: impl FnMut() -> AnyView + Send + 'static,
        before: impl Fn() -> AnyView + Send + 'static,
    ) -> AnyView {
        let is_due = Memo::new(move |_| place <= self.0.get());
        dynamic(move || if is_due.get() { make() } else { before() })
    }
}
