//! What the validators share: bounded input, digits in one form, checks of single characters.

use zeroize::Zeroizing;

use super::Invalid;

/// Drops the blanks around a text and refuses one that is empty or longer than `max` bytes.
///
/// The bound comes first, so that the work on hostile input is bounded too.
pub(super) fn bounded(text: &str, max: usize) -> Result<&str, Invalid> {
    if text.len() > max {
        return Err(Invalid::Length);
    }
    let text = text.trim_matches([' ', '\u{3000}']);
    if text.is_empty() { Err(Invalid::Empty) } else { Ok(text) }
}

/// The text with full-width digits, letters and hyphens as ASCII and without the blanks and
/// hyphens that people put between groups. Other characters stay as they are.
pub(crate) fn fold_digits(text: &str) -> Zeroizing<String> {
    let mut folded = Zeroizing::new(String::with_capacity(text.len()));
    for c in text.chars() {
        match fold(c) {
            ' ' | '\u{3000}' | '\u{a0}' | '-' => {}
            c => folded.push(c),
        }
    }
    folded
}

/// The ASCII form of a full-width character (U+FF01 to U+FF5E), else the character.
fn fold(c: char) -> char {
    match u32::from(c) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The values of a text of ASCII digits.
pub(super) fn digits(text: &str) -> Option<Vec<u8>> {
    text.bytes().map(|b| b.is_ascii_digit().then(|| b - b'0')).collect()
}

/// Whether a character is one that cannot be seen or changes how others are shown: controls,
/// zero width, direction, variation selectors, tags and other default-ignorables.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f
            | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164
            | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb
            | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
}
