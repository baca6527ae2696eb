//! Whether words in a colour can be read on the app's grounds: the contrast ratio of WCAG 2, in hundredths.

/// A look with the grounds that words in the accent stand on.
pub struct Look {
    /// The key in the file.
    pub name: &'static str,
    /// What makes a colour readable here.
    pub advice: &'static str,
    /// Names and colours of the grounds; boot/shell.css has them too.
    pub grounds: [(&'static str, &'static str); 3],
}

/// Grounds by day.
pub const LIGHT: Look = Look {
    name: "light",
    advice: "darker",
    grounds: [("the page", "#f6f4ee"), ("a card", "#fffdf9"), ("the side column", "#eeebe2")],
};
/// Grounds by night.
pub const DARK: Look = Look {
    name: "dark",
    advice: "lighter",
    grounds: [("the page", "#0f1412"), ("a card", "#171d1a"), ("the side column", "#0b100e")],
};

/// The least contrast of words, in hundredths: 4.5.
pub const LEAST: u32 = 450;

/// The contrast of two colours in hundredths, rounded down; `None` if one is not written `#rrggbb`.
pub fn hundredths(one: &str, other: &str) -> Option<u32> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    let ratio = (one.max(other) + 0.05) / (one.min(other) + 0.05);
    // Between 100 and 2,100 by definition.
    Some((ratio * 100.0) as u32)
}

fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| {
        let part = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).ok()?) / 255.0;
        Some(if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}
