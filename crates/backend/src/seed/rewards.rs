//! The sample catalog: each line is an item that several brands give, in several variants, priced by its value in the programs
//! that pay for the brand. A reward's number is made of the numbers of item, brand and variants, so it stays when lines come or go.

use super::catalog::{Book, Brand, Texts, Variant, categories, kinds, texts};
use super::read::{Line, lines};
use super::{Seed, SeedError};
use crate::store::entity::{reward, reward_category, reward_kind, reward_price};
use contract::limits::REWARDS_MOST;
use points::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Room for the numbers of items, brands, and variants of both lists; together they fit into 32 bits.
const ITEMS_MOST: u64 = 999;
const BRANDS_MOST: u64 = 999;
const VARIANTS_MOST: u64 = 999;
/// Numbers of the second list lie together.
const SECOND_MOST: u64 = 29;
/// Prices in points are rounded up to a multiple of this.
const PRICE_STEP: u64 = 10;
/// Prices in đồng are rounded to a multiple of this.
const VND_STEP: u64 = 1_000;

/// A reward with its prices; the sequence number is given when it is written.
#[derive(Clone, Debug)]
pub struct RewardLine {
    pub reward: reward::Model,
    pub prices: Vec<reward_price::Model>,
}

/// Everything about the catalog.
pub struct CatalogLines {
    /// The name of the import.
    pub name: String,
    pub categories: Vec<reward_category::Model>,
    pub kinds: Vec<reward_kind::Model>,
    pub rewards: Vec<RewardLine>,
}

/// Reads the catalog, with prices by the indicative values of the seed's programs and last days counted from `first_day`.
pub fn read(seed: &Seed<'_>, first_day: Date) -> Result<CatalogLines, SeedError> {
    let mut values = BTreeMap::new();
    for program in lines("programs", seed.programs)? {
        values.insert(program.id(), program.some_number("point_value_vnd_milli")?);
    }
    let catalog = &seed.catalog;
    let (categories, kinds) = (categories(catalog.categories)?, kinds(catalog.kinds)?);
    let known = Known {
        categories: categories.iter().map(|row| row.id.as_str()).collect(),
        kinds: kinds.iter().map(|row| row.id.as_str()).collect(),
        book: Book::read(catalog)?,
        values,
        first_day,
        name: seed.name.to_owned(),
    };
    let (mut rewards, mut numbers) = (Vec::new(), BTreeSet::new());
    for (name, text) in catalog.items {
        for line in lines(name, text)? {
            if !numbers.insert(line.some_number("item")?) {
                return Err(line.bad("another item has this number"));
            }
            known.expand(&line, &mut rewards)?;
            if rewards.len() > REWARDS_MOST {
                return Err(line.bad(format!("there are more than {REWARDS_MOST} rewards")));
            }
        }
    }
    rewards.sort_by_key(|line| line.reward.id);
    Ok(CatalogLines { name: seed.name.to_owned(), categories, kinds, rewards })
}

/// What lines may refer to.
struct Known<'a> {
    categories: BTreeSet<&'a str>,
    kinds: BTreeSet<&'a str>,
    book: Book,
    values: BTreeMap<String, u64>,
    first_day: Date,
    /// The name of the import: what it brought, and nothing else, it can take away.
    name: String,
}

impl Known<'_> {
    /// Every reward of a line.
    fn expand(&self, line: &Line, rewards: &mut Vec<RewardLine>) -> Result<(), SeedError> {
        let item = Item::read(line, self)?;
        for brand in self.book.brands(line)? {
            for first in self.book.variants(line, "a", brand)? {
                for second in self.book.variants(line, "b", brand)? {
                    let id = number(line, item.no, brand, &first, &second)?;
                    rewards.push(self.reward(line, &item, brand, [&first, &second], id)?);
                }
            }
        }
        Ok(())
    }

    fn reward(
        &self,
        line: &Line,
        item: &Item,
        brand: &Brand,
        variants: [&Variant; 2],
        id: i64,
    ) -> Result<RewardLine, SeedError> {
        let at_brand = item.vnd.saturating_mul(brand.level) / 100;
        let vnd = variants.iter().fold(at_brand, |vnd, variant| variant.price.of(vnd));
        let vnd = vnd.max(VND_STEP).saturating_add(VND_STEP / 2) / VND_STEP * VND_STEP;
        let name = |language: usize| {
            let parts = variants.map(|variant| variant.names[language].as_str());
            filled(&item.names[language], parts, &brand.name)
        };
        let mut prices = Vec::new();
        for program in &brand.programs {
            let value = self.values.get(program).copied().filter(|value| *value > 0);
            let value =
                value.ok_or_else(|| line.bad(format!("the program {program} is not in the seed, or has no value")))?;
            let points = vnd.saturating_mul(1_000).div_ceil(value).next_multiple_of(PRICE_STEP).cast_signed();
            prices.push(reward_price::Model { reward_id: id, program_id: program.clone(), points });
        }
        let reward = reward::Model {
            id,
            seq: 0,
            deleted: false,
            brand: brand.name.clone(),
            category: item.category.clone(),
            name_vi: name(0),
            name_en: name(1),
            name_ru: name(2),
            basis: self.name.clone(),
            kind: item.kind.clone(),
            vnd: vnd.cast_signed(),
            until: item.days.map(|days| self.first_day.plus_days(days).to_string()),
        };
        Ok(RewardLine { reward, prices })
    }
}

/// What a line says about all its rewards.
struct Item {
    no: u64,
    category: String,
    kind: String,
    vnd: u64,
    /// Days after the first import for which it is offered.
    days: Option<i64>,
    names: Texts,
}

impl Item {
    fn read(line: &Line, known: &Known<'_>) -> Result<Item, SeedError> {
        let item = Item {
            no: line.some_number("item")?,
            category: line.some_text("category")?,
            kind: line.some_text("kind")?,
            vnd: line.number("vnd")?.unwrap_or(0),
            days: line.small("days")?.map(i64::from),
            names: texts(line, ["vi", "en", "ru"])?,
        };
        if !known.categories.contains(item.category.as_str()) || !known.kinds.contains(item.kind.as_str()) {
            return Err(line.bad("its category or its kind is not in the seed"));
        }
        Ok(item)
    }
}

fn number(line: &Line, item: u64, brand: &Brand, first: &Variant, second: &Variant) -> Result<i64, SeedError> {
    let variant = if second.no == 0 { first.no } else { first.no * (SECOND_MOST + 1) + second.no };
    let fits = (1..=ITEMS_MOST).contains(&item)
        && (1..=BRANDS_MOST).contains(&brand.no)
        && variant <= VARIANTS_MOST
        && second.no <= SECOND_MOST;
    let id = (item * (BRANDS_MOST + 1) + brand.no) * (VARIANTS_MOST + 1) + variant;
    if fits { Ok(id.cast_signed()) } else { Err(line.bad("the number of the item, brand or variant is too large")) }
}

/// The name: `{a}`, `{b}` and `{brand}` filled in; the brand follows where the text has no place for it.
fn filled(text: &str, [first, second]: [&str; 2], brand: &str) -> String {
    let name = text.replace("{a}", first).replace("{b}", second);
    let name = if name.contains("{brand}") { name.replace("{brand}", brand) } else { format!("{name}, {brand}") };
    unbroken(&name)
}

/// No line break inside an amount: a space between digits, or between a number and its sign, does not break.
fn unbroken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let inside = letter == ' ' && before.is_ascii_digit() && (next.is_ascii_digit() || "₫€%".contains(next));
        out.push(if inside { '\u{a0}' } else { letter });
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_its_brand_once_and_amounts_that_stay_together() {
        let cases = [
            ("Cà phê sữa đá {a}", ["cỡ lớn", ""], "Cà phê sữa đá cỡ lớn, Highlands"),
            ("Подарочная карта {brand} на {a}", ["100 000 ₫", ""], "Подарочная карта Highlands на 100\u{a0}000\u{a0}₫"),
            ("{a}, {b}", ["4 GB", "30 %"], "4 GB, 30\u{a0}%, Highlands"),
        ];
        for (text, parts, expected) in cases {
            assert_eq!(filled(text, parts, "Highlands"), expected);
        }
    }
}
