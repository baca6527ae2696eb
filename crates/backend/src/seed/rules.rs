//! Pairs of a seed: their terms, their dates, and the two rules that no import may break.

use super::read::{Line, lines};
use super::{Seed, SeedError};
use crate::store::entity::{pair, program};
use crate::store::tx::{Tx, TxError};
use crate::store::{ALWAYS, zone};
use contract::limits::{PAIRS_MOST, PROGRAMS_MOST};
use jiff::tz::TimeZone;
use points::cycle::{Edge, GainingCycle, find_gaining_cycle};
use points::{Bonus, Date, Fee, PairTerms, Points, Timestamp};
use sea_orm::EntityTrait;
use std::collections::{BTreeMap, BTreeSet};

/// An announced change, and the end of a bonus, lie at least this many days after the first import.
const AHEAD_DAYS: i64 = 60;

/// A row with its terms as they are calculated with.
#[derive(Clone, Debug)]
pub struct PairLine {
    pub row: pair::Model,
    pub terms: PairTerms,
}

/// Reads all pairs. `first_at` is when a seed of this name was imported first: what the data announces lies ahead of it.
pub fn pairs(seed: &Seed<'_>, first_at: Timestamp) -> Result<Vec<PairLine>, SeedError> {
    let (mut zones, mut tiers) = (BTreeMap::new(), BTreeMap::new());
    for program in lines("programs", seed.programs)? {
        zones.extend(zone::zone(&program.text("time_zone")?).map(|zone| (program.id(), zone)));
        tiers.insert(program.id(), program.list("tiers")?);
    }
    let lines = lines("pairs", seed.pairs)?;
    if let Some(line) = lines.get(PAIRS_MOST) {
        return Err(line.bad(format!("there are more than {PAIRS_MOST} pairs")));
    }
    let announced = announced(&lines)?;
    let mut pairs = Vec::new();
    for line in &lines {
        let (from, to) = (line.some_text("from")?, line.some_text("to")?);
        let known = |id: &str| zones.get(id).ok_or_else(|| line.bad(format!("the program {id} is not in the seed")));
        let (zone, _) = (known(&from)?, known(&to)?);
        if from == to {
            return Err(line.bad("a pair leads to another program"));
        }
        let is_announced = announced == Some((from.clone(), to.clone(), line.text("valid_from")?));
        let day = line.day("valid_from")?.map(|day| if is_announced { ahead(zone, day, first_at) } else { day });
        let terms = terms(line, zone, first_at)?;
        terms.check().map_err(|error| line.bad(error.to_string()))?;
        let has_tier = |tier: &&String| tiers.get(&from).is_some_and(|tiers| tiers.contains(tier));
        if let Some(tier) = terms.tiers.iter().find(|tier| !has_tier(tier)) {
            return Err(line.bad(format!("{from} has no tier {tier}")));
        }
        let closed = line.optional("closed").is_some_and(|closed| closed == "true");
        let stored = serde_json::to_string(&terms).map_err(|error| line.bad(error.to_string()))?;
        let row = pair::Model {
            from_program: from,
            to_program: to,
            valid_from: day.map_or(ALWAYS, |day| zone::start_of(zone, day).ms()),
            terms: stored,
            closed,
            basis: line.text("basis")?,
            as_of: line.text("as_of")?,
            source: line.text("source")?,
        };
        pairs.push(PairLine { row, terms });
    }
    Ok(pairs)
}

/// Looks at an import together with what is stored: neither may there be too much of anything, nor pairs that would give more
/// than they take at any time. At each instant at which something changes, the rows then in force are looked at together, each
/// with its best bonus. Pairs of other imports stay in force beside them.
pub async fn check(
    programs: &[program::Model],
    imported: &[PairLine],
    tx: &Tx,
) -> Result<Result<(), SeedError>, TxError> {
    let mut ids: BTreeSet<String> = programs.iter().map(|program| program.id.clone()).collect();
    ids.extend(program::Entity::find().all(&**tx).await?.into_iter().map(|program| program.id));
    if ids.len() > PROGRAMS_MOST {
        return Ok(Err(SeedError::TooMany { what: "programs", most: PROGRAMS_MOST }));
    }
    let replaces = |line: &PairLine, row: &pair::Model| {
        line.row.from_program == row.from_program && line.row.to_program == row.to_program
    };
    let mut pairs = imported.to_vec();
    for row in pair::Entity::find().all(&**tx).await? {
        if !imported.iter().any(|line| replaces(line, &row)) {
            let terms = serde_json::from_str(&row.terms)?;
            pairs.push(PairLine { row, terms });
        }
    }
    if pairs.len() > PAIRS_MOST {
        return Ok(Err(SeedError::TooMany { what: "pairs", most: PAIRS_MOST }));
    }
    Ok(gain(&pairs).map_or(Ok(()), |cycle| Err(SeedError::Gains(cycle))))
}

fn gain(pairs: &[PairLine]) -> Option<GainingCycle> {
    let instants: BTreeSet<i64> = pairs.iter().map(|pair| pair.row.valid_from).collect();
    for instant in instants {
        let mut in_force: BTreeMap<(&str, &str), &PairLine> = BTreeMap::new();
        for pair in pairs.iter().filter(|pair| pair.row.valid_from <= instant) {
            let slot = in_force.entry((&pair.row.from_program, &pair.row.to_program)).or_insert(pair);
            if slot.row.valid_from < pair.row.valid_from {
                *slot = pair;
            }
        }
        let edges: Vec<Edge> = in_force.values().filter(|pair| !pair.row.closed).map(|pair| edge(pair)).collect();
        if let Some(cycle) = find_gaining_cycle(&edges) {
            return Some(cycle);
        }
    }
    None
}

fn edge(pair: &PairLine) -> Edge {
    Edge {
        from: pair.row.from_program.clone(),
        to: pair.row.to_program.clone(),
        give: pair.terms.give,
        get: pair.terms.get,
        bonus: pair.terms.bonus.as_ref().map_or((0, 1), |bonus| (bonus.num, bonus.den)),
    }
}

/// The announced change of the seed: the row with the latest date, if it is an invented one. Published dates are never moved.
fn announced(lines: &[Line]) -> Result<Option<(String, String, String)>, SeedError> {
    let mut latest: Option<(Date, &Line)> = None;
    for line in lines {
        if let (Some(day), "invented") = (line.day("valid_from")?, line.text("basis")?.as_str())
            && latest.as_ref().is_none_or(|(last, _)| *last < day)
        {
            latest = Some((day, line));
        }
    }
    let key = |(_, line): (Date, &Line)| Ok((line.text("from")?, line.text("to")?, line.text("valid_from")?));
    latest.map(key).transpose()
}

/// The day itself, or the first of a month that lies far enough ahead of the first import.
fn ahead(zone: &TimeZone, day: Date, first_at: Timestamp) -> Date {
    let earliest = zone::day_of(zone, first_at).plus_days(AHEAD_DAYS);
    if day >= earliest {
        return day;
    }
    let (_, _, of_month) = earliest.ymd();
    earliest.plus_days(1 - i64::from(of_month)).plus_months(1)
}

fn terms(line: &Line, zone: &TimeZone, first_at: Timestamp) -> Result<PairTerms, SeedError> {
    // Whom a pair is for may be left out, column and all.
    let list = |field: &str| line.optional(field).map_or(Ok(Vec::new()), |_| line.list(field));
    let points =
        |field: &str| line.number(field)?.map(Points::new).transpose().map_err(|error| line.bad(error.to_string()));
    Ok(PairTerms {
        give: line.some_number("give")?,
        get: line.some_number("get")?,
        min: points("min")?.ok_or_else(|| line.bad("min must not be empty"))?,
        max: points("max")?,
        step: line.some_number("step")?,
        fee: fee(line)?,
        bonus: bonus(line, zone, first_at)?,
        cancel_minutes: line.small("cancel_minutes")?.ok_or_else(|| line.bad("cancel_minutes must not be empty"))?,
        usual_hours: line.small("usual_hours")?,
        latest_hours: line.small("latest_hours")?,
        tiers: list("tiers")?,
        countries: list("countries")?,
    })
}

fn fee(line: &Line) -> Result<Option<Fee>, SeedError> {
    let Some(minor) = line.number("fee_minor")? else { return Ok(None) };
    let (currency, per_points) = (line.some_text("fee_currency")?, line.some_number("fee_per_points")?);
    Ok(Some(Fee { minor, currency, per_points, cap_minor: line.number("fee_cap_minor")? }))
}

fn bonus(line: &Line, zone: &TimeZone, first_at: Timestamp) -> Result<Option<Bonus>, SeedError> {
    let Some(num) = line.number("bonus_num")? else { return Ok(None) };
    let until = line.day("bonus_until")?.ok_or_else(|| line.bad("bonus_until must not be empty"))?;
    let invented = line.text("basis")? == "invented";
    let until = if invented { ahead(zone, until, first_at) } else { until };
    Ok(Some(Bonus { num, den: line.some_number("bonus_den")?, until: zone::start_of(zone, until) }))
}
