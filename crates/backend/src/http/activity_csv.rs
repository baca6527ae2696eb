//! Activity as CSV by RFC 4180, the way spreadsheets take it: UTF-8 with a byte order mark, lines that end with CR LF, one header.

use crate::store::{Statement, zone};
use contract::points::Timestamp;
use contract::{Activity, Effect, Program, ProgramId};
use jiff::tz::TimeZone;

/// What spreadsheets need to know that this is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// `change` is what the entry does to what the member owns; it adds up to the balance. `points` is the amount it is about.
const HEADER: [&str; 13] = [
    "date",
    "time",
    "utc",
    "program",
    "number",
    "kind",
    "change",
    "points",
    "unit",
    "text",
    "other_program",
    "transfer",
    "reward",
];

/// The example of openapi.json.
pub const EXAMPLE: &str = "date,time,utc,program,number,kind,change,points,unit,text,other_program,transfer,reward\r\n\
    2026-11-22,17:48:00,2026-11-22T10:48:00.000Z,LynkiD,LK1000000001,earn,12000,12000,points,Highlands Coffee,,,\r\n";

/// The file.
pub fn file(statement: &Statement, programs: &[Program]) -> Vec<u8> {
    let zone = zone::zone(&statement.zone).unwrap_or(TimeZone::UTC);
    let lines = statement.entries.iter().map(|entry| line(entry, statement, programs, &zone));
    let mut text = [BYTE_ORDER_MARK, &HEADER.join(","), "\r\n"].concat();
    for cells in lines {
        text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn line(entry: &Activity, statement: &Statement, programs: &[Program], zone: &TimeZone) -> [String; 13] {
    let program = |id: &ProgramId| programs.iter().find(|program| program.id == *id);
    let name = |id: &ProgramId| program(id).map_or_else(|| id.0.clone(), |program| program.name.clone());
    let (date, time) = day_and_time(entry.at, zone);
    let amount = entry.amount.get().to_string();
    let change = match entry.effect() {
        Effect::Gain => amount.clone(),
        Effect::Loss => format!("-{amount}"),
        Effect::Neutral => "0".to_owned(),
    };
    let kind = serde_json::to_value(entry.kind).unwrap_or_default();
    [
        date,
        time,
        entry.at.to_string(),
        inert(name(&entry.program)),
        inert(statement.numbers.get(&entry.membership).cloned().unwrap_or_default()),
        kind.as_str().unwrap_or_default().to_owned(),
        change,
        amount,
        inert(program(&entry.program).map(|program| program.unit.clone()).unwrap_or_default()),
        inert(entry.text.clone()),
        inert(entry.other_program.as_ref().map(name).unwrap_or_default()),
        entry.transfer.as_ref().map(|id| id.0.clone()).unwrap_or_default(),
        entry.reward.map(|id| id.0.to_string()).unwrap_or_default(),
    ]
}

/// The day and the time of day in the member's zone, as spreadsheets read them.
fn day_and_time(at: Timestamp, zone: &TimeZone) -> (String, String) {
    let instant = jiff::Timestamp::from_millisecond(at.ms()).unwrap_or_default();
    let local = zone.to_datetime(instant);
    let clock = format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second());
    (local.date().to_string(), clock)
}

/// A text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe in front.
fn inert(text: String) -> String {
    // White space is skipped by some programs before they look for a formula.
    let first = text.trim_start().chars().next();
    let dangerous = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
        || text.starts_with(['\t', '\r', '\n']);
    if dangerous { format!("'{text}") } else { text }
}

fn quoted(cell: &str) -> String {
    let special = cell.contains([',', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if special { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_partner_wrote_is_a_formula_or_breaks_a_line() {
        let cases = [
            ("Cà phê", "Cà phê"),
            ("=1+1", "'=1+1"),
            ("+84", "'+84"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", "' =1"),
            (" a ", "\" a \""),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=\"a\",\n", "\"'=\"\"a\"\",\n\""),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(&inert(text.to_owned())), expected, "{text:?}");
        }
    }

    #[test]
    fn a_late_evening_in_utc_is_the_next_day_in_vietnam() {
        let at = Timestamp::parse("2026-11-22T18:30:05Z").unwrap();
        let hanoi = zone::zone("Asia/Ho_Chi_Minh").unwrap();
        assert_eq!(day_and_time(at, &hanoi), ("2026-11-23".to_owned(), "01:30:05".to_owned()));
    }
}
