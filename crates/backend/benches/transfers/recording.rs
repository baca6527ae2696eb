//! The statements of a transfer, as PostgreSQL logs them, and a script of pgbench that runs the same again and again.
//!
//! Two transfers of each member are recorded. What is the same in both stays as it is; a number that differs goes on by the same
//! step with every round; an id that differs is a new one in every round. Other texts that differ (bodies kept as JSON, hashes) stay
//! those of the first transfer: they are never searched for.

use super::Outcome;
use std::fmt::Write as _;

/// A statement with its parameters; `None` is NULL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    sql: String,
    values: Vec<Option<String>>,
}

/// The two transfers of one member.
pub type Pair = [Vec<Statement>; 2];

/// The text of the statement that stands between recorded transfers.
pub fn mark(member: usize, transfer: usize) -> String {
    format!("SELECT 'recorded {member} {transfer}'")
}

/// Reads the log: what follows each mark, up to the next one. `prefix` begins every entry.
pub fn read(log: &str, prefix: &str, members: usize) -> Outcome<Vec<Pair>> {
    let mut entries = Vec::new();
    for entry in log.split(&format!("\n{prefix}")) {
        if let Some(sql) = entry.strip_prefix("LOG:  statement: ") {
            entries.push(Statement { sql: sql.to_owned(), values: Vec::new() });
        } else if let Some((_, sql)) = entry.strip_prefix("LOG:  execute ").and_then(|rest| rest.split_once(": ")) {
            entries.push(Statement { sql: sql.to_owned(), values: Vec::new() });
        } else if let Some((name, values)) = entry.strip_prefix("DETAIL:  ").and_then(|rest| rest.split_once(": "))
            && name.eq_ignore_ascii_case("parameters")
            && let Some(last) = entries.last_mut()
        {
            last.values = parameters(values);
        }
    }
    let between = |member, transfer| {
        let start = entries.iter().position(|entry| entry.sql == mark(member, transfer)).ok_or("a mark is missing")?;
        let after = entries.get(start + 1..).unwrap_or_default();
        let end = after.iter().position(|entry| entry.sql.starts_with("SELECT 'recorded ")).ok_or("no last mark")?;
        Ok::<_, &'static str>(after.get(..end).unwrap_or_default().to_vec())
    };
    let pair = |member| Ok([between(member, 0)?, between(member, 1)?]);
    (0..members).map(pair).collect()
}

/// `$1 = 'it''s', $2 = NULL` as values.
fn parameters(text: &str) -> Vec<Option<String>> {
    let (mut values, mut rest) = (Vec::new(), text);
    while let Some((_, value)) = rest.split_once(" = ") {
        let Some(quoted) = value.strip_prefix('\'') else {
            values.push(None);
            rest = value.split_once(", ").map_or("", |(_, rest)| rest);
            continue;
        };
        let mut end = 0;
        while let Some(quote) = quoted.get(end..).and_then(|rest| rest.find('\'')) {
            end += quote;
            if quoted.get(end + 1..).is_some_and(|rest| rest.starts_with('\'')) {
                end += 2;
            } else {
                break;
            }
        }
        values.push(quoted.get(..end).map(|value| value.replace("''", "'")));
        rest = quoted.get(end + 1..).unwrap_or_default();
    }
    values
}

/// The script: a branch for each client, whose member is its own.
pub fn script(members: &[Pair]) -> Outcome<String> {
    let mut script = String::from("\\set n :n + 1\n");
    for (number, [first, second]) in members.iter().enumerate() {
        if first.len() != second.len() || first.iter().zip(second).any(|(one, other)| one.sql != other.sql) {
            return Err(format!("member {number}: the two transfers ran different statements").into());
        }
        let branch = if number == 0 { "if" } else { "elif" };
        writeln!(script, "\\{branch} :client_id = {number}")?;
        for (one, other) in first.iter().zip(second) {
            let values = one.values.iter().zip(&other.values).enumerate();
            let written: Vec<String> = values
                .map(|(place, (one, other))| value(&mut script, place, one.as_deref(), other.as_deref()))
                .collect();
            writeln!(script, "{};", filled(&one.sql, &written))?;
        }
    }
    script += "\\endif\n";
    Ok(script)
}

/// A value as the statement has it; a counter is set before.
fn value(script: &mut String, place: usize, one: Option<&str>, other: Option<&str>) -> String {
    let (Some(one), Some(other)) = (one, other) else { return "NULL".to_owned() };
    let numbers = one.parse::<i64>().ok().zip(other.parse::<i64>().ok());
    match numbers {
        _ if one == other => literal(one),
        Some((one, other)) => {
            script.push_str(&format!("\\set x{place} {one} + {} * :n\n", other - one));
            format!(":x{place}")
        }
        // The same id everywhere in a round: by the end of the recorded one, which no other id has.
        None if one.len() == 36 => {
            let name = one.get(24..).unwrap_or(one);
            format!("('{name}-' || CAST(:client_id AS TEXT) || '-' || CAST(:n AS TEXT))")
        }
        None => literal(one),
    }
}

/// A text in quotes. pgbench takes a name after a colon for a variable of its own, so a space keeps them apart.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").replace(':', ": "))
}

fn filled(sql: &str, values: &[String]) -> String {
    let mut filled = String::with_capacity(sql.len() * 2);
    let mut parts = sql.split('$');
    filled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        match number.parse::<usize>().ok().and_then(|number| values.get(number.wrapping_sub(1))) {
            Some(value) => filled.push_str(value),
            None => {
                filled.push('$');
                filled.push_str(number);
            }
        }
        filled.push_str(rest);
    }
    filled.replace('\n', " ")
}
