//! The table of texts: loaded once before the app is drawn, its second half before the first page that needs it; read by number.

use crate::platform::{early, intl, page};
use contract::Language;
use std::sync::OnceLock;

struct Table {
    language: Language,
    texts: Texts,
}

type Texts = Vec<&'static str>;

static TABLE: OnceLock<Table> = OnceLock::new();
static PAGES: OnceLock<Texts> = OnceLock::new();

/// Waits for the texts that the start-up script asked for and keeps them. Without them there is no app to show.
pub async fn load() -> Result<(), early::NoTexts> {
    let language = early::language().and_then(|tag| Language::from_tag(&tag)).unwrap_or(Language::Vi);
    let texts = lines(early::texts().await?);
    page::set_lang(language.tag());
    // Set once: main loads before it mounts.
    let _ = TABLE.set(Table { language, texts });
    Ok(())
}

/// Whether the texts of all pages are there.
pub fn has_pages() -> bool {
    PAGES.get().is_some()
}

/// Asks for the texts of all pages but the first screen, at once; answers whether they are there.
pub fn load_pages() -> impl Future<Output = bool> {
    let asked = (!has_pages()).then(early::page_texts);
    async {
        let Some(asked) = asked else { return true };
        let texts = asked.await;
        // Two pages may have asked; both find the texts of the first.
        has_pages() || texts.is_ok_and(|texts| PAGES.set(lines(texts)).is_ok())
    }
}

/// One text for each line. They stay as long as the app does.
fn lines(texts: String) -> Texts {
    Box::leak(texts.into_boxed_str()).split('\n').collect()
}

/// The language of the texts.
pub fn language() -> Language {
    TABLE.get().map_or(Language::Vi, |table| table.language)
}

/// The text of that number.
pub(super) fn text(number: usize) -> &'static str {
    if let Some(Table { texts, .. }) = TABLE.get() {
        let later = || PAGES.get()?.get(number - texts.len());
        return texts.get(number).or_else(later).copied().unwrap_or_default();
    }
    #[cfg(not(target_arch = "wasm32"))]
    return super::t::VIETNAMESE.iter().chain(&super::pages::VIETNAMESE).nth(number).copied().unwrap_or_default();
    #[cfg(target_arch = "wasm32")]
    ""
}

/// The form of a plural family that fits `n`: one, few, many, other.
pub(super) fn plural(n: u64, forms: [usize; 4]) -> &'static str {
    let form = match intl::plural(language().tag(), n).as_str() {
        "one" => forms[0],
        "few" => forms[1],
        "many" => forms[2],
        _ => forms[3],
    };
    text(form)
}

/// Puts values in the places of `{name}`.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut parts = text.split('{');
    filled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let Some((name, rest)) = part.split_once('}') else { continue };
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_take_the_places_of_their_names_in_any_order() {
        let values = [("a", "1"), ("b", "2")];
        for (text, filled) in [("{b} of {a}", "2 of 1"), ("none", "none"), ("{a}{a}", "11"), ("{x}!", "!")] {
            assert_eq!(fill(text, &values), filled);
        }
    }
}
