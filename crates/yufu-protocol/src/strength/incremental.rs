//! The judge that sees one key at a time.

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::keyboard::{Place, pad_step, qwerty_neighbours};
use super::personal::Matcher;
use super::{Finding, Findings, Personal, Rules};

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const SYMBOL: u8 = 8;

/// Judges a secret while it is typed, and keeps no copy of it.
///
/// It holds the last key, the lengths of the runs that end there, the latest step on the digit pad,
/// the classes seen, and where in the customer's numbers the latest keys stand. docs/limits.md says
/// what that reveals. A deleted key can't be taken back: [`clear`](Self::clear) and start again.
///
/// ```
/// use yufu_protocol::strength::{Finding, Judge, Personal, Rules};
///
/// let (mut judge, nobody) = (Judge::default(), Personal::default());
/// for code in b"2580" {
///     judge.press(*code, &Rules::PIN, &nobody);
/// }
/// let findings: Vec<_> = judge.findings(&Rules::PIN).iter().collect();
/// assert_eq!(findings, [Finding::KeyboardWalk, Finding::TooShort]);
/// ```
#[derive(Default, Zeroize, ZeroizeOnDrop)]
pub struct Judge {
    last: u8,
    length: u8,
    classes: u8,
    repeated: u8,
    ascending: u8,
    descending: u8,
    pad_walk: u8,
    key_walk: u8,
    pad_step: Option<Place>,
    /// Straight lines of three keys seen on the pad; no more than two are told apart.
    pad_lines: u8,
    matcher: Matcher,
    #[zeroize(skip)]
    findings: Findings,
}

impl Judge {
    /// Takes the next key, printable ASCII.
    pub fn press(&mut self, code: u8, rules: &Rules, personal: &Personal) {
        let folded = code.to_ascii_lowercase();
        let first = self.length == 0;
        let last = self.last;
        let grow = |run: u8, follows: bool| {
            if follows && !first { run.saturating_add(1) } else { 1 }
        };

        self.repeated = grow(self.repeated, folded == last);
        self.ascending = grow(self.ascending, is_next(last, folded));
        self.descending = grow(self.descending, is_next(folded, last));
        self.key_walk = grow(self.key_walk, qwerty_neighbours(last, folded));
        let step = pad_step(last, folded);
        let straight = |(x, y): Place| x == 0 || y == 0;
        self.pad_walk = grow(self.pad_walk, step.is_some_and(straight));
        let on_line = step.is_some() && step == self.pad_step;
        self.pad_lines = self.pad_lines.saturating_add(u8::from(on_line)).min(2);
        self.pad_step = step;
        self.last = folded;

        let found = &mut self.findings;
        found.add_if(Finding::Repeated, self.repeated >= rules.repeated_run);
        found.add_if(Finding::Ascending, self.ascending >= rules.sequence_run);
        found.add_if(Finding::Descending, self.descending >= rules.sequence_run);
        let walk = self.pad_walk.max(self.key_walk) >= rules.walk_run;
        found.add_if(Finding::KeyboardWalk, walk || self.pad_lines >= 2);
        found.0 |= self.matcher.press(folded, rules.personal_run, personal).0;
        let allowed =
            if rules.digits_only { code.is_ascii_digit() } else { code.is_ascii_graphic() };
        found.add_if(Finding::ForbiddenCharacter, !allowed);

        self.classes |= class(code);
        self.length = self.length.saturating_add(1);
    }

    /// What is wrong so far; an empty secret is too short and of too few classes.
    #[must_use]
    pub fn findings(&self, rules: &Rules) -> Findings {
        let mut findings = self.findings;
        findings.add_if(Finding::TooShort, self.length < rules.min_length);
        findings.add_if(Finding::TooLong, self.length > rules.max_length);
        let classes = self.classes.count_ones();
        findings.add_if(Finding::TooFewClasses, classes < u32::from(rules.min_classes));
        findings
    }

    /// All that depends on which keys were typed, but for the findings and the number of lines.
    #[cfg(test)]
    pub(super) fn remembered(&self) -> impl PartialEq + core::fmt::Debug {
        let runs = [self.repeated, self.ascending, self.descending, self.pad_walk, self.key_walk];
        (self.last, self.classes, runs, self.pad_step, self.matcher.remembered())
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.zeroize();
        self.findings = Findings::default();
    }
}

/// Whether `two` comes right after `one` among the digits, in a circle, or among the letters.
fn is_next(one: u8, two: u8) -> bool {
    let digits = one.is_ascii_digit() && two.is_ascii_digit();
    let letters = one.is_ascii_lowercase() && two.is_ascii_lowercase();
    let around = one == b'9' && two == b'0';
    (digits || letters) && (one.wrapping_add(1) == two || around)
}

fn class(code: u8) -> u8 {
    match code {
        b'a'..=b'z' => LOWER,
        b'A'..=b'Z' => UPPER,
        b'0'..=b'9' => DIGIT,
        _ => SYMBOL,
    }
}
