//! Widgets without router, api or translation keys: texts come in as props, what happened goes out as a callback.
//!
//! Each has its own stylesheet under style/ui. Formats (numbers, money) come from i18n.

mod alert;
mod bold;
mod button;
mod card;
mod chip;
mod dialog;
mod dynamic;
mod empty;
mod error_panel;
mod error_summary;
mod field;
mod filters;
mod icon;
mod logo;
mod lots_bar;
mod money;
mod monogram;
mod page_header;
mod select;
mod skeleton;
mod timeline;
mod toast;
mod veiled;

pub use alert::Alert;
pub use bold::bold;
pub use button::{Button, ButtonKind, ButtonLink};
pub use card::Card;
pub use chip::{Chip, Dot};
pub use dialog::Dialog;
pub use dynamic::dynamic;
pub use empty::Empty;
pub use error_panel::ErrorPanel;
pub use error_summary::ErrorSummary;
pub use field::{Field, FieldKind};
pub use filters::{FilterLink, Filters};
pub use icon::{Icon, IconName};
pub use logo::Logo;
pub use lots_bar::{LotSegment, LotsBar, Urgency};
pub use money::{ApproxMoney, HeroMoney};
pub use monogram::Monogram;
pub use page_header::{Back, PageHeader};
pub use select::{Choices, Select};
pub use skeleton::Skeleton;
pub use timeline::{Timeline, TimelineDot, TimelineItem};
pub use toast::ToastRegion;
pub use veiled::veiled;
