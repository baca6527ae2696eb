//! Whether an SVG file is a picture and nothing else. Browsers run nothing in a picture that stands in an `<img>`; opened by its
//! address it would be a document of our origin, so what could run or load something is refused, although the policy of the answer
//! forbids it too.

use contract::limits::LOGO_BYTES;

/// Elements that run something or bring in another document.
const ELEMENTS: [&str; 7] = ["script", "foreignobject", "iframe", "object", "embed", "set", "handler"];

/// Says what is wrong with the file, if something is.
pub fn refuse(bytes: &[u8]) -> Result<(), String> {
    if bytes.len() > LOGO_BYTES {
        return Err(format!("it has {} bytes: {LOGO_BYTES} are the most", bytes.len()));
    }
    let text = core::str::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned())?.to_ascii_lowercase();
    if text.contains("<!doctype") || text.contains("<!entity") {
        return Err("it has a document type: remove the line `<!DOCTYPE …>`".into());
    }
    let tags = tags(&text);
    if tags.iter().find(|tag| !tag.starts_with(['?', '!', '/'])).is_none_or(|tag| name_of(tag) != "svg") {
        return Err("it is not an SVG picture: its first element is not `<svg>`".into());
    }
    for tag in tags {
        let name = name_of(tag);
        let local = name.rsplit(':').next().unwrap_or(name);
        if ELEMENTS.contains(&local) || local.starts_with("animate") {
            return Err(format!("it has the element <{name}>: a logo only draws"));
        }
        for (attribute, value) in attributes(tag) {
            let leads_out = attribute.rsplit(':').next() == Some("href") && !value.starts_with('#');
            let is_listener = attribute.starts_with("on");
            if is_listener || leads_out {
                return Err(format!("it has the attribute {attribute}=\"…\" in <{name}>: a logo only draws"));
            }
        }
    }
    let loads = ["@import", "javascript:"].iter().find(|word| text.contains(*word));
    let loads = loads.copied().or_else(|| loads_an_address(&text).then_some("url(…) of something outside the picture"));
    loads.map_or(Ok(()), |word| Err(format!("it has {word}: a logo only draws")))
}

/// Whether a `url(…)` is of anything but a part of the picture, such as `url(#sky)` or `url("#sky")`.
fn loads_an_address(text: &str) -> bool {
    let is_white_or_quote = |c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'');
    let entities = text.replace("&quot;", "\"").replace("&apos;", "'");
    entities.split("url(").skip(1).any(|inside| !inside.trim_start_matches(is_white_or_quote).starts_with('#'))
}

/// What stands between `<` and `>`, comments left out.
fn tags(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        let (tag, next) = after.split_once(end).unwrap_or((after, ""));
        if end == ">" {
            found.push(tag);
        }
        rest = next;
    }
    found
}

fn name_of(tag: &str) -> &str {
    tag.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default()
}

/// Names and values; a value without its closing quote goes to the end.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.trim_end().rsplit(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default();
        let after = after.trim_start();
        let (value, next) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((after, "")),
        };
        found.push((name, value.trim()));
        rest = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_taken() {
        for good in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>",
            "<?xml version=\"1.0\"?>\n<!-- <script> -->\n<svg viewBox='0 0 1 1'><use href=\"#a\"/><text>on a = b</text></svg>",
            "<svg><style>path { fill: url(#a) } rect { fill: url( '#a' ) }</style><path fill='url(&quot;#a&quot;)'/></svg>",
        ] {
            assert_eq!(refuse(good.as_bytes()), Ok(()), "{good}");
        }
    }

    #[test]
    fn what_runs_or_loads_something_is_named() {
        for (bad, word) in [
            ("", "first element"),
            ("<html><svg/></html>", "first element"),
            ("<svg><SCRIPT>1</SCRIPT></svg>", "<script>"),
            ("<svg><svg:script/></svg>", "<svg:script>"),
            ("<svg onload='x()'/>", "onload"),
            ("<svg\nONLOAD = x()/>", "onload"),
            ("<svg><path/onclick=\"x\"/></svg>", "onclick"),
            ("<svg><foreignObject/></svg>", "<foreignobject>"),
            ("<svg><a href=\"javascript:x\"/></svg>", "href"),
            ("<svg><image xlink:href='https://x.example/y.png'/></svg>", "xlink:href"),
            ("<svg><animate attributeName='href'/></svg>", "<animate>"),
            ("<svg><style>@import 'x'</style></svg>", "@import"),
            ("<svg><path fill='url( https://x.example/a )'/></svg>", "url("),
            ("<svg><path fill='url(\"https://x.example/a\")'/></svg>", "url("),
            ("<svg><style>path { fill: url(#a) } rect { fill: url(\n'//x.example/a') }</style></svg>", "url("),
            ("<svg><path fill='url(a.svg#b)'/></svg>", "url("),
            ("<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>", "document type"),
        ] {
            let said = refuse(bad.as_bytes()).unwrap_err();
            assert!(said.contains(word), "{bad}: {said}");
        }
        assert!(refuse(&[0xff, 0xfe]).is_err());
        let large = format!("<svg>{}</svg>", " ".repeat(LOGO_BYTES));
        assert!(refuse(large.as_bytes()).unwrap_err().contains("32768"));
    }
}
