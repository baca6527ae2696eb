//! No untranslated word: what a member reads, or a screen reader says, comes from locales/ through `i18n`.

use crate::tokens::{Kind, Path, Token, paths, tokens};
use crate::tree::{File, Finding, Tree};
use crate::views::{View, views, yielded};

/// Attributes and props whose text reaches a person.
const SPOKEN: [&str; 24] = [
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "caption",
    "description",
    "empty",
    "error",
    "heading",
    "help",
    "hint",
    "label",
    "legend",
    "message",
    "note",
    "placeholder",
    "reason",
    "summary",
    "text",
    "title",
    "tooltip",
    "words",
];
/// Props that take a piece of view; what they yield is text.
const VIEWS: [&str; 2] = ["fallback", "view"];
/// Names that are the same in every language.
const NAMES: [&str; 1] = ["Gom"];
/// Where words are not translated, each with its reason.
const FREE: [(&str, &str); 2] =
    [("src/i18n/", "it is the reader of locales/"), ("src/features/gallery/", "developers read it, in English")];
const INSTEAD: &str = "Add a key to the three files of locales/ and write `t::the_key()`";

pub fn untranslated(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_free = |file: &&File| FREE.iter().any(|(place, _)| file.path.starts_with(place));
    for file in tree.under("src/", ".rs").filter(|file| !is_free(file)) {
        let tokens = tokens(file);
        let mut words: Vec<(usize, String)> =
            views(&tokens).iter().filter(|view| !view.start.in_test).flat_map(in_view).collect();
        words.extend(foreign(&tokens));
        words.retain(|(_, word)| word.chars().any(char::is_alphabetic) && !NAMES.contains(&word.trim()));
        words.sort();
        words.dedup();
        findings.extend(
            words
                .into_iter()
                .map(|(line, word)| file.finding(line, format!("the untranslated text {word:?}"), INSTEAD)),
        );
        findings.extend(keys_in_ui(file, &tokens));
    }
    findings
}

fn in_view(view: &View) -> Vec<(usize, String)> {
    let mut words = view.words.clone();
    for attribute in &view.attributes {
        if SPOKEN.contains(&attribute.name.as_str()) {
            words.extend(attribute.value.iter().filter_map(|token| Some((token.line, token.string()?))));
        } else if VIEWS.contains(&attribute.name.as_str()) {
            words.extend(yielded(attribute.value));
        }
    }
    words
}

/// Literals with letters beyond ASCII, and those that read like a sentence, are text for people wherever they stand.
fn foreign(tokens: &[Token]) -> Vec<(usize, String)> {
    let beyond = |text: &str| text.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii());
    let sentence = |text: &str| text.contains(' ') && text.starts_with(|first: char| first.is_ascii_uppercase());
    let candidates = tokens.iter().filter(|token| token.kind == Kind::Literal && !token.in_test);
    candidates
        .filter_map(|token| Some((token.line, token.string().filter(|text| beyond(text) || sentence(text))?)))
        .collect()
}

/// A widget gets its words and its links from the page that uses it; from `i18n` it takes formats only.
fn keys_in_ui(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let kept_out = [("i18n", "t"), ("i18n", "*"), ("platform", "location")];
    let is_out = |segments: &[String]| {
        segments.windows(2).any(|pair| kept_out.iter().any(|(room, part)| pair[0] == *room && pair[1] == *part))
    };
    let paths = if file.path.starts_with("src/ui/") { paths(tokens) } else { Vec::new() };
    let say = |path: Path| {
        let what = format!("a widget that knows texts or addresses (`{}`)", path.segments.join("::"));
        file.finding(path.line, what, "Take the words or the link as a prop; i18n's formats are free to use")
    };
    paths.into_iter().filter(|path| is_out(&path.segments)).map(say).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn every_word_is_translated() {
        expect_none(untranslated(Tree::real()));
    }

    #[test]
    fn every_untranslated_word_is_seen() {
        let tree = Tree::of(&[
            (
                "src/app/shell.rs",
                "fn f() { view! {\n<p>\"Hello\"</p>\n<p class=\"a b\" aria-label=\"Menu\">\"·\" \"Gom\"</p>\n<Show fallback=|| \"Loading\"/>\n} }",
            ),
            (
                "src/features/x/page.rs",
                "fn f() { view! { <p>{t::x()}</p>\n<p>Hello</p>\n<img alt={format!(\"{} of\", a)} id=\"id\"/> } }",
            ),
            (
                "src/features/x/model.rs",
                "/// đồng\nconst A: &str = \"\\u{111}ồng\";\nconst C: &str = \"Not enough\";\n#[cfg(test)] mod tests { const B: &str = \"đ\"; }",
            ),
            ("src/features/gallery/page.rs", "fn f() { view! { <p>\"Hello\"</p> } }"),
            ("src/i18n/words.rs", "const A: &str = \"đồng\";"),
            (
                "src/ui/button.rs",
                "use crate::i18n::{points,\nt};\nfn f() { view! { <b>\"Close\"</b> } }\nuse crate::platform::location;",
            ),
        ]);
        let places = [
            "src/app/shell.rs:2",
            "src/app/shell.rs:3",
            "src/app/shell.rs:4",
            "src/features/x/page.rs:2",
            "src/features/x/page.rs:3",
            "src/features/x/model.rs:2",
            "src/features/x/model.rs:3",
            "src/ui/button.rs:3",
            "src/ui/button.rs:2",
            "src/ui/button.rs:4",
        ];
        expect_places(untranslated(&tree), &places);
    }
}
