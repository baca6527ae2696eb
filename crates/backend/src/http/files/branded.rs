//! What the operator's configuration changes in the files of the build: the page's words and its `gom-config`, the policy, the
//! manifest, and the page's revision in the service worker. Everything is found exactly once, or the build is not ours.

use crate::config::{LOGO, Operator};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{Config, Language};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The name that the build carries.
const NAME: &str = "Gom";
/// The language that the build's page and manifest are written in.
const WRITTEN_IN: Language = Language::Vi;
const LOCALIZED: &str = "_localized";

/// Whether the build can be served as it is.
pub fn is_plain(operator: &Operator) -> bool {
    operator.logo.is_none() && operator.config == Config::default()
}

/// The policy with the origin of the API.
pub fn policy<'a>(directives: impl Iterator<Item = &'a str>, config: &Config) -> String {
    let with_api = directives.map(|directive| match directive.starts_with("connect-src ") && !config.api.is_empty() {
        true => format!("{directive} {}", config.api),
        false => directive.to_owned(),
    });
    with_api.collect::<Vec<String>>().join("; ")
}

/// The page. Its scripts and styles stay as they are, for the policy names their hashes.
pub fn page(built: &str, manifest: &Manifest, config: &Config) -> Option<String> {
    let language = config.languages.first().copied().unwrap_or(WRITTEN_IN);
    let mut page = rename(built, &config.name);
    let tag = |language: Language| format!("<html lang=\"{}\">", language.tag());
    page = replace_once(&page, &tag(WRITTEN_IN), &tag(language))?;
    let description = manifest.description(language)?.replace(NAME, &config.name);
    page = set_content(&page, "description", &description)?;
    set_content(&page, "gom-config", &serde_json::to_string(config).ok()?)
}

/// The service worker, which then fetches the changed page, and the logo.
pub fn worker(built: &str, page_before: &[u8], page: &[u8], logo: Option<&[u8]>) -> Option<String> {
    let entry = |content: &[u8], url: &str| {
        let hash = format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)));
        format!("{{\"integrity\":\"{hash}\",\"revision\":\"{hash}\",\"url\":\"{url}\"}}")
    };
    let (before, mut after) = (entry(page_before, "/index.html"), entry(page, "/index.html"));
    if let Some(logo) = logo {
        after = format!("{after},{}", entry(logo, LOGO));
    }
    replace_once(built, &before, &after)
}

/// The web app manifest, with its texts in every language under `…_localized`.
pub struct Manifest(Map<String, Value>);

impl Manifest {
    pub fn read(text: &str) -> Option<Manifest> {
        match serde_json::from_str(text) {
            Ok(Value::Object(members)) => Some(Manifest(members)),
            _ => None,
        }
    }

    /// The manifest in the operator's name, colour and default language.
    pub fn branded(&self, config: &Config) -> String {
        let mut members = self.0.clone();
        let language = config.languages.first().copied().unwrap_or(WRITTEN_IN);
        members.values_mut().for_each(|value| rename_all(value, &config.name));
        localize(&mut members, language, &config.languages);
        members.insert("lang".into(), language.tag().into());
        if let Some(accent) = &config.accent {
            members.insert("theme_color".into(), accent.light.as_str().into());
        }
        Value::Object(members).to_string()
    }

    fn description(&self, language: Language) -> Option<&str> {
        let translated = self.0.get(&format!("description{LOCALIZED}")).and_then(|texts| texts.get(language.tag()));
        translated.or(self.0.get("description"))?.as_str()
    }
}

/// Makes the text of the default language the plain one, and drops languages that are not on offer.
fn localize(members: &mut Map<String, Value>, language: Language, offered: &[Language]) {
    let names: Vec<String> = members.keys().filter_map(|key| Some(key.strip_suffix(LOCALIZED)?.to_owned())).collect();
    for name in names {
        let Some(Value::Object(texts)) = members.get_mut(&format!("{name}{LOCALIZED}")) else { continue };
        let Some(plain) = texts.remove(language.tag()) else { continue };
        let mut others = std::mem::take(texts);
        others.extend(members.insert(name.clone(), plain).map(|text| (WRITTEN_IN.tag().to_owned(), text)));
        others.retain(|tag, _| offered.iter().any(|language| language.tag() == tag));
        members.insert(format!("{name}{LOCALIZED}"), Value::Object(others));
    }
    for value in members.values_mut() {
        for inner in value.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            localize(inner, language, offered);
        }
    }
}

fn rename_all(value: &mut Value, name: &str) {
    match value {
        Value::String(text) => *text = text.replace(NAME, name),
        Value::Array(values) => values.iter_mut().for_each(|value| rename_all(value, name)),
        Value::Object(members) => members.values_mut().for_each(|value| rename_all(value, name)),
        _ => {}
    }
}

/// Writes another name into everything but scripts and styles.
fn rename(page: &str, name: &str) -> String {
    let name = &escaped(name);
    let mut renamed = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((start, end)) = next_code(rest) {
        renamed.push_str(&rest[..start].replace(NAME, name));
        renamed.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    renamed + &rest.replace(NAME, name)
}

/// Where the next script or style begins and ends.
fn next_code(page: &str) -> Option<(usize, usize)> {
    let elements = [("<script", "</script>"), ("<style", "</style>")];
    let starts = elements.iter().filter_map(|(open, close)| Some((page.find(open)?, *close)));
    let (start, close) = starts.min()?;
    let end = page[start..].find(close).map_or(page.len(), |at| start + at + close.len());
    Some((start, end))
}

fn set_content(page: &str, meta: &str, content: &str) -> Option<String> {
    let open = format!("<meta name=\"{meta}\" content=");
    let (before, after) = page.split_once(&open)?;
    let (_, after) = after.split_once('>')?;
    (!after.contains(&open)).then(|| format!("{before}{open}\"{}\">{after}", escaped(content)))
}

fn replace_once(text: &str, from: &str, to: &str) -> Option<String> {
    (text.matches(from).count() == 1).then(|| text.replacen(from, to, 1))
}

fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::{Accent, Links};

    const PAGE: &str = "<html lang=\"vi\"><meta name=\"gom-config\" content='{\"name\":\"Gom\"}'><script>Gom</script>\
        <meta name=\"description\" content=\"Gom: x\"><title>Gom</title><style>Gom</style><p>Gom</p>";
    const MANIFEST: &str = "{\"name\":\"Gom\",\"lang\":\"vi\",\"description\":\"Gom: điểm\",\"theme_color\":\"#000000\",\
        \"description_localized\":{\"en\":\"Gom: points\",\"ru\":\"Gom: баллы\"},\
        \"shortcuts\":[{\"name\":\"Ví\",\"name_localized\":{\"en\":\"Wallet\",\"ru\":\"Кошелёк\"},\"url\":\"/\"}]}";

    fn config() -> Config {
        Config {
            name: "A & \"B\" <Gom>".into(),
            languages: vec![Language::En, Language::Vi],
            accent: Some(Accent { light: "#111111".into(), dark: "#eeeeee".into() }),
            api: "https://api.example".into(),
            links: Links { terms: Some("/t?a='\"".into()), ..Links::default() },
            ..Config::default()
        }
    }

    #[test]
    fn words_change_and_scripts_do_not() {
        let page = page(PAGE, &Manifest::read(MANIFEST).unwrap(), &config()).unwrap();
        let name = "A &amp; &quot;B&quot; &lt;Gom&gt;";
        assert!(page.contains("<script>Gom</script>") && page.contains("<style>Gom</style>"), "{page}");
        assert!(page.contains(&format!("<title>{name}</title>")) && page.contains(&format!("<p>{name}</p>")), "{page}");
        assert!(page.contains(&format!("name=\"description\" content=\"{name}: points\">")), "{page}");
        assert!(page.starts_with("<html lang=\"en\">"), "{page}");
        let carried = page.split("name=\"gom-config\" content=\"").nth(1).unwrap().split("\">").next().unwrap();
        assert!(!carried.contains(['<', '>', '"']), "{carried}");
        let carried = carried.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assert_eq!(serde_json::from_str::<Config>(&carried).unwrap(), config());
    }

    #[test]
    fn a_page_without_its_places_is_refused() {
        let manifest = Manifest::read(MANIFEST).unwrap();
        for lost in ["<html lang=\"vi\">", "name=\"gom-config\"", "name=\"description\""] {
            assert!(page(&PAGE.replace(lost, ""), &manifest, &config()).is_none(), "{lost}");
        }
    }

    #[test]
    fn the_manifest_speaks_the_default_language() {
        let text = Manifest::read(MANIFEST).unwrap().branded(&config());
        let manifest: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(manifest["name"], "A & \"B\" <Gom>");
        assert_eq!((&manifest["lang"], &manifest["theme_color"]), (&"en".into(), &"#111111".into()));
        assert_eq!(manifest["description"], "A & \"B\" <Gom>: points");
        assert_eq!(manifest["description_localized"], serde_json::json!({"vi": "A & \"B\" <Gom>: điểm"}));
        assert_eq!(manifest["shortcuts"][0]["name"], "Wallet");
        assert_eq!(manifest["shortcuts"][0]["name_localized"], serde_json::json!({"vi": "Ví"}));
    }

    #[test]
    fn only_the_revision_of_the_page_changes_in_the_worker() {
        // sha256 of "before", "after" and "logo".
        let before = "sha256-bbfYA+dPH/p9j1rcC/lbPhW/TINz//rfVGInzGxnQss=";
        let built = format!(
            "a([{{\"integrity\":\"{before}\",\"revision\":\"{before}\",\"url\":\"/index.html\"}},{{\"url\":\"/x\"}}])"
        );
        let changed = worker(&built, b"before", b"after", None).unwrap();
        assert_eq!(changed, built.replace(before, "sha256-85WSOT7whZyxlqUmk9LOoA+y33hLPASuVKp8rbjlYvg="));
        let with_logo = worker(&built, b"before", b"after", Some(b"logo")).unwrap();
        let (start, end) = with_logo.split_once(",{\"integrity\":\"sha256-NZjOb5ZbJIH+JjFsBrMJUMRqx/jnIp8QSqePV5mXZo0=\",\"revision\":\"sha256-NZjOb5ZbJIH+JjFsBrMJUMRqx/jnIp8QSqePV5mXZo0=\",\"url\":\"/logo.svg\"}").unwrap();
        assert_eq!(format!("{start}{end}"), changed);
        assert!(worker(&built, b"another", b"after", None).is_none());
    }

    #[test]
    fn the_policy_lets_the_app_ask_the_api_and_nobody_else() {
        let directives = ["default-src 'none'", "connect-src 'self'", "img-src 'self'"];
        let wanted = "default-src 'none'; connect-src 'self' https://api.example; img-src 'self'";
        assert_eq!(policy(directives.into_iter(), &config()), wanted);
        assert_eq!(policy(directives.into_iter(), &Config::default()), directives.join("; "));
    }
}
