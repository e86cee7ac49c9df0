//! Text that shows what it says: NFC, and no character that hides, reorders or joins others.

use crate::nfc::is_nfc;

/// Whether `text` has 1 to `max` characters, is in NFC, has no white space at either end and holds
/// no invisible character.
pub(super) fn is_safe(text: &str, max: usize) -> bool {
    // Four bytes at most a character: the length is known to be small before anything walks it.
    text.len() <= max.saturating_mul(4)
        && (1..=max).contains(&text.chars().count())
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !text.chars().any(is_invisible)
        && is_nfc(text)
}

/// Controls, line and paragraph separators, bidi controls, zero-width and other default-ignorable
/// characters (Unicode, UAX #9 and DerivedCoreProperties), annotation marks, noncharacters.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn ordinary_names_pass() {
        for name in
            ["王小明", "阿卜杜拉·买买提", "O'Brien-Smith Jr.", "𠮷野家", "Åse", "中文 English"]
        {
            assert!(is_safe(name, 70), "{name}");
        }
        assert!(is_safe(&"王".repeat(70), 70));
    }

    #[test]
    fn text_that_hides_or_reorders_is_refused() {
        for text in [
            "",
            " a",
            "a\u{3000}",
            "A\u{30a}se",
            "a\u{202e}b",
            "a\u{2066}b",
            "a\u{61c}b",
            "a\u{200f}b",
            "a\u{200b}b",
            "a\u{200d}b",
            "a\u{feff}b",
            "a\u{ad}b",
            "a\u{2028}b",
            "a\nb",
            "a\u{9f}b",
            "a\0",
            "a\u{e0041}b",
            "a\u{fe0f}",
            "\u{3164}",
            "a\u{ffff}",
            "\u{fdd0}",
        ] {
            assert!(!is_safe(text, 70), "{text:?}");
        }
        assert!(!is_safe(&"王".repeat(71), 70));
        assert!(!is_safe(&"𠮷".repeat(1 << 20), 70));
    }
}
