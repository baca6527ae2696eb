//! Reference data: the same for all members, changed only by imports.

super::table! {
    /// Which seed was imported, and when first: announced dates are counted from there.
    import = "imports", key { name: String }, { digest: String, first_at: i64, last_at: i64 }
}
super::table! {
    /// Currencies with their indicative rates.
    currency = "currencies", key { code: String }, { exponent: i64, vnd_rate_milli: i64, basis: String }
}
super::table! {
    /// Programs; lists inside a column are separated by `|`.
    program = "programs", key { id: String }, {
        name: String, kind: String, unit: String, country: String, time_zone: String, owner: String,
        point_value_vnd_milli: i64, value_basis: String, expiry_kind: String, expiry_months: i64,
        activity_kinds: String, extension: String, tiers: String, brand_color: String, monogram: String,
    }
}
super::table! {
    /// From how many qualifying points a tier begins.
    tier = "tiers", key { program_id: String, name: String }, { threshold: i64, basis: String }
}
super::table! {
    /// Terms of a pair from an instant on.
    pair = "pairs", key { from_program: String, to_program: String, valid_from: i64 }, {
        terms: String, closed: bool, basis: String, as_of: String, source: String,
    }
}
super::table! {
    /// The catalog, tombstones included.
    reward = "rewards", key { id: i64 }, {
        seq: i64, deleted: bool, brand: String, category: String,
        name_vi: String, name_en: String, name_ru: String, basis: String,
        kind: String, vnd: i64, until: Option<String>,
    }
}
super::table! {
    /// What rewards of one kind say; terms are separated by `|`.
    reward_kind = "reward_kinds", key { id: String }, {
        valid_days: i64, about_vi: String, about_en: String, about_ru: String,
        terms_vi: String, terms_en: String, terms_ru: String,
    }
}
super::table! {
    /// Words by which a category is found.
    reward_category = "reward_categories", key { id: String }, { words_vi: String, words_en: String, words_ru: String }
}
super::table! {
    /// Prices, one for each program that can pay.
    reward_price = "reward_prices", key { reward_id: i64, program_id: String }, { points: i64 }
}
