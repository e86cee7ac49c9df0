//! Normalisation form C (Unicode Standard Annex #15): one spelling for what looks the same.
//!
//! Its tables are an app's to carry, so there are none of the other three forms; `build.rs` makes
//! them of those of `unicode-normalization`, which the tests compare the results with.

use std::cmp::Ordering;

include!(concat!(env!("OUT_DIR"), "/nfc_tables.rs"));

/// Syllables of Hangul and their parts (The Unicode Standard, section 3.12).
const S: u32 = 0xac00;
const L: u32 = 0x1100;
const V: u32 = 0x1161;
const T: u32 = 0x11a7;
const L_COUNT: u32 = 19;
const V_COUNT: u32 = 21;
const T_COUNT: u32 = 28;

/// The first character that has a class of combination or composes with one before it. Those below
/// are in this form whatever stands beside them.
const FIRST: char = '\u{300}';

/// Whether `text` is in normalisation form C.
///
/// ```
/// use yufu_protocol::nfc::is_nfc;
///
/// assert!(is_nfc("\u{c5}se") && !is_nfc("A\u{30a}se"));
/// ```
#[must_use]
pub fn is_nfc(text: &str) -> bool {
    text.chars().all(|c| c < FIRST) || composed(text).into_iter().eq(text.chars())
}

/// `text` in normalisation form C.
#[must_use]
pub fn nfc(text: &str) -> String {
    composed(text).into_iter().collect()
}

/// The characters of `text` in this form.
fn composed(text: &str) -> Vec<char> {
    let mut parts = Vec::with_capacity(text.len());
    for c in text.chars() {
        decompose(c, &mut |part| parts.push((class(part), part)));
    }
    for marks in parts.chunk_by_mut(|(a, _), (b, _)| *a != 0 && *b != 0) {
        marks.sort_by_key(|(class, _)| *class);
    }
    let mut given: Vec<char> = Vec::with_capacity(parts.len());
    // The place of the last starter, and the class of the last character after it that stayed.
    let (mut starter, mut last) = (None, None);
    for (class, c) in parts {
        let blocked = last.is_some_and(|last| last >= class);
        if let Some(first) = starter.and_then(|place: usize| given.get_mut(place))
            && !blocked
            && let Some(both) = compose(*first, c)
        {
            *first = both;
            continue;
        }
        if class == 0 {
            (starter, last) = (Some(given.len()), None);
        } else {
            last = Some(class);
        }
        given.push(c);
    }
    given
}

/// Gives `c` in its smallest canonical parts.
fn decompose(c: char, give: &mut impl FnMut(char)) {
    if let Some(syllable) = u32::from(c).checked_sub(S).filter(|s| *s < L_COUNT * V_COUNT * T_COUNT)
    {
        let (lv, t) = (syllable / T_COUNT, syllable % T_COUNT);
        let parts = [L + lv / V_COUNT, V + lv % V_COUNT, T + t];
        let count = if t == 0 { 2 } else { 3 };
        parts.into_iter().take(count).filter_map(char::from_u32).for_each(give);
    } else if let Some([first, second]) = pair_of(c) {
        // The first of a pair may be one itself, the second never is.
        decompose(first, give);
        give(second);
    } else if let Some(parts) = parts_of(c) {
        parts.iter().copied().for_each(give);
    } else {
        give(c);
    }
}

/// The pair that composes to `c`.
fn pair_of(c: char) -> Option<[char; 2]> {
    let code = u32::from(c);
    let narrow = |place: &u16| PAIRS.get(usize::from(*place)).map(|pair| pair.map(u32::from));
    let [first, second, _] =
        match BY_COMPOSED.binary_search_by_key(&Some(code), |place| Some(narrow(place)?[2])) {
            Ok(found) => BY_COMPOSED.get(found).and_then(narrow)?,
            Err(_) => *WIDE_PAIRS.iter().find(|[_, _, composed]| *composed == code)?,
        };
    Some([char::from_u32(first)?, char::from_u32(second)?])
}

/// The parts of a character that they do not compose to.
fn parts_of(c: char) -> Option<&'static [char]> {
    let found = OTHERS.binary_search_by_key(&u32::from(c), |entry| entry >> 11).ok()?;
    let from = |place: usize| Some((OTHERS.get(place)? & 0x7ff) as usize);
    PARTS.get(from(found)?..from(found + 1)?)
}

/// The class of combination; 0 for a starter.
fn class(c: char) -> u8 {
    let after = CLASSES.partition_point(|entry| entry >> 8 <= u32::from(c));
    let entry = after.checked_sub(1).and_then(|place| CLASSES.get(place));
    entry.map_or(0, |entry| entry.to_le_bytes()[0])
}

/// The character that two compose to.
fn compose(first: char, second: char) -> Option<char> {
    let [first, second] = [first, second].map(u32::from);
    let (l, v) = (first.wrapping_sub(L), second.wrapping_sub(V));
    if l < L_COUNT && v < V_COUNT {
        return char::from_u32(S + (l * V_COUNT + v) * T_COUNT);
    }
    let (syllable, t) = (first.wrapping_sub(S), second.wrapping_sub(T));
    if syllable < L_COUNT * V_COUNT * T_COUNT
        && syllable % T_COUNT == 0
        && (1..T_COUNT).contains(&t)
    {
        return char::from_u32(first + t);
    }
    let order = |[a, b, _]: [u32; 3]| -> Ordering { [a, b].cmp(&[first, second]) };
    let composed = match PAIRS.binary_search_by(|pair| order(pair.map(u32::from))) {
        Ok(place) => PAIRS.get(place).map(|pair| u32::from(pair[2])),
        Err(_) => WIDE_PAIRS.iter().find(|pair| order(**pair).is_eq()).map(|pair| pair[2]),
    };
    char::from_u32(composed?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::{is_nfc, nfc};

    fn agrees(text: &str) {
        let theirs: String = text.nfc().collect();
        assert_eq!(nfc(text), theirs, "{text:?}");
        assert_eq!(is_nfc(text), theirs == text, "{text:?}");
        assert_eq!(is_nfc(text), unicode_normalization::is_nfc(text), "{text:?}");
    }

    #[test]
    fn every_character_alone_and_decomposed_becomes_what_unicode_says() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            agrees(&text);
            let apart: String = text.nfd().collect();
            if apart != text {
                agrees(&apart);
            }
        }
    }

    /// Characters that compose, combine or decompose, and some that do none of it.
    fn interesting() -> impl Strategy<Value = char> {
        prop_oneof![
            3 => proptest::char::range('\u{300}', '\u{36f}'),
            2 => proptest::char::range('A', 'z'),
            1 => proptest::char::range('\u{c0}', '\u{24f}'),
            1 => proptest::char::range('\u{590}', '\u{e50}'),
            1 => proptest::char::range('\u{1100}', '\u{11ff}'),
            1 => proptest::char::range('\u{1e00}', '\u{1fff}'),
            1 => proptest::char::range('\u{3040}', '\u{30ff}'),
            1 => proptest::char::range('\u{ac00}', '\u{d7ff}'),
            1 => proptest::char::range('\u{f900}', '\u{faff}'),
            1 => proptest::char::range('\u{11000}', '\u{114ff}'),
            1 => proptest::char::range('\u{1d150}', '\u{1d1ff}'),
            1 => any::<char>(),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn any_text_becomes_what_unicode_says(
            text in proptest::collection::vec(interesting(), 0..12)
        ) {
            agrees(&text.into_iter().collect::<String>());
        }
    }
}
