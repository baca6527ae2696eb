//! What the lines of the catalog refer to: categories, kinds, brands, and lists of variants such as sizes or routes.

use super::SeedError;
use super::read::{Line, lines};
use crate::store::entity::{reward_category, reward_kind};
use std::collections::BTreeMap;

/// A text in vi, en and ru.
pub type Texts = [String; 3];

/// The catalog as the text of its CSV files.
#[derive(Clone, Copy, Debug)]
pub struct CatalogText<'a> {
    /// Categories with the words by which they are found.
    pub categories: &'a str,
    /// What rewards of one kind say.
    pub kinds: &'a str,
    /// Who gives, at which level of prices, and which programs pay.
    pub brands: &'a str,
    /// Lists of what an item comes in.
    pub variants: &'a str,
    /// Files of items, by name.
    pub items: &'a [(&'static str, &'a str)],
}

impl CatalogText<'static> {
    /// No rewards.
    pub const EMPTY: CatalogText<'static> =
        CatalogText { categories: "", kinds: "", brands: "", variants: "", items: &[] };
}

/// Who gives rewards.
#[derive(Debug)]
pub struct Brand {
    /// Its number for ever; numbers of rewards are made of it.
    pub no: u64,
    pub name: String,
    /// What its things cost, in percent of what the item costs.
    pub level: u64,
    /// Programs that pay.
    pub programs: Vec<String>,
    groups: Vec<String>,
    /// Keys of the variants that it has, for lists that differ by brand.
    pub keys: Vec<String>,
}

/// One of several forms of an item.
#[derive(Clone, Debug, Default)]
pub struct Variant {
    /// Its number in its list for ever; 0 where the item has no list.
    pub no: u64,
    pub key: String,
    pub price: Price,
    pub names: Texts,
}

/// What a variant does to the price of its item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Price {
    /// Nothing.
    #[default]
    Same,
    /// It is the price, at every brand.
    Exactly(u64),
    /// So many percent.
    Percent(u64),
    /// So much more.
    More(u64),
}

impl Price {
    fn parse(text: &str) -> Option<Price> {
        if text.is_empty() {
            return Some(Price::Same);
        }
        if let Some(percent) = text.strip_suffix('%') {
            return percent.parse().ok().map(Price::Percent);
        }
        match text.strip_prefix('+') {
            Some(more) => more.parse().ok().map(Price::More),
            None => text.parse().ok().map(Price::Exactly),
        }
    }

    /// The price with this change.
    pub fn of(self, vnd: u64) -> u64 {
        match self {
            Price::Same => vnd,
            Price::Exactly(price) => price,
            Price::Percent(percent) => vnd.saturating_mul(percent) / 100,
            Price::More(more) => vnd.saturating_add(more),
        }
    }
}

/// Brands and lists by their names.
pub struct Book {
    brands: Vec<Brand>,
    lists: BTreeMap<String, Vec<Variant>>,
}

impl Book {
    /// Reads brands and variants.
    pub fn read(text: &CatalogText<'_>) -> Result<Book, SeedError> {
        let mut book = Book { brands: Vec::new(), lists: BTreeMap::new() };
        for line in lines("brands", text.brands)? {
            let brand = brand(&line)?;
            if book.brands.iter().any(|other| other.no == brand.no || other.name == brand.name) {
                return Err(line.bad("another brand has this number or name"));
            }
            book.brands.push(brand);
        }
        for line in lines("variants", text.variants)? {
            let variant = variant(&line)?;
            let list = book.lists.entry(line.some_text("list")?).or_default();
            if list.iter().any(|other| other.no == variant.no) {
                return Err(line.bad("another variant of the list has this number"));
            }
            list.push(variant);
        }
        Ok(book)
    }

    /// The brands of an item: names, or groups that begin with `#`.
    pub fn brands(&self, line: &Line) -> Result<Vec<&Brand>, SeedError> {
        let mut chosen: Vec<&Brand> = Vec::new();
        for name in line.list("brands")? {
            let is_meant = |brand: &Brand| match name.strip_prefix('#') {
                Some(group) => brand.groups.iter().any(|own| own == group),
                None => brand.name == name,
            };
            let mut meant = self.brands.iter().filter(|brand| is_meant(brand)).peekable();
            if meant.peek().is_none() {
                return Err(line.bad(format!("{name} is neither a brand nor the group of one")));
            }
            chosen.extend(meant);
        }
        chosen.sort_by_key(|brand| brand.no);
        chosen.dedup_by_key(|brand| brand.no);
        Ok(chosen)
    }

    /// The variants that a field names for a brand: a list, or `list/brand` for those of the list that the brand has.
    pub fn variants(&self, line: &Line, field: &str, brand: &Brand) -> Result<Vec<Variant>, SeedError> {
        let name = line.text(field)?;
        if name.is_empty() {
            return Ok(vec![Variant::default()]);
        }
        let (name, of_brand) = name.strip_suffix("/brand").map_or((name.as_str(), false), |name| (name, true));
        let list = self.lists.get(name).ok_or_else(|| line.bad(format!("there is no list of variants {name:?}")))?;
        let chosen: Vec<Variant> =
            list.iter().filter(|variant| !of_brand || brand.keys.contains(&variant.key)).cloned().collect();
        if chosen.is_empty() {
            return Err(line.bad(format!("{} has nothing of the list {name}", brand.name)));
        }
        Ok(chosen)
    }
}

fn brand(line: &Line) -> Result<Brand, SeedError> {
    let brand = Brand {
        no: line.some_number("no")?,
        name: line.some_text("brand")?,
        level: line.number("level")?.unwrap_or(100),
        programs: line.list("programs")?,
        groups: line.list("groups")?,
        keys: line.list("keys")?,
    };
    if brand.no == 0 || brand.level == 0 || brand.programs.is_empty() {
        return Err(line.bad("a brand has a number, a level of prices and a program that pays"));
    }
    Ok(brand)
}

fn variant(line: &Line) -> Result<Variant, SeedError> {
    let price = Price::parse(&line.text("vnd")?);
    let price = price.ok_or_else(|| line.bad("vnd must be empty, a price, `+` and an amount, or a percentage"))?;
    let no = line.some_number("no")?;
    if no == 0 {
        return Err(line.bad("numbers begin with 1"));
    }
    Ok(Variant { no, key: line.text("key")?, price, names: texts(line, ["vi", "en", "ru"])? })
}

pub fn texts(line: &Line, fields: [&str; 3]) -> Result<Texts, SeedError> {
    let [vi, en, ru] = fields.map(|field| line.some_text(field));
    Ok([vi?, en?, ru?])
}

pub fn categories(text: &str) -> Result<Vec<reward_category::Model>, SeedError> {
    let row = |line: &Line| {
        let [words_vi, words_en, words_ru] = texts(line, ["vi", "en", "ru"])?;
        Ok(reward_category::Model { id: line.some_text("category")?, words_vi, words_en, words_ru })
    };
    lines("categories", text)?.iter().map(row).collect()
}

pub fn kinds(text: &str) -> Result<Vec<reward_kind::Model>, SeedError> {
    let row = |line: &Line| {
        let [about_vi, about_en, about_ru] = texts(line, ["about_vi", "about_en", "about_ru"])?;
        let [terms_vi, terms_en, terms_ru] = texts(line, ["terms_vi", "terms_en", "terms_ru"])?;
        let count = |terms: &str| terms.split('|').count();
        if count(&terms_vi) != count(&terms_en) || count(&terms_vi) != count(&terms_ru) {
            return Err(line.bad("every language has the same number of terms"));
        }
        let valid_days = line.some_number("valid_days")?.cast_signed();
        let id = line.some_text("kind")?;
        Ok(reward_kind::Model { id, valid_days, about_vi, about_en, about_ru, terms_vi, terms_en, terms_ru })
    };
    lines("kinds", text)?.iter().map(row).collect()
}
