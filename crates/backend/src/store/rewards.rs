//! Rewards as members look for them: searched, filtered, sorted and counted in memory, page by page.

use super::catalog::{Catalog, Offer, place};
use super::members::DEFAULT_ZONE;
use super::page::{QueryMark, foreign, page_length};
use super::{Reference, Refused, Store, StoreError, zone};
use contract::{CategoryCount, Language, ProgramId, RewardDetail, RewardId, RewardSort, Rewards};
use points::{Date, Money, Points};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is asked for; the default is everything in the mixed order.
#[derive(Clone, Debug)]
pub struct RewardQuery {
    /// Words to find; empty finds everything.
    pub q: String,
    /// Only this category.
    pub category: Option<String>,
    /// Only what this program can pay.
    pub program: Option<ProgramId>,
    /// Only what is covered by these points; with a program, by its points.
    pub affordable: Option<BTreeMap<ProgramId, Points>>,
    /// The order.
    pub sort: RewardSort,
    /// The language of the names.
    pub language: Language,
}

impl Default for RewardQuery {
    fn default() -> RewardQuery {
        RewardQuery {
            q: String::new(),
            category: None,
            program: None,
            affordable: None,
            sort: RewardSort::Best,
            language: Language::Vi,
        }
    }
}

/// Where a reward stands in a list: by what it is sorted, then by number.
type Position = (u64, u32);

impl RewardQuery {
    fn mark(&self) -> QueryMark {
        let affordable = if self.affordable.is_some() { "1" } else { "" };
        let program = self.program.as_ref().map_or("", |program| program.0.as_str());
        let category = self.category.as_deref().unwrap_or("");
        QueryMark::of(&["rewards", &self.q, category, program, affordable, self.sort.tag(), self.language.tag()])
    }

    fn check(&self, reference: &Reference) -> Result<(), Refused> {
        let unknown = |known: bool, field: &str, detail: &str| {
            if known { Ok(()) } else { Err(Refused::field(field, detail)) }
        };
        let category = self.category.as_ref();
        let known = category.is_none_or(|category| reference.catalog().categories.contains(category));
        unknown(known, "category", "send one of the categories of the answer without it")?;
        let known = self.program.as_ref().is_none_or(|program| reference.program(&program.0).is_ok());
        unknown(known, "program", "send the id of one of the listed programs")
    }

    /// Whether a reward fits in everything but its category.
    fn fits(&self, offer: &Offer, today: Date) -> bool {
        let payable = |program: &ProgramId, points: Points| match &self.affordable {
            None => true,
            Some(available) => available.get(program).is_some_and(|available| *available >= points),
        };
        let mut prices = offer.prices.iter();
        let wanted = |program: &ProgramId| self.program.as_ref().is_none_or(|wanted| wanted == program);
        offer.until.is_none_or(|until| until >= today)
            && (self.program.is_none() && self.affordable.is_none()
                || prices.any(|price| wanted(&price.program) && payable(&price.program, price.points)))
    }

    fn position(&self, offer: &Offer, best: u64) -> Position {
        let own = self.program.as_ref().and_then(|program| offer.price(program)).map(Points::get);
        let price = own.unwrap_or(offer.value);
        let key = match self.sort {
            RewardSort::Best => best,
            RewardSort::Cheapest => price,
            RewardSort::Dearest => u64::MAX - price,
            RewardSort::Newest => u64::MAX - offer.seq,
        };
        (key, offer.id.0)
    }
}

impl Store {
    /// A page of the catalog. What has ended is not in it.
    pub fn rewards(&self, query: &RewardQuery, cursor: Option<&str>, limit: u32) -> Result<Rewards, StoreError> {
        let (reference, mark) = (self.reference(), query.mark());
        query.check(&reference)?;
        let after = cursor.map(|cursor| position(mark.place(cursor)?)).transpose()?;
        let (catalog, today) = (reference.catalog(), self.catalog_day());
        let fitting = catalog.matches(query).into_iter().filter(|(_, offer)| query.fits(offer, today));
        let fitting: Vec<(u64, &Offer)> = fitting.collect();
        let categories = count(&fitting);
        let wanted = |offer: &Offer| query.category.as_ref().is_none_or(|category| *category == offer.category);
        let listed = fitting.iter().filter(|(_, offer)| wanted(offer));
        let mut listed: Vec<(Position, &Offer)> =
            listed.map(|(best, offer)| (query.position(offer, *best), *offer)).collect();
        let count = u32::try_from(listed.len()).unwrap_or(u32::MAX);
        listed.retain(|(position, _)| after.is_none_or(|after| *position > after));
        listed.sort_unstable_by_key(|(position, _)| *position);
        let more = listed.len() > page_length(limit);
        listed.truncate(page_length(limit));
        Ok(Rewards {
            items: listed.iter().map(|(_, offer)| offer.shown(query.language)).collect(),
            count,
            categories,
            seq: catalog.seq,
            next: listed.last().filter(|_| more).map(|((key, id), _)| mark.bind(&format!("{key}.{id}"))),
        })
    }

    /// One reward with everything about it. One that has ended is still told, for entries of activity lead to it.
    pub fn reward(&self, id: RewardId, language: Language) -> Result<RewardDetail, StoreError> {
        let reference = self.reference();
        let offer = reference.catalog().offer(id).ok_or(Refused::NotFound)?;
        let kind = reference.catalog().kind(offer);
        let days = kind.map_or(0, |kind| kind.valid_days);
        let told = |text: &String| text.replace("{brand}", &offer.brand).replace("{days}", &days.to_string());
        let texts = kind.map(|kind| (told(&kind.about[place(language)]), kind.terms[place(language)].iter().map(told)));
        let (about, terms) = texts.map(|(about, terms)| (about, terms.collect())).unwrap_or_default();
        let retail = (offer.vnd > 0).then(|| Money { minor: offer.vnd, currency: "VND".to_owned() });
        Ok(RewardDetail { reward: offer.shown(language), about, terms, retail, valid_days: days })
    }

    /// The day by which offers end, for all members alike.
    fn catalog_day(&self) -> Date {
        zone::zone(DEFAULT_ZONE).map_or(self.now().utc_date(), |zone| zone::day_of(&zone, self.now()))
    }
}

impl Catalog {
    /// What the search finds, each with how good it is: less is better.
    fn matches(&self, query: &RewardQuery) -> Vec<(u64, &Offer)> {
        if query.q.trim().is_empty() {
            return self.offers.iter().map(|offer| (offer.mixed, offer)).collect();
        }
        let found = self.find(&query.q, query.language).into_iter();
        found.filter_map(|hit| Some((hit.rank.into(), self.offers.get(hit.document as usize)?))).collect()
    }
}

fn count(fitting: &[(u64, &Offer)]) -> Vec<CategoryCount> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, offer) in fitting {
        *counts.entry(&offer.category).or_default() += 1;
    }
    let mut counts: Vec<CategoryCount> =
        counts.into_iter().map(|(category, count)| CategoryCount { category: category.to_owned(), count }).collect();
    counts.sort_by_key(|category| Reverse(category.count));
    counts
}

/// The position that a cursor of ours names.
fn position(text: &str) -> Result<Position, Refused> {
    let (key, id) = text.split_once('.').ok_or_else(foreign)?;
    Ok((key.parse().map_err(|_| foreign())?, id.parse().map_err(|_| foreign())?))
}
