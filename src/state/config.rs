//! What the operator set without a fork: name, logo, languages, pages of theirs. Nothing set is Gom as it is.

use crate::i18n::t;
use crate::platform::settings;
use crate::ui::Logo;
use contract::Language;
use leptos::prelude::*;

/// Name of the product.
pub fn name() -> String {
    settings::get("name").unwrap_or_else(|| t::app_name().into())
}

/// The logo, or the name in its place: ours is written small.
pub fn logo() -> AnyView {
    let name = name();
    let name = if name == t::app_name() { t::app_name_short().into() } else { name };
    view! { <Logo name=name picture=settings::get("logo")/> }.into_any()
}

/// Languages on offer, the default first.
pub fn languages() -> Vec<Language> {
    offered(&settings::get("languages").unwrap_or_default())
}

/// The operator's terms of use.
pub fn terms() -> Option<String> {
    settings::get("links.terms")
}

/// The operator's privacy notice.
pub fn privacy() -> Option<String> {
    settings::get("links.privacy")
}

/// The operator's help for members.
pub fn support() -> Option<String> {
    settings::get("links.support")
}

/// Tags with commas; those that this version does not speak are left out, and without any there are all.
fn offered(tags: &str) -> Vec<Language> {
    let known: Vec<Language> = tags.split(',').filter_map(Language::from_tag).collect();
    if known.is_empty() { vec![Language::Vi, Language::En, Language::Ru] } else { known }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::{Config, Links};

    #[test]
    fn only_languages_that_the_app_speaks_are_offered() {
        use Language::{En, Ru, Vi};
        for (tags, languages) in
            [("", vec![Vi, En, Ru]), ("en", vec![En]), ("ru,xx,vi", vec![Ru, Vi]), ("xx", vec![Vi, En, Ru])]
        {
            assert_eq!(offered(tags), languages, "{tags}");
        }
    }

    /// The names above are read by hand, for that weighs nothing; here they are compared with the contract.
    #[test]
    fn every_setting_is_where_the_contract_has_it() {
        let link = |name: &str| Some(name.to_owned());
        let links = Links { terms: link("t"), privacy: link("p"), support: link("s") };
        let config = Config { logo: link("l"), api: "a".into(), links, ..Config::default() };
        let json = serde_json::to_value(config).unwrap();
        for (path, value) in [
            ("/name", "Gom"),
            ("/logo", "l"),
            ("/api", "a"),
            ("/links/terms", "t"),
            ("/links/privacy", "p"),
            ("/links/support", "s"),
            ("/languages/2", "ru"),
        ] {
            assert_eq!(json.pointer(path).and_then(|found| found.as_str()), Some(value), "{path}");
        }
    }
}
