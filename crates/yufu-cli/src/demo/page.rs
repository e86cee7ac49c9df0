//! How a story stands on the screen: columns of names, words and times, no wider than the terminal.

use crate::keypad::width::{columns, padded, wrap};
use crate::language::{Text, text};
use crate::output::{self, BAD, DIM, Failure, GOOD, paint};

/// Columns of the widest page.
const WIDEST: usize = 100;
/// Columns below which the words stand under the name.
const NARROW: usize = 72;
/// Columns before the name: the mark.
const MARK: usize = 4;
/// Columns of a name.
const NAME: usize = 27;
/// Columns of a time, with the space before it.
const TIME: usize = 12;

/// A page of this many columns.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    width: usize,
}

impl Page {
    /// As wide as the terminal, but no wider than 100 columns.
    pub fn of_terminal() -> Self {
        Self::new(output::columns().unwrap_or(WIDEST))
    }

    fn new(width: usize) -> Self {
        Self { width: width.clamp(2 * MARK + TIME, WIDEST) }
    }

    /// Tells how an act ended: its name, what that means, perhaps a detail, and how long it took in
    /// microseconds, unless a person's time is in it.
    pub fn tell(
        self,
        good: bool,
        name: Text,
        words: &str,
        detail: &str,
        micros: Option<u64>,
    ) -> Result<(), Failure> {
        let mark = if good { paint(GOOD, "✓") } else { paint(BAD, "✗") };
        for (number, line) in self.lines(name.get(), words, detail, micros).iter().enumerate() {
            let Line { name, words, dim, time } = line;
            let mark = if number == 0 { mark.as_str() } else { " " };
            let words = if *dim { paint(DIM, words) } else { words.clone() };
            let line = format!("  {mark} {name}{words}{}", paint(DIM, time));
            output::line(if time.is_empty() { format!("  {mark} {name}{words}") } else { line })?;
        }
        Ok(())
    }

    fn lines(self, name: &str, words: &str, detail: &str, micros: Option<u64>) -> Vec<Line> {
        let time = micros.map_or_else(
            || text("by hand", "手动").get().to_owned(),
            |micros| format!("{}.{} ms", micros / 1000, micros % 1000 / 100),
        );
        let time = format!("{}{time}", " ".repeat(TIME.saturating_sub(columns(&time))));
        let narrow = self.width < NARROW;
        let indent = if narrow { 2 } else { NAME };
        let room = self.width - MARK - indent - if narrow { 0 } else { TIME };
        let mut lines = Vec::new();
        if narrow {
            let name = padded(name, self.width - MARK - TIME);
            lines.push(Line { name, words: String::new(), dim: false, time: time.clone() });
        }
        let told = wrap(words, room).into_iter().map(|words| (words, false));
        let detail = if detail.is_empty() { Vec::new() } else { wrap(detail, room) };
        for (words, dim) in told.chain(detail.into_iter().map(|words| (words, true))) {
            let first = lines.is_empty();
            lines.push(Line {
                name: padded(if first { name } else { "" }, indent),
                words: if first { padded(&words, room) } else { words },
                dim,
                time: if first { time.clone() } else { String::new() },
            });
        }
        lines
    }
}

struct Line {
    name: String,
    words: String,
    dim: bool,
    time: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_page() {
        let words =
            "rejected: report_of_another_device — a clean phone reports for this one 由另一台";
        let detail = "128.50 CNY → 王小明 6222021234567890128";
        for width in 30..120 {
            let page = Page::new(width);
            let name = if width < 50 { "swapped PIN" } else { "report with a check removed" };
            for line in page.lines(name, words, detail, Some(1_234_567)) {
                let taken = MARK + columns(&line.name) + columns(&line.words) + columns(&line.time);
                assert!(taken <= width.min(WIDEST), "{width}: {taken} columns");
            }
        }
    }

    #[test]
    fn times_stand_in_one_column() {
        let page = Page::new(100);
        for (name, words) in
            [("login", "short"), ("登录", "密码逐键加密"), ("x", &"long ".repeat(40))]
        {
            let lines = page.lines(name, words, "", Some(7));
            let first = &lines[0];
            assert_eq!(
                MARK + columns(&first.name) + columns(&first.words) + columns(&first.time),
                100
            );
            assert!(lines[1..].iter().all(|line| line.time.is_empty()));
        }
    }
}
