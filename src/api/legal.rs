//! The texts of the terms and the privacy notice: files beside the app, one for each language.

use super::client;
use super::error::ApiError;
use contract::Language;
use serde::Deserialize;

/// Both documents in one language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LegalTexts {
    /// The terms of use.
    pub terms: Document,
    /// The privacy notice.
    pub privacy: Document,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Document {
    /// In the order they are read.
    pub sections: Vec<Section>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Section {
    /// What it is about.
    pub heading: String,
    /// What it says.
    pub paragraphs: Vec<String>,
}

/// The documents in a language.
pub async fn get(language: Language) -> Result<LegalTexts, ApiError> {
    client::get_file(&["/legal/", language.tag(), ".json"].concat()).await
}

#[cfg(test)]
mod tests {
    use super::LegalTexts;

    #[test]
    fn the_documents_say_as_much_in_every_language() {
        let shape = |text: &str| {
            let texts: LegalTexts = serde_json::from_str(text).unwrap();
            let count = |sections: &[super::Section]| sections.iter().map(|s| s.paragraphs.len()).collect::<Vec<_>>();
            [count(&texts.terms.sections), count(&texts.privacy.sections)]
        };
        let vietnamese = shape(include_str!("../../locales/legal/vi.json"));
        assert!(vietnamese.iter().all(|sections| !sections.is_empty()));
        assert_eq!(shape(include_str!("../../locales/legal/en.json")), vietnamese);
        assert_eq!(shape(include_str!("../../locales/legal/ru.json")), vietnamese);
    }
}
