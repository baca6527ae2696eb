//! Sample data: programs, pairs, currencies, tiers and rewards, imported at start, and the demo member.

mod catalog;
mod demo;
mod programs;
mod read;
mod rewards;
mod rewards_write;
mod rules;

pub use catalog::CatalogText;

use crate::store::entity::{import, pair};
use crate::store::tx::{Tx, TxError};
use crate::store::{DEFAULT_ZONE, Store, StoreError, zone};
use jiff::tz::TimeZone;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};

/// Rows of one statement at most.
const ROWS: usize = 500;

/// What an import brings, as the text of its CSV files. An empty text brings nothing of its kind.
#[derive(Clone, Copy, Debug)]
pub struct Seed<'a> {
    /// Name under which the import is remembered.
    pub name: &'a str,
    /// Currencies with their rates.
    pub currencies: &'a str,
    /// Programs.
    pub programs: &'a str,
    /// Thresholds of tiers.
    pub tiers: &'a str,
    /// Pairs with their history and announced changes.
    pub pairs: &'a str,
    /// The catalog.
    pub catalog: CatalogText<'a>,
}

/// The sample data that comes with the backend.
pub const SAMPLE: Seed<'static> = Seed {
    name: "sample",
    currencies: include_str!("../../seed/currencies.csv"),
    programs: include_str!("../../seed/programs.csv"),
    tiers: include_str!("../../seed/tiers.csv"),
    pairs: include_str!("../../seed/pairs.csv"),
    catalog: CatalogText {
        categories: include_str!("../../seed/catalog/categories.csv"),
        kinds: include_str!("../../seed/catalog/kinds.csv"),
        brands: include_str!("../../seed/catalog/brands.csv"),
        variants: include_str!("../../seed/catalog/variants.csv"),
        items: &[
            EVERYDAY_ITEMS[0],
            ("coffee", include_str!("../../seed/catalog/coffee.csv")),
            ("food", include_str!("../../seed/catalog/food.csv")),
            ("cinema", include_str!("../../seed/catalog/cinema.csv")),
            ("shopping", include_str!("../../seed/catalog/shopping.csv")),
            ("telecom", include_str!("../../seed/catalog/telecom.csv")),
            ("travel", include_str!("../../seed/catalog/travel.csv")),
            ("hotel", include_str!("../../seed/catalog/hotel.csv")),
            ("gift", include_str!("../../seed/catalog/gift.csv")),
        ],
    },
};

/// The same with a short catalog, for whoever starts many times.
pub const EVERYDAY: Seed<'static> = Seed { catalog: CatalogText { items: EVERYDAY_ITEMS, ..SAMPLE.catalog }, ..SAMPLE };
const EVERYDAY_ITEMS: &[(&str, &str)] = &[("everyday", include_str!("../../seed/catalog/everyday.csv"))];

/// Why a seed was not imported; nothing was changed.
#[derive(Debug)]
pub enum SeedError {
    /// A line that cannot be used.
    Line {
        /// `programs`, `pairs` and so on.
        file: &'static str,
        /// Its number; the header is line 1.
        line: u64,
        /// What to correct.
        why: String,
    },
    /// Pairs that would give more than they take.
    Gains(points::cycle::GainingCycle),
    /// Together with other imports there would be too many of something.
    TooMany {
        /// `programs` or `pairs`.
        what: &'static str,
        /// How many there may be.
        most: usize,
    },
    /// The store did not take it.
    Store(StoreError),
}

impl core::fmt::Display for SeedError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            SeedError::Line { file, line, why } => write!(f, "the seed was not imported: {file}, line {line}: {why}"),
            SeedError::Gains(cycle) => write!(f, "the seed was not imported: {cycle}"),
            SeedError::TooMany { what, most } => {
                write!(
                    f,
                    "the seed was not imported: with what other imports brought, there would be more than {most} {what}"
                )
            }
            SeedError::Store(error) => write!(f, "the seed was not imported: {error}"),
        }
    }
}

impl std::error::Error for SeedError {}

impl From<StoreError> for SeedError {
    fn from(error: StoreError) -> SeedError {
        SeedError::Store(error)
    }
}

/// Imports a seed as a whole or not at all; the same content again changes nothing.
///
/// Announced dates are moved so that they lie ahead of the *first* import of that name, and stay there afterwards.
pub async fn import(store: &Store, seed: &Seed<'_>) -> Result<(), SeedError> {
    let now = store.now();
    let digest = digest(seed);
    let last = store.read(|tx| async move { Ok(import::Entity::find_by_id(seed.name).one(&*tx).await?) }).await?;
    if last.as_ref().is_some_and(|last| last.digest == digest) {
        return Ok(());
    }
    let first_at = last.map_or(now, |last| points::Timestamp::from_ms(last.first_at));
    let parsed = &Parsed {
        currencies: programs::currencies(seed.currencies)?,
        programs: programs::programs(seed.programs)?,
        tiers: programs::tiers(seed.tiers)?,
        pairs: rules::pairs(seed, first_at)?,
        catalog: rewards::read(seed, zone::day_of(&zone::zone(DEFAULT_ZONE).unwrap_or(TimeZone::UTC), first_at))?,
    };
    let name = seed.name.to_owned();
    let row = &import::Model { name, digest, first_at: first_at.ms(), last_at: now.ms() };
    let work = |tx: Tx| async move {
        // Looked at where it is written: two imports at once must not bring halves of a gain that neither sees.
        match rules::check(&parsed.programs, &parsed.pairs, &tx).await? {
            Ok(()) => write(&tx, parsed, row).await.map(Ok),
            Err(refused) => Ok(Err(refused)),
        }
    };
    store.write("import", work).await??;
    Ok(store.reload_reference().await?)
}

/// A seed that was read and checked.
struct Parsed {
    currencies: Vec<crate::store::entity::currency::Model>,
    programs: Vec<crate::store::entity::program::Model>,
    tiers: Vec<crate::store::entity::tier::Model>,
    pairs: Vec<rules::PairLine>,
    catalog: rewards::CatalogLines,
}

async fn write(tx: &Tx, parsed: &Parsed, row: &import::Model) -> Result<(), TxError> {
    // Another instance may have brought the same seed meanwhile.
    let last = import::Entity::find_by_id(&row.name).one(&**tx).await?;
    if last.is_some_and(|last| last.digest == row.digest) {
        return Ok(());
    }
    programs::write(tx, &parsed.currencies, &parsed.programs, &parsed.tiers).await?;
    for pair in &parsed.pairs {
        let this = pair::Column::FromProgram.eq(&pair.row.from_program);
        let this = pair::Entity::delete_many().filter(this).filter(pair::Column::ToProgram.eq(&pair.row.to_program));
        this.exec(&**tx).await?;
    }
    let pairs = parsed.pairs.iter().map(|pair| pair.row.clone()).collect();
    crate::store::insert_all::<pair::Entity, pair::ActiveModel>(tx, pairs).await?;
    rewards_write::write(tx, &parsed.catalog).await?;
    let columns = [import::Column::Digest, import::Column::LastAt];
    replace::<import::Entity, import::ActiveModel>(tx, vec![row.clone()], &[import::Column::Name], &columns).await
}

/// Inserts rows, or gives those with the same key the new values.
async fn replace<E, A>(tx: &Tx, rows: Vec<E::Model>, key: &[E::Column], columns: &[E::Column]) -> Result<(), TxError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<A> + Clone,
    A: sea_orm::ActiveModelTrait<Entity = E>,
{
    for rows in rows.chunks(ROWS) {
        let mut clash = OnConflict::columns(key.iter().copied());
        let clash = clash.update_columns(columns.iter().copied()).to_owned();
        let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        E::insert_many(rows).on_conflict(clash).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

fn digest(seed: &Seed<'_>) -> String {
    let mut hasher = Sha256::new();
    let catalog = &seed.catalog;
    let lists = [seed.currencies, seed.programs, seed.tiers, seed.pairs];
    let words = [catalog.categories, catalog.kinds, catalog.brands, catalog.variants];
    for text in lists.into_iter().chain(words).chain(catalog.items.iter().map(|(_, text)| *text)) {
        hasher.update(text.len().to_le_bytes());
        hasher.update(text);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
