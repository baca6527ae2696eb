//! Every way in which a file can be wrong, with the line and the words it is refused with.

use super::contrast::{DARK, LIGHT, hundredths};
use super::*;
use contract::Language;
use contract::points::Currency;

const GOOD: &str = r##"
name = "Điểm Vui"
languages = ["en", "vi"]
currency = "USD"
api = "https://api.vui.example"
logo = "logo.svg"

[accent]
light = "#7a1fa2"
dark = "#d9a7f0"

[links]
terms = "https://vui.example/terms?a=b"
support = "mailto:help@vui.example"

[[partners]]
id = "shop"
name = "Shop"
program = "lynkid"
origins = ["https://shop.example", "http://shop.localhost:8080"]
"##;

fn known() -> Programs {
    let currency = |code: &str| Currency { code: code.into(), exponent: 0, vnd_rate_milli: 1, basis: String::new() };
    let program = crate::seed::SAMPLE.programs.contains("lynkid");
    assert!(program, "the sample data has a program lynkid");
    Programs { items: vec![sample_program()], currencies: vec![currency("VND"), currency("USD")] }
}

fn sample_program() -> contract::Program {
    contract::Program {
        id: ProgramId("lynkid".into()),
        name: "LynkiD".into(),
        kind: String::new(),
        unit: "points".into(),
        country: "VN".into(),
        time_zone: "Asia/Ho_Chi_Minh".into(),
        owner: contract::Owner::InHouse,
        point_value_vnd_milli: 1,
        value_basis: String::new(),
        expiry: contract::points::expiry::ExpiryRule::Never,
        extension: None,
        tiers: vec![],
        brand_color: String::new(),
        monogram: String::new(),
    }
}

fn read(text: &str) -> Result<Operator, BadConfig> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("logo.svg"), "<svg/>").unwrap();
    std::fs::write(folder.path().join("bad.svg"), "<svg onload=\"x()\"/>").unwrap();
    let path = folder.path().join("gom.toml");
    std::fs::write(&path, text).unwrap();
    ConfigFile::open(&path)?.operator(&known())
}

#[test]
fn a_good_file_is_read_whole() {
    let operator = read(GOOD).unwrap();
    assert_eq!(operator.config.name, "Điểm Vui");
    assert_eq!(operator.config.languages, [Language::En, Language::Vi]);
    assert_eq!((operator.config.currency.as_str(), operator.config.api.as_str()), ("USD", "https://api.vui.example"));
    assert_eq!((operator.config.logo.as_deref(), operator.logo.as_deref()), (Some(LOGO), Some(b"<svg/>".as_slice())));
    assert_eq!(operator.config.accent.unwrap().dark, "#d9a7f0");
    assert_eq!(operator.config.links.support.as_deref(), Some("mailto:help@vui.example"));
    assert_eq!(operator.partners["shop"].origins, ["https://shop.example", "http://shop.localhost:8080"]);
}

#[test]
fn an_empty_file_changes_nothing() {
    assert_eq!(read("").unwrap(), Operator::default());
}

#[test]
fn the_demo_has_a_shop_unless_the_operator_has_one() {
    let origin = Origin::parse("http://shop.localhost:1").unwrap();
    let demo = Operator::default().with_demo_shop(&origin);
    assert_eq!(demo.partner(DEMO_SHOP).unwrap().origins, ["http://shop.localhost:1"]);
    assert!(demo.partner("shop").is_none() && demo.partner("").is_none());
    let own = read(&GOOD.replace("\"shop\"", "\"demo-shop\"")).unwrap().with_demo_shop(&origin);
    assert_eq!(own.partner(DEMO_SHOP).unwrap().name, "Shop");
}

#[test]
fn what_cannot_be_used_is_named_with_its_line() {
    let partner = "\n[[partners]]\nid = \"a\"\nname = \"A\"\nprogram = \"lynkid\"\norigins = [\"https://a.example\"]\n";
    let with = |from: &str, to: &str| partner.replace(from, to);
    let many: String = (0..=contract::limits::ORIGINS_MOST).map(|n| format!("\"https://a{n}.example\",")).collect();
    for (text, line, words) in [
        ("name = ".to_owned(), 1, "value"),
        ("\ncolour = \"#000000\"".into(), 2, "unknown field `colour`"),
        ("name = 7".into(), 1, "string"),
        ("name = \"\"".into(), 1, "1 to 30 characters"),
        ("name = \" Gom\"".into(), 1, "1 to 30 characters"),
        (format!("name = \"{}\"", "ă".repeat(31)), 1, "1 to 30 characters"),
        ("name = \"a\\nb\"".into(), 1, "one line"),
        ("\n\nlanguages = [\"vi\",\n \"fr\"]".into(), 4, "languages has \"fr\""),
        ("languages = [\"vi\", \"vi\"]".into(), 1, "twice"),
        ("languages = []".into(), 1, "at least one"),
        ("currency = \"XAU\"".into(), 1, "this server has VND, USD"),
        ("api = \"http://api.example\"".into(), 1, "write the scheme"),
        ("api = \"https://api.example/v1\"".into(), 1, "no path"),
        ("logo = \"none.svg\"".into(), 1, "none.svg: it cannot be read"),
        ("logo = \"bad.svg\"".into(), 1, "onload"),
        ("[accent]\nlight = \"#0b6b4f\"".into(), 1, "missing field `dark`"),
        ("[accent]\nlight = \"jade\"\ndark = \"#4fd1a5\"".into(), 2, "six digits"),
        (
            "[accent]\nlight = \"#8fbfae\"\ndark = \"#4fd1a5\"".into(),
            2,
            "contrast of 1.86 against the page (#f6f4ee): choose a darker",
        ),
        ("[accent]\nlight = \"#0b6b4f\"\ndark = \"#0b6b4f\"".into(), 3, "choose a lighter"),
        // Readable on the page and on cards, and yet not everywhere.
        ("[accent]\nlight = \"#6e6e6e\"\ndark = \"#4fd1a5\"".into(), 2, "against the side column"),
        ("[links]\nterms = \"javascript:alert(1)\"".into(), 2, "links.terms"),
        ("[links]\nprivacy = \"//evil.example\"".into(), 2, "write https://"),
        ("[links]\nsupport = \"http://help.example\"".into(), 2, "links.support"),
        (with("\"a\"", "\"A b\""), 3, "lower-case letters"),
        (with("\"A\"", "\"\""), 4, "1 to 60 characters"),
        (with("lynkid", "lynk"), 5, "does not have"),
        (with("https://a.example", "*"), 6, "write the scheme"),
        (with("https://a.example", "https://*.example"), 6, "write the scheme"),
        (with("https://a.example", "http://a.example"), 6, "http only for localhost"),
        (with("\"https://a.example\"", ""), 6, "1 to 20"),
        (with("\"https://a.example\"", &many), 6, "1 to 20"),
        (with("\"https://a.example\"", "\"https://a.example\", \"https://a.example\""), 6, "twice"),
        (format!("{partner}{partner}"), 9, "already"),
    ] {
        let said = read(&text).unwrap_err().to_string();
        assert!(said.contains(&format!("gom.toml:{line}: ")) && said.contains(words), "{text}\n{said}");
    }
    let missing = ConfigFile::open(Path::new("/nowhere/gom.toml")).err().unwrap().to_string();
    assert!(missing.contains("GOM_CONFIG") && missing.contains("/nowhere/gom.toml"), "{missing}");
}

#[test]
fn contrast_is_the_one_of_wcag() {
    for (one, other, wanted) in [
        ("#ffffff", "#000000", 2_100),
        ("#000000", "#ffffff", 2_100),
        ("#777777", "#ffffff", 447),
        ("#767676", "#ffffff", 454),
        ("#0b6b4f", "#f6f4ee", 591),
        ("#123456", "#123456", 100),
    ] {
        assert_eq!(hundredths(one, other), Some(wanted), "{one} on {other}");
    }
    for bad in ["", "#fff", "0b6b4f0", "#0b6b4g", "#0b6b4f0", "#éééé"] {
        assert_eq!(hundredths(bad, "#ffffff"), None, "{bad}");
    }
}

#[test]
fn the_grounds_are_those_of_the_page() {
    let css = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../boot/shell.css")).unwrap();
    for (at, name) in ["--paper", "--surface", "--sunken"].into_iter().enumerate() {
        let wanted = format!("{name}: light-dark({}, {});", LIGHT.grounds[at].1, DARK.grounds[at].1);
        assert!(css.contains(&wanted), "boot/shell.css has another `{wanted}`");
    }
}

#[test]
fn the_example_in_the_documentation_can_be_used() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/gom.example.toml");
    let operator = ConfigFile::open(&path).unwrap().operator(&known()).unwrap();
    assert!(operator.config.accent.is_some() && operator.partners.len() == 1);
}
