//! What the frame takes from the page around it. It trusts nothing: what does not fit exactly is ignored and counted.

use crate::platform::json;
use contract::embed::{Connect, FrameSays, PageSays, VERSION};
use contract::limits::EMBED_HEIGHT_MOST;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The longest message that is read at all, in bytes.
const MESSAGE_BYTES: usize = 200;

/// The look that the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The conversation with the page, from the frame's side.
#[derive(Debug)]
pub struct Talk {
    origins: Vec<String>,
    met: bool,
    ignored: u32,
}

impl Talk {
    /// Nobody has answered yet; a page of one of these origins may.
    pub fn new(origins: Vec<String>) -> Talk {
        Talk { origins, met: false, ignored: 0 }
    }

    /// A message to the window. The first that is a connection from a listed origin is answered with what to say through its port.
    pub fn meets(&mut self, origin: &str, text: &str) -> Option<String> {
        let listed = self.origins.iter().any(|known| known == origin);
        let fits = !self.met && listed && exactly::<Connect>(text).is_some_and(|connect| connect.gom == VERSION);
        self.met |= fits;
        self.count(fits.then(|| says(&FrameSays::Ready)))
    }

    /// A message through the port.
    pub fn hears(&mut self, text: &str) -> Option<Look> {
        let look = match exactly(text).filter(|_| self.met) {
            Some(PageSays::Theme { theme }) if theme == "light" => Some(Look::Light),
            Some(PageSays::Theme { theme }) if theme == "dark" => Some(Look::Dark),
            _ => None,
        };
        self.count(look)
    }

    /// How many messages did not fit.
    pub fn ignored(&self) -> u32 {
        self.ignored
    }

    fn count<T>(&mut self, taken: Option<T>) -> Option<T> {
        self.ignored = self.ignored.saturating_add(u32::from(taken.is_none()));
        taken
    }
}

/// What to say when the content is this high.
pub fn size(height: u32) -> String {
    says(&FrameSays::Size { height: height.min(EMBED_HEIGHT_MOST) })
}

fn says(message: &FrameSays) -> String {
    json::write(message).unwrap_or_default()
}

/// The value, if the text says it and nothing else. The browser's parser skips fields that nobody asked for; written again, a
/// value without them is shorter.
fn exactly<T: DeserializeOwned + Serialize>(text: &str) -> Option<T> {
    let value: T = json::read(Some(text).filter(|text| text.len() <= MESSAGE_BYTES)?)?;
    (json::write(&value)?.len() == text.len()).then_some(value)
}

#[cfg(test)]
#[path = "talk_tests.rs"]
mod tests;
