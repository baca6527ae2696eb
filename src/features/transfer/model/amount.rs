//! Reading an amount as people type and paste it, and grouping its digits while they type.

use contract::points::Points;

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAmount {
    /// Nothing was entered.
    Empty,
    /// Something else than digits.
    NotANumber,
    /// A fraction; points are whole.
    NotWhole,
    /// Below zero.
    Negative,
    /// Beyond 2^53 − 1.
    TooLarge,
}

/// Reads an amount. Spaces of every kind are ignored; points and commas are taken where they group three digits, whatever the
/// language, because an amount of points has no fraction that they could mean.
pub fn read(text: &str) -> Result<Points, NotAmount> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{2019}' | '\'' | '_')).collect();
    if text.is_empty() {
        return Err(NotAmount::Empty);
    }
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    if !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        || !digits.contains(|c: char| c != '.' && c != ',')
    {
        return Err(NotAmount::NotANumber);
    }
    if !is_whole(digits) {
        return Err(NotAmount::NotWhole);
    }
    if negative {
        return Err(NotAmount::Negative);
    }
    let value = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .try_fold(0_u64, |sum, digit| sum.checked_mul(10).and_then(|sum| sum.checked_add(u64::from(digit))));
    value.and_then(|value| Points::new(value).ok()).ok_or(NotAmount::TooLarge)
}

/// The digits of `amount` in groups of three.
pub fn grouped(amount: Points, group: char) -> String {
    let digits = amount.get().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}

/// What the field shows after an edit, and where its caret stands: as many digits before it as before.
///
/// An edit inside an already grouped number (`1.234` less its last digit is `1.23`) is read without its separators; a text that
/// comes anew is read as it stands, so that a pasted `1.5` is refused instead of becoming 15. What is no amount stays as typed.
pub fn regroup(previous: &str, typed: &str, caret: usize, group: char) -> (String, usize) {
    let was_grouped = previous.contains(group) && read(previous).is_ok_and(|amount| grouped(amount, group) == previous);
    let bare: String = if was_grouped { typed.chars().filter(|c| *c != group).collect() } else { typed.to_owned() };
    let Ok(amount) = read(&bare) else { return (typed.to_owned(), caret) };
    let text = grouped(amount, group);
    let digits_after = typed.chars().skip(caret).filter(char::is_ascii_digit).count();
    let digits_before = text.chars().filter(char::is_ascii_digit).count().saturating_sub(digits_after);
    let mut seen = 0;
    let place = text.chars().take_while(|c| {
        let before = seen < digits_before;
        seen += usize::from(c.is_ascii_digit());
        before
    });
    let caret = place.count();
    (text, caret)
}

/// Whether the points and commas only group: all the same, a first group of one to three digits, then groups of three.
fn is_whole(digits: &str) -> bool {
    let Some(separator) = digits.chars().find(|c| !c.is_ascii_digit()) else { return true };
    let mut groups = digits.split(separator);
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    first && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let taken = [
            ("4000", 4_000),
            ("4.000", 4_000),
            ("4,000", 4_000),
            (" 1\u{a0}234\u{202f}567 ", 1_234_567),
            ("1'000", 1_000),
            ("+5", 5),
            ("007", 7),
            ("0", 0),
            ("9.007.199.254.740.991", 9_007_199_254_740_991),
        ];
        for (text, value) in taken {
            assert_eq!(read(text).map(Points::get), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_says_why() {
        let refused = [
            ("", NotAmount::Empty),
            (" \u{a0}", NotAmount::Empty),
            ("abc", NotAmount::NotANumber),
            ("5k", NotAmount::NotANumber),
            ("1e5", NotAmount::NotANumber),
            (".", NotAmount::NotANumber),
            ("-", NotAmount::NotANumber),
            ("1.5", NotAmount::NotWhole),
            ("1.234,5", NotAmount::NotWhole),
            ("1234.567", NotAmount::NotWhole),
            (".500", NotAmount::NotWhole),
            ("-4000", NotAmount::Negative),
            ("\u{2212}1", NotAmount::Negative),
            ("9007199254740992", NotAmount::TooLarge),
            ("99999999999999999999999", NotAmount::TooLarge),
        ];
        for (text, why) in refused {
            assert_eq!(read(text), Err(why), "{text}");
        }
    }

    #[test]
    fn digits_group_while_typing_and_the_caret_stays_with_them() {
        let edits = [
            ("", "4", 1, "4", 1),
            ("400", "4000", 4, "4.000", 5),
            ("4.000", "4.00", 4, "400", 3),
            ("1.234", "12.34", 2, "1.234", 3),
            ("1.234", "1.2934", 4, "12.934", 4),
            ("1.234", "1234", 1, "1.234", 1),
            ("", "12,345", 6, "12.345", 6),
            ("", "1.5", 3, "1.5", 3),
            ("1", "1.", 2, "1.", 2),
            ("4.000", "4.000x", 6, "4.000x", 6),
            ("4.000", "", 0, "", 0),
            ("", "0012", 4, "12", 2),
        ];
        for (previous, typed, caret, text, place) in edits {
            assert_eq!(regroup(previous, typed, caret, '.'), (text.to_owned(), place), "{previous} then {typed}");
        }
    }
}
