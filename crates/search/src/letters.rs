//! Letters with marks: what stands under the marks. Small letters only, for case is gone before they are looked up.

/// A mark, letters without it, and the same letters with it. Letters with two marks stand with the one that is put on last.
const COMPOSED: [(char, &str, &str); 17] = [
    ('\u{300}', "aeinouwyâêôăơưеи", "àèìǹòùẁỳầềồằờừѐѝ"),
    ('\u{301}', "aceilmnoprsuwyzgkâêôăơưгк", "áćéíĺḿńóṕŕśúẃýźǵḱấếốắớứѓќ"),
    ('\u{302}', "aceghijosuwyz", "âĉêĝĥîĵôŝûŵŷẑ"),
    ('\u{303}', "aeinouvyâêôăơư", "ãẽĩñõũṽỹẫễỗẵỡữ"),
    ('\u{304}', "aeiouyg", "āēīōūȳḡ"),
    ('\u{306}', "aegiouиу", "ăĕğĭŏŭйў"),
    ('\u{307}', "acegzbdfhmnoprstwxy", "ȧċėġżḃḋḟḣṁṅȯṗṙṡṫẇẋẏ"),
    ('\u{308}', "aeiouyhtwxеі", "äëïöüÿḧẗẅẍёї"),
    ('\u{309}', "aeiouyâêôăơư", "ảẻỉỏủỷẩểổẳởử"),
    ('\u{30a}', "auwy", "åůẘẙ"),
    ('\u{30b}', "ou", "őű"),
    ('\u{30c}', "acdeghijklnorstuz", "ǎčďěǧȟǐǰǩľňǒřšťǔž"),
    ('\u{31b}', "ou", "ơư"),
    ('\u{323}', "aeiouybdhklmnrstvwzâêôăơư", "ạẹịọụỵḅḍḥḳḷṃṇṛṣṭṿẉẓậệộặợự"),
    ('\u{326}', "st", "șț"),
    ('\u{327}', "cdeghklnrst", "çḑȩģḩķļņŗşţ"),
    ('\u{328}', "aeiou", "ąęįǫų"),
];

/// Letters that no mark makes of another, with what people type for them.
const WRITTEN: [(char, &str); 9] =
    [('đ', "d"), ('ð', "d"), ('ø', "o"), ('ł', "l"), ('ħ', "h"), ('ı', "i"), ('ß', "ss"), ('æ', "ae"), ('œ', "oe")];

/// The blocks that hold the letters of the table.
const BLOCKS: [(u32, u32); 3] = [(0xc0, 0x250), (0x400, 0x480), (0x1e00, 0x1f00)];
const SIZE: usize = (0x250 - 0xc0) + (0x480 - 0x400) + (0x1f00 - 0x1e00);

/// For each letter of the blocks: the letter without its last mark, and the mark; zeros where there is none.
static TABLE: [(u16, u16); SIZE] = table();

/// The letter without its last mark, and the mark.
pub fn decomposed(letter: char) -> Option<(char, char)> {
    let (base, mark) = TABLE[place(letter as u32)?];
    if base == 0 { None } else { char::from_u32(base.into()).zip(char::from_u32(mark.into())) }
}

/// What people type for a letter that has no mark.
pub fn written(letter: char) -> Option<&'static str> {
    if letter.is_ascii() {
        return None;
    }
    WRITTEN.iter().find(|(own, _)| *own == letter).map(|(_, written)| *written)
}

/// Whether it is a mark on the letter before it.
pub const fn is_mark(letter: char) -> bool {
    matches!(letter as u32, 0x300..=0x36f | 0x483..=0x489 | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0xfe20..=0xfe2f)
}

/// The mark as it is written today: Vietnamese once had tone marks of its own.
pub const fn mark(letter: char) -> char {
    match letter {
        '\u{340}' => '\u{300}',
        '\u{341}' => '\u{301}',
        other => other,
    }
}

/// Whether it is there for the eye or the direction of writing only.
pub const fn is_invisible(letter: char) -> bool {
    matches!(letter as u32, 0xad
            | 0x61c | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2069 | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfeff)
}

const fn place(letter: u32) -> Option<usize> {
    let (mut block, mut before) = (0, 0);
    while block < BLOCKS.len() {
        let (from, to) = BLOCKS[block];
        if letter >= from && letter < to {
            return Some((before + letter - from) as usize);
        }
        before += to - from;
        block += 1;
    }
    None
}

/// Made when this is compiled; a line whose two texts do not fit together, or a letter outside the blocks, does not compile.
const fn table() -> [(u16, u16); SIZE] {
    let mut table = [(0, 0); SIZE];
    let mut line = 0;
    while line < COMPOSED.len() {
        let (mark, plain, marked) = COMPOSED[line];
        let (plain, marked) = (plain.as_bytes(), marked.as_bytes());
        let (mut at, mut marked_at) = (0, 0);
        while at < plain.len() {
            let (base, length) = letter_at(plain, at);
            let (letter, marked_length) = letter_at(marked, marked_at);
            let Some(place) = place(letter) else { panic!("a letter outside the blocks") };
            assert!(table[place].0 == 0, "a letter stands twice");
            table[place] = (base as u16, mark as u16);
            at += length;
            marked_at += marked_length;
        }
        assert!(marked_at == marked.len(), "more letters with the mark than without");
        line += 1;
    }
    table
}

/// The letter of UTF-8 at a place, and its bytes; of up to three bytes.
const fn letter_at(text: &[u8], at: usize) -> (u32, usize) {
    let (first, low) = (text[at] as u32, 0x3f);
    match first {
        0..0x80 => (first, 1),
        0xc0..0xe0 => ((first & 0x1f) << 6 | text[at + 1] as u32 & low, 2),
        _ => ((first & 0xf) << 12 | (text[at + 1] as u32 & low) << 6 | text[at + 2] as u32 & low, 3),
    }
}
