//! Currencies, programs and tiers of a seed.

use super::read::{Line, lines};
use super::{SeedError, replace};
use crate::store::entity::{currency, program, tier};
use crate::store::tx::{Tx, TxError};
use crate::store::zone;
use contract::Extension;
use contract::limits::PROGRAMS_MOST;
use points::{Money, Points};

/// The largest exponent of a currency.
const EXPONENT_MOST: u64 = 6;
/// The longest life of points in months.
const MONTHS_MOST: u32 = 1_200;

pub fn currencies(text: &str) -> Result<Vec<currency::Model>, SeedError> {
    lines("currencies", text)?.iter().map(currency_row).collect()
}

pub fn programs(text: &str) -> Result<Vec<program::Model>, SeedError> {
    let lines = lines("programs", text)?;
    if let Some(line) = lines.get(PROGRAMS_MOST) {
        return Err(line.bad(format!("there are more than {PROGRAMS_MOST} programs")));
    }
    lines.iter().map(program_row).collect()
}

pub fn tiers(text: &str) -> Result<Vec<tier::Model>, SeedError> {
    let row = |line: &Line| {
        Ok(tier::Model {
            program_id: line.some_text("program")?,
            name: line.some_text("tier")?,
            threshold: line.some_number("threshold")?.cast_signed(),
            basis: line.text("basis")?,
        })
    };
    lines("tiers", text)?.iter().map(row).collect()
}

fn currency_row(line: &Line) -> Result<currency::Model, SeedError> {
    let code = line.some_text("code")?;
    let (exponent, rate) = (line.some_number("exponent")?, line.some_number("vnd_rate_milli")?);
    if !is_code(&code) {
        return Err(line.bad("code must be three capital letters"));
    }
    if exponent > EXPONENT_MOST || rate == 0 {
        return Err(line.bad("exponent must be at most 6 and vnd_rate_milli at least 1"));
    }
    let (exponent, vnd_rate_milli) = (exponent.cast_signed(), rate.cast_signed());
    Ok(currency::Model { code, exponent, vnd_rate_milli, basis: line.text("basis")? })
}

fn program_row(line: &Line) -> Result<program::Model, SeedError> {
    let id = line.some_text("id")?;
    if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        return Err(line.bad("id must be lower-case letters, digits and hyphens"));
    }
    let time_zone = line.some_text("time_zone")?;
    if zone::zone(&time_zone).is_none() {
        return Err(line.bad(format!("{time_zone:?} is not an IANA time zone")));
    }
    let owner = line.some_text("owner")?;
    if !matches!(owner.as_str(), "in_house" | "external") {
        return Err(line.bad("owner must be in_house or external"));
    }
    let expiry_kind = line.some_text("expiry_kind")?;
    let months = line.small("expiry_months")?;
    // A calendar year may end in the year of earning, after no further month.
    let least = match expiry_kind.as_str() {
        "fixed" | "inactivity" => Some(1),
        "calendar_year_end" => Some(0),
        "never" => None,
        _ => return Err(line.bad("expiry_kind must be fixed, inactivity, calendar_year_end or never")),
    };
    if let Some(least) = least
        && !months.is_some_and(|months| (least..=MONTHS_MOST).contains(&months))
    {
        return Err(line.bad(format!("expiry_months must be {least} to {MONTHS_MOST}")));
    }
    Ok(program::Model {
        id,
        name: line.some_text("name")?,
        kind: line.some_text("kind")?,
        unit: line.some_text("unit")?,
        country: line.text("country")?,
        time_zone,
        owner,
        point_value_vnd_milli: line.some_number("point_value_vnd_milli")?.cast_signed(),
        value_basis: line.text("value_basis")?,
        expiry_kind,
        expiry_months: months.unwrap_or(0).into(),
        activity_kinds: line.text("activity_kinds")?,
        extension: extension(line)?,
        tiers: line.text("tiers")?,
        brand_color: line.text("brand_color")?,
        monogram: line.text("monogram")?,
    })
}

/// The paid extension as it is stored; empty where the program sells none, and where the columns are left out.
fn extension(line: &Line) -> Result<String, SeedError> {
    if line.optional("extend_minor").is_none() {
        return Ok(String::new());
    }
    let months = line.small("extend_months")?.filter(|months| (1..=MONTHS_MOST).contains(months));
    let per_points = Points::new(line.some_number("extend_per_points")?).ok().filter(|points| !points.is_zero());
    let currency = line.some_text("extend_currency")?;
    if !is_code(&currency) {
        return Err(line.bad("extend_currency must be three capital letters"));
    }
    let extension = Extension {
        price: Money { minor: line.some_number("extend_minor")?, currency },
        per_points: per_points.ok_or_else(|| line.bad("extend_per_points must be at least 1"))?,
        months: months.ok_or_else(|| line.bad(format!("extend_months must be 1 to {MONTHS_MOST}")))?,
        once: line.optional("extend_once") == Some("true"),
        within_months: line.small("extend_within_months")?,
    };
    serde_json::to_string(&extension).map_err(|error| line.bad(error.to_string()))
}

fn is_code(currency: &str) -> bool {
    currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase())
}

pub async fn write(
    tx: &Tx,
    currencies: &[currency::Model],
    programs: &[program::Model],
    tiers: &[tier::Model],
) -> Result<(), TxError> {
    use {currency::Column as C, program::Column as P, tier::Column as T};
    replace::<currency::Entity, currency::ActiveModel>(
        tx,
        currencies.to_vec(),
        &[C::Code],
        &[C::Exponent, C::VndRateMilli, C::Basis],
    )
    .await?;
    let columns = [
        P::Name,
        P::Kind,
        P::Unit,
        P::Country,
        P::TimeZone,
        P::Owner,
        P::PointValueVndMilli,
        P::ValueBasis,
        P::ExpiryKind,
        P::ExpiryMonths,
        P::ActivityKinds,
        P::Extension,
        P::Tiers,
        P::BrandColor,
        P::Monogram,
    ];
    replace::<program::Entity, program::ActiveModel>(tx, programs.to_vec(), &[P::Id], &columns).await?;
    replace::<tier::Entity, tier::ActiveModel>(tx, tiers.to_vec(), &[T::ProgramId, T::Name], &[T::Threshold, T::Basis])
        .await
}
