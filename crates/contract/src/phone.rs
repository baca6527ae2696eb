//! Phone numbers, read the same way on both sides.

/// A phone number in E.164 form: `+84912345678`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// Why a text is not taken as a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPhone {
    /// Not a phone number.
    Malformed,
    /// A number of a country that is not served here.
    Foreign,
}

/// Country code and the lengths that a number has after it.
const COUNTRIES: [(&str, core::ops::RangeInclusive<usize>); 1] = [("84", 9..=9)];
/// Country code and the ISO 3166-1 alpha-2 code of its country.
const NAMES: [(&str, &str); COUNTRIES.len()] = [("84", "VN")];
/// The country of numbers that begin with 0.
const HOME: &str = "84";

impl Phone {
    /// Reads a number as people write it: spaces, dots, hyphens and brackets between digits, `0…`, `84…`, `+84…` or `0084…`.
    ///
    /// ```
    /// use contract::{BadPhone, Phone};
    /// assert_eq!(Phone::parse("0912 345 678").unwrap().e164(), "+84912345678");
    /// assert_eq!(Phone::parse("+84 (0)912-345-678").unwrap().e164(), "+84912345678");
    /// assert_eq!(Phone::parse("+7 912 345 67 89"), Err(BadPhone::Foreign));
    /// assert_eq!(Phone::parse("0912"), Err(BadPhone::Malformed));
    /// ```
    pub fn parse(text: &str) -> Result<Phone, BadPhone> {
        let text = text.trim();
        let is_filler = |c: char| matches!(c, ' ' | '.' | '-' | '(' | ')' | '\u{a0}' | '\u{202f}');
        let plus = text.starts_with('+');
        let rest = text.strip_prefix('+').unwrap_or(text);
        if text.len() > crate::limits::PHONE_BYTES || !rest.chars().all(|c| c.is_ascii_digit() || is_filler(c)) {
            return Err(BadPhone::Malformed);
        }
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let international = if plus { Some(digits.as_str()) } else { digits.strip_prefix("00") };
        let (country, number) = match (international, digits.strip_prefix('0')) {
            (Some(all), _) => split_country(all)?,
            (None, Some(number)) => (HOME, number),
            (None, None) => split_country(&digits).map_err(|_| BadPhone::Malformed)?,
        };
        // `+84 (0)912…`: the national zero is written, and not dialled from abroad.
        let number = number.strip_prefix('0').unwrap_or(number);
        let fits = COUNTRIES.iter().any(|(code, lengths)| *code == country && lengths.contains(&number.len()));
        let first = number.bytes().next();
        if !fits || first.is_none_or(|first| first == b'0') {
            return Err(BadPhone::Malformed);
        }
        Ok(Phone(["+", country, number].concat()))
    }

    /// The number as `+` and digits.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The country that the number is of, ISO 3166-1 alpha-2.
    ///
    /// ```
    /// assert_eq!(contract::Phone::parse("0912345678").unwrap().country(), Some("VN"));
    /// ```
    pub fn country(&self) -> Option<&'static str> {
        NAMES.iter().find_map(|(code, country)| self.0[1..].starts_with(code).then_some(*country))
    }

    /// The number with its middle hidden: `+84 ••• ••• 678`.
    ///
    /// ```
    /// assert_eq!(contract::Phone::parse("0912345678").unwrap().masked(), "+84 ••• ••• 678");
    /// ```
    pub fn masked(&self) -> String {
        let country = COUNTRIES.iter().find(|(code, _)| self.0[1..].starts_with(code)).map_or("", |(code, _)| code);
        let last = self.0.get(self.0.len().saturating_sub(3)..).unwrap_or_default();
        ["+", country, " ••• ••• ", last].concat()
    }
}

fn split_country(digits: &str) -> Result<(&'static str, &str), BadPhone> {
    let known = COUNTRIES.iter().find_map(|(code, _)| Some((*code, digits.strip_prefix(code)?)));
    let possible = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
    known.ok_or(if possible { BadPhone::Foreign } else { BadPhone::Malformed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them_and_nothing_else_is() {
        for good in [
            "0912345678",
            "912345678".replacen('9', "+849", 1).as_str(),
            "84912345678",
            "0084 912 345 678",
            "(091) 234.56.78",
        ] {
            assert_eq!(Phone::parse(good).map(|phone| phone.0).as_deref(), Ok("+84912345678"), "{good}");
        }
        for bad in [
            "",
            "+",
            "abc",
            "0912",
            "091234567890",
            "09123456\u{664}8",
            "++84912345678",
            "0912345678x",
            "00000000000",
            "+84012",
        ] {
            assert_eq!(Phone::parse(bad), Err(BadPhone::Malformed), "{bad}");
        }
        for foreign in ["+1 415 555 2671", "+7 (912) 345-67-89", "0044 20 7946 0958"] {
            assert_eq!(Phone::parse(foreign), Err(BadPhone::Foreign), "{foreign}");
        }
        assert_eq!(Phone::parse(&"0".repeat(100_000)), Err(BadPhone::Malformed));
    }
}
