//! Every value of the file, checked on its own; the first that cannot be used is the one that is named.

use super::contrast::{self, DARK, LIGHT, Look};
use super::file::{Written, WrittenAccent, WrittenLinks, WrittenPartner};
use super::{LOGO, Operator, logo};
use crate::origin::Origin;
use contract::embed::Partner;
use contract::{Accent, Config, Language, Links, PartnerId, ProgramId, Programs, limits};
use std::collections::BTreeMap;
use std::path::Path;
use toml::Spanned;

/// What is wrong, and where in the text.
pub struct Fault {
    pub at: usize,
    pub said: String,
}

type Checked<T> = Result<T, Fault>;

fn fault<T>(place: &Spanned<T>, said: impl Into<String>) -> Fault {
    Fault { at: place.span().start, said: said.into() }
}

/// What the file says, or Gom's own where it says nothing. Paths are taken from `folder`.
pub fn operator(written: &Written, folder: &Path, known: &Programs) -> Checked<Operator> {
    let own = Config::default();
    let config = Config {
        name: written.name.as_ref().map_or(Ok(own.name), |name| words("name", name, limits::PRODUCT_CHARS))?,
        accent: written.accent.as_ref().map(accent).transpose()?,
        logo: written.logo.is_some().then(|| LOGO.to_owned()),
        languages: written.languages.as_ref().map_or(Ok(own.languages), languages)?,
        currency: written.currency.as_ref().map_or(Ok(own.currency), |code| currency(code, known))?,
        api: written.api.as_ref().map_or(Ok(own.api), api)?,
        links: links(&written.links)?,
    };
    let logo = written.logo.as_ref().map(|path| picture(path, folder)).transpose()?;
    Ok(Operator { config, logo, partners: partners(&written.partners, known)? })
}

/// Words to show: not empty, not too long, in one line.
fn words(what: &str, given: &Spanned<String>, most: usize) -> Checked<String> {
    let text = given.get_ref();
    let fits = !text.trim().is_empty() && text.trim() == text && text.chars().count() <= most;
    if fits && !text.chars().any(char::is_control) {
        return Ok(text.clone());
    }
    Err(fault(given, format!("{what} is \"{}\": write 1 to {most} characters in one line", text.escape_debug())))
}

fn accent(given: &WrittenAccent) -> Checked<Accent> {
    Ok(Accent { light: colour(&given.light, &LIGHT)?, dark: colour(&given.dark, &DARK)? })
}

fn colour(given: &Spanned<String>, look: &Look) -> Checked<String> {
    let text = given.get_ref();
    let key = look.name;
    for (ground, of) in look.grounds {
        let Some(contrast) = contrast::hundredths(text, of) else {
            return Err(fault(
                given,
                format!("accent.{key} is \"{text}\": write a colour as six digits, such as \"#0b6b4f\""),
            ));
        };
        if contrast < contrast::LEAST {
            let (whole, part, advice) = (contrast / 100, contrast % 100, look.advice);
            let said = format!(
                "accent.{key} is \"{text}\", which has a contrast of {whole}.{part:02} against {ground} ({of}): \
                 choose a {advice} colour, with a contrast of 4.5 or more"
            );
            return Err(fault(given, said));
        }
    }
    Ok(text.clone())
}

fn languages(given: &Spanned<Vec<Spanned<String>>>) -> Checked<Vec<Language>> {
    let mut found = Vec::new();
    for tag in given.get_ref() {
        let language = Language::from_tag(tag.get_ref()).ok_or_else(|| {
            fault(tag, format!("languages has \"{}\": Gom has \"vi\", \"en\" and \"ru\"", tag.get_ref()))
        })?;
        if found.contains(&language) {
            return Err(fault(tag, format!("languages has \"{}\" twice: write each once", tag.get_ref())));
        }
        found.push(language);
    }
    if found.is_empty() {
        return Err(fault(
            given,
            "languages is empty: write at least one of \"vi\", \"en\" and \"ru\", the default first",
        ));
    }
    Ok(found)
}

fn currency(given: &Spanned<String>, known: &Programs) -> Checked<String> {
    let code = given.get_ref();
    if known.currencies.iter().any(|currency| currency.code == *code) {
        return Ok(code.clone());
    }
    let codes = known.currencies.iter().map(|currency| currency.code.as_str()).collect::<Vec<_>>().join(", ");
    Err(fault(given, format!("currency is \"{code}\": this server has {codes}")))
}

fn api(given: &Spanned<String>) -> Checked<String> {
    let text = given.get_ref();
    if text.is_empty() {
        return Ok(String::new());
    }
    Origin::parse(text).map(|_| text.clone()).map_err(|wanted| fault(given, format!("api is \"{text}\": {wanted}")))
}

fn links(given: &WrittenLinks) -> Checked<Links> {
    let page = |name: &str, link: &Option<Spanned<String>>| {
        link.as_ref().map(|link| address(&format!("links.{name}"), link)).transpose()
    };
    Ok(Links {
        terms: page("terms", &given.terms)?,
        privacy: page("privacy", &given.privacy)?,
        support: page("support", &given.support)?,
    })
}

/// Where a link may lead: a page over TLS, a page of this origin, or a mail.
fn address(what: &str, given: &Spanned<String>) -> Checked<String> {
    let text = given.get_ref();
    let own_page = text.starts_with('/') && !text.starts_with("//");
    let leads = ["https://", "mailto:"].iter().any(|start| text.len() > start.len() && text.starts_with(start));
    let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '"' | '<' | '>'));
    if plain && (own_page || leads) {
        return Ok(text.clone());
    }
    Err(fault(given, format!("{what} is \"{}\": write https://…, /… or mailto:…", text.escape_debug())))
}

fn picture(given: &Spanned<String>, folder: &Path) -> Checked<Vec<u8>> {
    let path = folder.join(given.get_ref());
    let refused = |why: String| fault(given, format!("logo is {}: {why}", path.display()));
    let bytes = std::fs::read(&path).map_err(|why| refused(format!("it cannot be read ({why})")))?;
    logo::refuse(&bytes).map(|()| bytes).map_err(refused)
}

fn partners(given: &[WrittenPartner], known: &Programs) -> Checked<BTreeMap<String, Partner>> {
    let mut found = BTreeMap::new();
    for (index, written) in given.iter().enumerate() {
        if index >= limits::PARTNERS_MOST {
            return Err(fault(&written.id, format!("{} partners are the most", limits::PARTNERS_MOST)));
        }
        let partner = partner(written, known)?;
        if found.insert(partner.id.0.clone(), partner).is_some() {
            return Err(fault(
                &written.id,
                format!("a partner \"{}\" is there already: ids differ", written.id.get_ref()),
            ));
        }
    }
    Ok(found)
}

fn partner(written: &WrittenPartner, known: &Programs) -> Checked<Partner> {
    let (id, program) = (written.id.get_ref(), written.program.get_ref());
    let in_id = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if id.is_empty() || id.len() > 64 || !id.bytes().all(in_id) {
        let said = format!("id is \"{id}\": write lower-case letters, digits and hyphens, 64 at most");
        return Err(fault(&written.id, said));
    }
    if !known.items.iter().any(|known| known.id.0 == *program) {
        return Err(fault(&written.program, format!("program is \"{program}\", which this server does not have")));
    }
    Ok(Partner {
        id: PartnerId(id.clone()),
        name: words("name", &written.name, limits::NAME_CHARS)?,
        program: ProgramId(program.clone()),
        origins: origins(&written.origins)?,
        demo: false,
    })
}

/// Whole origins only: a pattern would let in pages that nobody has looked at.
fn origins(given: &Spanned<Vec<Spanned<String>>>) -> Checked<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    for origin in given.get_ref() {
        let text = origin.get_ref();
        Origin::parse(text).map_err(|wanted| fault(origin, format!("origins has \"{text}\": {wanted}")))?;
        if found.contains(text) {
            return Err(fault(origin, format!("origins has \"{text}\" twice: write each once")));
        }
        found.push(text.clone());
    }
    if found.is_empty() || found.len() > limits::ORIGINS_MOST {
        let said = format!("origins has {} entries: write 1 to {}", found.len(), limits::ORIGINS_MOST);
        return Err(fault(given, said));
    }
    Ok(found)
}
