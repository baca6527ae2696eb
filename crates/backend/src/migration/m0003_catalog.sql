-- Rewards that say what they are, and entries of activity that name the reward they were spent on.

-- A kind of rewards shares its words: `{brand}` stands for the brand, `{days}` for valid_days; terms are separated by `|`.
CREATE TABLE reward_kinds (
    id TEXT PRIMARY KEY,
    valid_days BIGINT NOT NULL CHECK (valid_days > 0),
    about_vi TEXT NOT NULL,
    about_en TEXT NOT NULL,
    about_ru TEXT NOT NULL,
    terms_vi TEXT NOT NULL,
    terms_en TEXT NOT NULL,
    terms_ru TEXT NOT NULL
);
-- Words by which a category is found.
CREATE TABLE reward_categories (
    id TEXT PRIMARY KEY,
    words_vi TEXT NOT NULL,
    words_en TEXT NOT NULL,
    words_ru TEXT NOT NULL
);
-- Rewards of before get their kind by the next import.
ALTER TABLE rewards ADD COLUMN kind TEXT NOT NULL DEFAULT '';
-- What it costs where it is sold for money, in đồng; 0 is unknown.
ALTER TABLE rewards ADD COLUMN vnd BIGINT NOT NULL DEFAULT 0 CHECK (vnd >= 0);
-- The last day on which it is offered.
ALTER TABLE rewards ADD COLUMN until TEXT;

ALTER TABLE events ADD COLUMN reward_id BIGINT;
