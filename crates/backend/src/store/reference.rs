//! Programs, currencies and the catalog in memory, read at opening, after an import of this instance and soon after one of another.

use super::catalog::Catalog;
use super::entity::{currency, import, program, tier};
use super::tx::TxError;
use super::{StoreError, zone};
use contract::{Owner, Program, ProgramId, Programs};
use jiff::tz::TimeZone;
use points::amount::MAX_POINTS;
use points::expiry::ExpiryRule;
use points::money::VndMilli;
use points::{Currency, Date, Money, Points, Timestamp};
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::BTreeMap;

/// What the ledger asks about programs and currencies.
#[derive(Default)]
pub struct Reference {
    programs: BTreeMap<String, ProgramInfo>,
    currencies: BTreeMap<String, Currency>,
    catalog: Catalog,
    /// The imports that brought it: name and digest.
    imports: BTreeMap<String, String>,
}

/// A program with what only the backend needs of it.
pub struct ProgramInfo {
    /// As it is shown.
    pub program: Program,
    /// Its zone.
    pub zone: TimeZone,
    /// Its tiers with the points from which they begin, lowest first; empty where thresholds are not known.
    pub thresholds: Vec<(String, u64)>,
}

impl Reference {
    /// Reads everything.
    pub async fn load(database: &impl ConnectionTrait) -> Result<Reference, TxError> {
        let mut reference = Reference { imports: imports(database).await?, ..Reference::default() };
        for row in currency::Entity::find().all(database).await? {
            let known = Currency {
                code: row.code.clone(),
                exponent: u8::try_from(row.exponent).map_err(|_| TxError::broken("a currency's exponent"))?,
                vnd_rate_milli: row.vnd_rate_milli.unsigned_abs(),
                basis: row.basis,
            };
            reference.currencies.insert(row.code, known);
        }
        let tiers = tier::Entity::find().all(database).await?;
        for row in program::Entity::find().all(database).await? {
            let of_program = tiers.iter().filter(|tier| tier.program_id == row.id);
            let mut thresholds: Vec<(String, u64)> =
                of_program.map(|tier| (tier.name.clone(), tier.threshold.unsigned_abs())).collect();
            thresholds.sort_by_key(|(_, from)| *from);
            let zone = zone::zone(&row.time_zone).ok_or_else(|| TxError::broken(format!("zone of {}", row.id)))?;
            reference.programs.insert(row.id.clone(), ProgramInfo { program: program_from(row)?, zone, thresholds });
        }
        let value_of = |id: &str| reference.programs.get(id).map(|info| info.program.point_value_vnd_milli);
        let catalog = Catalog::load(database, value_of).await?;
        reference.catalog = catalog;
        Ok(reference)
    }

    /// The imports that brought it.
    pub fn imports(&self) -> &BTreeMap<String, String> {
        &self.imports
    }

    /// The rewards.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// A program that must be there, because a row refers to it.
    pub fn program(&self, id: &str) -> Result<&ProgramInfo, TxError> {
        self.programs.get(id).ok_or_else(|| not_yet(&format!("program {id}")))
    }

    /// A currency that must be there.
    pub fn currency(&self, code: &str) -> Result<&Currency, TxError> {
        self.currencies.get(code).ok_or_else(|| not_yet(&format!("currency {code}")))
    }

    /// Whether there is such a program.
    pub fn knows_program(&self, id: &str) -> bool {
        self.programs.contains_key(id)
    }

    /// Whether values can be shown in that currency.
    pub fn knows_currency(&self, code: &str) -> bool {
        self.currencies.contains_key(code)
    }

    /// Everything, as it is shown.
    pub fn listed(&self) -> Programs {
        let mut items: Vec<Program> = self.programs.values().map(|info| info.program.clone()).collect();
        items.sort_by(|a, b| a.name.cmp(&b.name));
        Programs { items, currencies: self.currencies.values().cloned().collect() }
    }

    /// What points of a program are worth.
    pub fn worth(&self, program: &str, points: Points) -> Result<VndMilli, TxError> {
        Ok(VndMilli::of(points, self.program(program)?.program.point_value_vnd_milli))
    }

    /// A value to look at; one beyond what money can say counts as the most it can, so that the rest of the wallet is shown.
    pub fn shown_money(&self, value: VndMilli, currency: &str) -> Result<Money, TxError> {
        let known = self.currency(currency)?;
        let most = || Money { minor: MAX_POINTS, currency: known.code.clone() };
        Ok(value.in_currency(known).unwrap_or_else(|points::Overflow| most()))
    }

    /// A value in a currency, rounded down once.
    pub fn money(&self, value: VndMilli, currency: &str) -> Result<Money, TxError> {
        Ok(value.in_currency(self.currency(currency)?)?)
    }
}

/// Another instance has imported it a moment ago; this one learns of it soon.
fn not_yet(what: &str) -> TxError {
    TxError::Store(StoreError::Unavailable(format!("{what} is not known to this instance yet")))
}

/// Which imports the database holds.
pub(super) async fn imports(database: &impl ConnectionTrait) -> Result<BTreeMap<String, String>, TxError> {
    let rows = import::Entity::find().all(database).await?;
    Ok(rows.into_iter().map(|row| (row.name, row.digest)).collect())
}

impl ProgramInfo {
    /// When points end that were earned, or last kept alive, at `at`.
    pub fn expiry(&self, at: Timestamp) -> Option<Timestamp> {
        let day = self.program.expiry.expires_on(zone::day_of(&self.zone, at))?;
        Some(zone::start_of(&self.zone, day))
    }

    /// The first midnight of the program's zone that is not before `at`: lots end at midnight, whatever moved their end.
    pub fn midnight_from(&self, at: Timestamp) -> Timestamp {
        let day = self.day(at);
        let start = zone::start_of(&self.zone, day);
        if start < at { zone::start_of(&self.zone, day.plus_days(1)) } else { start }
    }

    /// The day of the program's zone on which `at` falls.
    pub fn day(&self, at: Timestamp) -> Date {
        zone::day_of(&self.zone, at)
    }
}

fn program_from(row: program::Model) -> Result<Program, TxError> {
    let list = |text: &str| text.split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let months = u32::try_from(row.expiry_months).unwrap_or(u32::MAX);
    let expiry = match row.expiry_kind.as_str() {
        "fixed" => ExpiryRule::Fixed { months },
        "inactivity" => ExpiryRule::Inactivity { months, activity_kinds: list(&row.activity_kinds) },
        "calendar_year_end" => ExpiryRule::CalendarYearEnd { months },
        "never" => ExpiryRule::Never,
        _ => ExpiryRule::Unknown,
    };
    let extension = Some(row.extension.as_str()).filter(|text| !text.is_empty());
    Ok(Program {
        extension: extension.map(serde_json::from_str).transpose()?,
        id: ProgramId(row.id),
        name: row.name,
        kind: row.kind,
        unit: row.unit,
        country: row.country,
        time_zone: row.time_zone,
        owner: if row.owner == "in_house" { Owner::InHouse } else { Owner::External },
        point_value_vnd_milli: row.point_value_vnd_milli.unsigned_abs(),
        value_basis: row.value_basis,
        expiry,
        tiers: list(&row.tiers),
        brand_color: row.brand_color,
        monogram: row.monogram,
    })
}
