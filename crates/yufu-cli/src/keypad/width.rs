//! Text measured as a terminal shows it: a Chinese character takes two columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// Breaks a text into lines of at most `width` columns: at spaces, and beside wide characters, which
/// have none between them. A word that is longer than a line is cut.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if columns(&line) + columns(piece.trim_end()) > width && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        if columns(piece.trim_end()) <= width {
            line.push_str(piece);
            continue;
        }
        for character in piece.chars() {
            if columns(&line) + character.width().unwrap_or_default() > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The part at the end of a text that fits `width` columns.
pub fn tail(text: &str, width: usize) -> &str {
    let mut start = text.len();
    let mut taken = 0;
    for (at, character) in text.char_indices().rev() {
        taken += character.width().unwrap_or_default();
        if taken > width {
            break;
        }
        start = at;
    }
    text.get(start..).unwrap_or_default()
}

/// A text with spaces behind it up to `width` columns.
pub fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(columns(text));
    format!("{text}{}", " ".repeat(missing))
}

/// The parts of a text between which a line may end. A space belongs to the part before it, and so
/// does Chinese punctuation, which starts no line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, next) in text.char_indices() {
        let breaks = before.is_some_and(|before| {
            let wide = |character: char| character.width() == Some(2);
            let clings =
                matches!(next, '，' | '。' | '；' | '：' | '、' | '）' | '！' | '？' | '」');
            let opens = matches!(before, '（' | '「');
            (before == ' ' && next != ' ')
                || ((wide(before) || wide(next)) && !clings && !opens && next != ' ')
        });
        if breaks {
            pieces.push(text.get(start..at).unwrap_or_default());
            start = at;
        }
        before = Some(next);
    }
    pieces.push(text.get(start..).unwrap_or_default());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_between_wide_characters() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("付款给王小明", 6), ["付款给", "王小明"]);
        assert_eq!(wrap("付款给，王小明", 6), ["付款", "给，王", "小明"]);
        assert_eq!(wrap("PIN 已更换", 6), ["PIN 已", "更换"]);
        assert_eq!(wrap("", 6), [""]);
    }

    #[test]
    fn no_line_is_wider_than_asked_and_nothing_is_lost() {
        let text = "SM2、SM3 与 SM4 give 标准答案 (6222021234567890128) ，一致。";
        for width in 2..60 {
            let lines = wrap(text, width);
            assert!(lines.iter().all(|line| columns(line) <= width.max(4)), "{width}: {lines:?}");
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(bare(&lines.concat()), bare(text), "{width}");
        }
    }

    #[test]
    fn the_tail_counts_columns_not_characters() {
        assert_eq!(tail("王小明", 4), "小明");
        assert_eq!(tail("王小明", 5), "小明");
        assert_eq!(tail("abc", 9), "abc");
        assert_eq!(padded("小明", 6), "小明  ");
    }
}
