use super::*;

const SHOP: &str = "https://shop.example";
const CONNECT: &str = r#"{"gom":1}"#;
const DARK: &str = r#"{"kind":"theme","theme":"dark"}"#;

fn talk() -> Talk {
    Talk::new(vec![SHOP.into(), "http://shop.localhost:8080".into()])
}

#[test]
fn a_listed_page_is_met_once() {
    for origin in [SHOP, "http://shop.localhost:8080"] {
        let mut talk = talk();
        assert_eq!(talk.meets(origin, CONNECT).as_deref(), Some(r#"{"kind":"ready"}"#));
        assert_eq!(talk.meets(origin, CONNECT), None);
        assert_eq!(talk.ignored(), 1);
    }
}

#[test]
fn only_the_exact_origin_and_the_exact_message_fit() {
    let origins =
        ["", "null", "*", "http://shop.example", "https://shop.example:444", "https://shop.example.evil.example"];
    for origin in origins {
        let mut talk = talk();
        assert_eq!(talk.meets(origin, CONNECT), None, "{origin}");
        assert_eq!(talk.ignored(), 1);
    }
    let long = format!("{{\"gom\":1{}}}", " ".repeat(MESSAGE_BYTES));
    for text in ["", "1", "null", "{}", "[1]", r#"{"gom":2}"#, r#"{"gom":"1"}"#, r#"{"gom":1,"more":2}"#, DARK, &long] {
        let mut talk = talk();
        assert_eq!(talk.meets(SHOP, text), None, "{text}");
        assert_eq!(talk.ignored(), 1);
    }
}

#[test]
fn a_look_is_taken_from_a_page_that_was_met() {
    let mut talk = talk();
    assert_eq!(talk.hears(DARK), None);
    talk.meets(SHOP, CONNECT);
    assert_eq!(talk.hears(DARK), Some(Look::Dark));
    assert_eq!(talk.hears(r#"{"theme":"light","kind":"theme"}"#), Some(Look::Light));
    assert_eq!(talk.ignored(), 1);
    for text in [
        "",
        "\"dark\"",
        CONNECT,
        r#"{"kind":"theme"}"#,
        r#"{"kind":"theme","theme":"Dark"}"#,
        r#"{"kind":"theme","theme":["dark"]}"#,
        r#"{"kind":"theme","theme":"dark","theme2":""}"#,
        r#"{"kind":"size","height":1}"#,
        r#"{"kind":"ready"}"#,
    ] {
        assert_eq!(talk.hears(text), None, "{text}");
    }
    assert_eq!(talk.ignored(), 10);
}

/// Pieces of real messages in any order, and any bytes between them: nothing is taken, nothing panics, each is counted.
#[test]
fn garbage_changes_nothing() {
    let pieces = [
        "{", "}", "[", "]", "\"", ":", ",", "kind", "theme", "light", "dark", "gom", "1", "null", "\\u0000", "é", "🎁",
        " ",
    ];
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed as usize
    };
    let mut talk = talk();
    for round in 1..=10_000_u32 {
        let text: String = (0..next() % 12).map(|_| pieces[next() % pieces.len()]).collect();
        assert_eq!(talk.meets(SHOP, &text), None, "{text}");
        assert_eq!(talk.ignored(), round);
    }
    talk.meets(SHOP, CONNECT);
    for round in 10_001..=20_000_u32 {
        let text: String = (0..next() % 12).map(|_| pieces[next() % pieces.len()]).collect();
        assert_eq!(talk.hears(&text), None, "{text}");
        assert_eq!(talk.ignored(), round);
    }
    assert_eq!(talk.hears(DARK), Some(Look::Dark));
}

#[test]
fn a_frame_never_asks_for_more_than_the_limit() {
    for (height, asked) in [(0, 0), (420, 420), (EMBED_HEIGHT_MOST, EMBED_HEIGHT_MOST), (u32::MAX, EMBED_HEIGHT_MOST)] {
        assert_eq!(size(height), format!(r#"{{"kind":"size","height":{asked}}}"#));
    }
}
