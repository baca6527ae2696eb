//! Reading CSV: lines with named fields, and errors that say which line to correct.

use super::SeedError;
use std::collections::BTreeMap;

/// One line of a file.
pub struct Line {
    file: &'static str,
    number: u64,
    fields: BTreeMap<String, String>,
}

/// All lines of a file with a header; no lines for an empty text.
pub fn lines(file: &'static str, text: &str) -> Result<Vec<Line>, SeedError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let bad = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        SeedError::Line { file, line, why: error.to_string() }
    };
    let header = reader.headers().map_err(bad)?.clone();
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(bad)?;
        let number = record.position().map_or(1, csv::Position::line);
        let fields = header.iter().map(str::to_owned).zip(record.iter().map(|field| field.trim().to_owned())).collect();
        lines.push(Line { file, number, fields });
    }
    Ok(lines)
}

impl Line {
    /// A refusal of this line.
    pub fn bad(&self, why: impl Into<String>) -> SeedError {
        SeedError::Line { file: self.file, line: self.number, why: why.into() }
    }

    /// A field's text; it may be empty.
    pub fn text(&self, field: &str) -> Result<String, SeedError> {
        self.fields.get(field).cloned().ok_or_else(|| self.bad(format!("the column {field} is missing")))
    }

    /// A field's text where the column is there and the field is not empty.
    pub fn optional(&self, field: &str) -> Option<&str> {
        self.fields.get(field).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The line's `id`; empty if it has none.
    pub fn id(&self) -> String {
        self.optional("id").unwrap_or_default().to_owned()
    }

    /// A field's text, which must be there.
    pub fn some_text(&self, field: &str) -> Result<String, SeedError> {
        let text = self.text(field)?;
        if text.is_empty() { Err(self.bad(format!("{field} must not be empty"))) } else { Ok(text) }
    }

    /// The parts of a field, separated by `|`.
    pub fn list(&self, field: &str) -> Result<Vec<String>, SeedError> {
        Ok(self.text(field)?.split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect())
    }

    /// A whole number from 0 to 2^53 − 1, or nothing where the field is empty.
    pub fn number(&self, field: &str) -> Result<Option<u64>, SeedError> {
        let text = self.text(field)?;
        if text.is_empty() {
            return Ok(None);
        }
        let number = text.parse::<u64>().ok().filter(|number| *number <= points::amount::MAX_POINTS);
        number.map(Some).ok_or_else(|| self.bad(format!("{field} must be a whole number up to 2^53 - 1, not {text:?}")))
    }

    /// A whole number that must be there.
    pub fn some_number(&self, field: &str) -> Result<u64, SeedError> {
        self.number(field)?.ok_or_else(|| self.bad(format!("{field} must not be empty")))
    }

    /// A small whole number, or nothing.
    pub fn small(&self, field: &str) -> Result<Option<u32>, SeedError> {
        let small = |number: u64| u32::try_from(number).map_err(|_| self.bad(format!("{field} is too large")));
        self.number(field)?.map(small).transpose()
    }

    /// A day, or nothing.
    pub fn day(&self, field: &str) -> Result<Option<points::Date>, SeedError> {
        let text = self.text(field)?;
        if text.is_empty() {
            return Ok(None);
        }
        points::Date::parse(&text).map(Some).map_err(|error| self.bad(format!("{field}: {error}")))
    }
}
