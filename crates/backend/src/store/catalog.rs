//! The catalog in memory: what searching, filtering and sorting need of every reward, read with the reference data.

use super::entity::{reward, reward_category, reward_kind, reward_price};
use super::tx::TxError;
use contract::{Language, ProgramId, Reward, RewardId, RewardPrice};
use points::{Date, Points};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use search::{Hit, Index};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A text in the three languages, in the order of [`place`].
pub type Texts = [String; 3];

/// All rewards that are not gone, by number.
#[derive(Default)]
pub struct Catalog {
    /// By number.
    pub offers: Vec<Offer>,
    /// Every category that a reward has or had.
    pub categories: BTreeSet<String>,
    /// The highest change number, tombstones included.
    pub seq: u64,
    kinds: BTreeMap<String, Kind>,
    category_words: BTreeMap<String, Texts>,
    /// One for each language, made when that language is first searched in.
    indexes: [OnceLock<Index>; 3],
}

/// One reward.
pub struct Offer {
    pub id: RewardId,
    pub seq: u64,
    pub names: Texts,
    pub brand: String,
    pub category: String,
    pub prices: Vec<RewardPrice>,
    /// The lowest of its prices in thousandths of a đồng.
    pub value: u64,
    pub until: Option<Date>,
    pub vnd: u64,
    pub kind: String,
    /// Its place in the mixed order.
    pub mixed: u64,
}

/// What all rewards of one kind say.
pub struct Kind {
    pub valid_days: u32,
    pub about: Texts,
    pub terms: [Vec<String>; 3],
}

/// Where a language's text stands.
pub const fn place(language: Language) -> usize {
    match language {
        Language::Vi | Language::Unknown => 0,
        Language::En => 1,
        Language::Ru => 2,
    }
}

impl Catalog {
    /// Reads everything. `value_of` answers what a point of a program is worth.
    pub async fn load(
        database: &impl ConnectionTrait,
        value_of: impl Fn(&str) -> Option<u64>,
    ) -> Result<Catalog, TxError> {
        let mut catalog = Catalog::default();
        for row in reward_kind::Entity::find().all(database).await? {
            catalog.kinds.insert(row.id.clone(), kind_from(row)?);
        }
        for row in reward_category::Entity::find().all(database).await? {
            catalog.category_words.insert(row.id, [row.words_vi, row.words_en, row.words_ru]);
        }
        let mut prices = prices(database).await?;
        for row in reward::Entity::find().order_by_asc(reward::Column::Id).all(database).await? {
            catalog.seq = catalog.seq.max(row.seq.unsigned_abs());
            catalog.categories.insert(row.category.clone());
            if !row.deleted {
                let prices = prices.remove(&row.id).unwrap_or_default();
                catalog.offers.push(offer_from(row, prices, &value_of)?);
            }
        }
        mix(&mut catalog.offers);
        Ok(catalog)
    }

    /// The reward of that number.
    pub fn offer(&self, id: RewardId) -> Option<&Offer> {
        self.offers.binary_search_by_key(&id, |offer| offer.id).ok().map(|at| &self.offers[at])
    }

    /// What its kind says; a kind that was never imported says nothing.
    pub fn kind(&self, offer: &Offer) -> Option<&Kind> {
        self.kinds.get(&offer.kind)
    }

    /// What a search finds, the best first; a hit names an offer by its place.
    ///
    /// Whatever the language, Vietnamese names are found too: they are what stands on the signs of the shops.
    pub fn find(&self, query: &str, language: Language) -> Vec<Hit> {
        let own = place(language);
        let index = self.indexes[own].get_or_init(|| {
            let fields = self.offers.iter().map(|offer| {
                let vietnamese = if own == 0 { "" } else { offer.names[0].as_str() };
                let words = self.category_words.get(&offer.category);
                let words = |language: usize| words.map_or("", |words| words[language].as_str());
                [offer.names[own].as_str(), vietnamese, &offer.brand, words(own), words(0)]
            });
            Index::new(fields)
        });
        index.find(query)
    }
}

impl Offer {
    /// The reward as it is shown.
    pub fn shown(&self, language: Language) -> Reward {
        Reward {
            id: self.id,
            seq: self.seq,
            deleted: false,
            name: self.names[place(language)].clone(),
            brand: self.brand.clone(),
            category: self.category.clone(),
            prices: self.prices.clone(),
            until: self.until,
        }
    }

    /// Its price in a program.
    pub fn price(&self, program: &ProgramId) -> Option<Points> {
        self.prices.iter().find(|price| price.program == *program).map(|price| price.points)
    }
}

async fn prices(database: &impl ConnectionTrait) -> Result<BTreeMap<i64, Vec<RewardPrice>>, TxError> {
    let mut prices: BTreeMap<i64, Vec<RewardPrice>> = BTreeMap::new();
    for row in reward_price::Entity::find().order_by_asc(reward_price::Column::ProgramId).all(database).await? {
        let price = RewardPrice { program: ProgramId(row.program_id), points: Points::try_from(row.points)? };
        prices.entry(row.reward_id).or_default().push(price);
    }
    Ok(prices)
}

fn offer_from(
    row: reward::Model,
    prices: Vec<RewardPrice>,
    value_of: impl Fn(&str) -> Option<u64>,
) -> Result<Offer, TxError> {
    let worth = |price: &RewardPrice| Some(price.points.get().saturating_mul(value_of(&price.program.0)?));
    let until = row.until.as_deref().map(Date::parse).transpose();
    Ok(Offer {
        id: RewardId(u32::try_from(row.id).map_err(|_| TxError::broken("a reward's number"))?),
        seq: row.seq.unsigned_abs(),
        names: [row.name_vi, row.name_en, row.name_ru],
        brand: row.brand,
        category: row.category,
        value: prices.iter().filter_map(worth).min().unwrap_or(u64::MAX),
        prices,
        until: until.map_err(|_| TxError::broken("the last day of a reward"))?,
        vnd: row.vnd.unsigned_abs(),
        kind: row.kind,
        mixed: 0,
    })
}

fn kind_from(row: reward_kind::Model) -> Result<Kind, TxError> {
    let list = |text: String| text.split('|').map(str::to_owned).collect();
    Ok(Kind {
        valid_days: u32::try_from(row.valid_days).map_err(|_| TxError::broken("the days of a kind of rewards"))?,
        about: [row.about_vi, row.about_en, row.about_ru],
        terms: [row.terms_vi, row.terms_en, row.terms_ru].map(list),
    })
}

/// Gives every offer its place in an order that takes from each category in turn, and there from each brand in turn, so that
/// nobody has to pass a thousand coffees to see that there are cinemas.
fn mix(offers: &mut [Offer]) {
    let (mut of_brand, mut of_category) = (BTreeMap::new(), BTreeMap::new());
    let mut turns: Vec<(u64, usize)> = Vec::with_capacity(offers.len());
    for (at, offer) in offers.iter().enumerate() {
        let turn = of_brand.entry((offer.category.clone(), offer.brand.clone())).or_insert(0_u64);
        turns.push((*turn, at));
        *turn += 1;
    }
    turns.sort_unstable();
    let mut places: Vec<(u64, usize)> = Vec::with_capacity(offers.len());
    for (_, at) in turns {
        let turn = of_category.entry(offers[at].category.clone()).or_insert(0_u64);
        places.push((*turn, at));
        *turn += 1;
    }
    places.sort_unstable();
    for (mixed, (_, at)) in (0_u64..).zip(places) {
        offers[at].mixed = mixed;
    }
}
