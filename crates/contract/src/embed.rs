//! Gom in a partner's page: who may, and what frame and page say to each other.
//!
//! The frame says [`HELLO`] to its parent, which carries nothing. The page answers with [`Connect`] and a `MessagePort`, to the wallet's
//! exact origin. The frame takes it only from its parent and only from an origin of the partner's registry; all other messages
//! go through the port. Messages are plain objects of the JSON form below, not texts. Whatever does not fit is ignored and counted.

use crate::ids::{PartnerId, ProgramId};
use serde::{Deserialize, Serialize};

/// A partner, as everybody may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Partner {
    /// Short name.
    pub id: PartnerId,
    /// Name to show.
    pub name: String,
    /// The program that its page is about.
    pub program: ProgramId,
    /// Origins that may frame the wallet, such as `https://shop.example`.
    pub origins: Vec<String>,
    /// Whether balances and rates here are sample data: the frame says so.
    #[serde(default)]
    pub demo: bool,
}

/// The text of the frame's first message. It carries nothing, so it may go to any parent.
pub const HELLO: &str = "gom:hello";
/// The version of the protocol.
pub const VERSION: u32 = 1;

/// What the page answers to [`HELLO`], with a port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connect {
    /// [`VERSION`].
    pub gom: u32,
}

/// What the frame says through the port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FrameSays {
    /// The view is there.
    Ready,
    /// The view is this high now, in CSS pixels; at most `limits::EMBED_HEIGHT_MOST`.
    Size {
        /// CSS pixels.
        height: u32,
    },
}

/// What the page says through the port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PageSays {
    /// Which look the page has.
    Theme {
        /// `light` or `dark`.
        theme: String,
    },
}
