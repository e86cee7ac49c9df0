//! Whether a new PIN or password is too easy to guess (X 5.1.4a and enhanced b; H 5.4.2i,
//! H 5.6.2(1)f).
//!
//! Both halves judge by the same rules. The client's [`Judge`] sees one key at a time and keeps no
//! copy of what was typed; the server calls [`judge`] on the opened secret, which sees all of it and
//! finds a little more. The server's verdict counts.
//!
//! ```
//! use yufu_protocol::strength::{Finding, Personal, Rules, judge};
//!
//! let mut customer = Personal::default();
//! customer.add_birthday(1990, 3, 7)?;
//! assert!(judge(b"592847", &Rules::PIN, &customer).is_empty());
//! assert!(judge(b"890307", &Rules::PIN, &customer).contains(Finding::Birthday));
//! assert!(judge(b"123456", &Rules::PIN, &customer).contains(Finding::Ascending));
//! # Ok::<(), yufu_protocol::strength::PersonalInvalid>(())
//! ```
//!
//! Of all 6-digit PINs, 5.6 % break a rule of [`Rules::PIN`] before the customer's data is looked at.

mod incremental;
mod keyboard;
mod personal;

pub use incremental::Judge;
pub use personal::{Personal, PersonalInvalid};

use core::fmt;

macro_rules! findings {
    ($($variant:ident = $code:literal, $name:literal, $en:literal, $zh:literal;)+) => {
        /// A rule that a new secret breaks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Finding {
            $(#[doc = $en] $variant,)+
        }

        impl Finding {
            /// Every finding, in the order of its code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable number, 2901 to 2999.
            pub const fn code(self) -> u16 {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The stable name in snake case, as it crosses the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// One English sentence for the user.
            pub const fn explain(self) -> &'static str {
                match self { $(Self::$variant => $en,)+ }
            }

            /// The same sentence in Chinese.
            pub const fn explain_zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)+ }
            }
        }
    };
}

findings! {
    Repeated = 2901, "repeated", "The same character is repeated too often in a row.",
        "同一字符连续重复过多。";
    Ascending = 2902, "ascending", "It counts upwards.", "包含递增的连续字符。";
    Descending = 2903, "descending", "It counts downwards.", "包含递减的连续字符。";
    KeyboardWalk = 2904, "keyboard_walk", "It follows neighbouring keys.", "包含键盘上相邻的按键。";
    Birthday = 2905, "birthday", "It contains part of the birthday.", "包含生日信息。";
    IdNumber = 2906, "id_number", "It contains part of the identity number.", "包含证件号码的一部分。";
    MobileNumber = 2907, "mobile_number", "It contains part of the mobile number.",
        "包含手机号码的一部分。";
    CardNumber = 2908, "card_number", "It contains part of a card number.", "包含银行卡号的一部分。";
    TooShort = 2909, "too_short", "It is too short.", "长度不足。";
    TooLong = 2910, "too_long", "It is too long.", "长度超限。";
    TooFewClasses = 2911, "too_few_classes",
        "It needs more kinds of characters: lower case, upper case, digits, symbols.",
        "字符种类不足，请混合使用大小写字母、数字和符号。";
    ForbiddenCharacter = 2912, "forbidden_character", "It has a character that is not allowed here.",
        "包含不允许的字符。";
    FewDistinct = 2913, "few_distinct", "It has too few different characters.", "不同字符过少。";
    Periodic = 2914, "periodic", "It repeats one pattern.", "由同一片段重复组成。";
}

impl Finding {
    /// The finding of this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|finding| finding.name() == name)
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.explain())
    }
}

/// A set of findings; empty means that no rule is broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Findings(u16);

impl Findings {
    /// Whether no rule is broken.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this rule is broken.
    #[must_use]
    pub fn contains(self, finding: Finding) -> bool {
        self.0 & finding.bit() != 0
    }

    /// The broken rules, in the order of their codes.
    pub fn iter(self) -> impl Iterator<Item = Finding> {
        Finding::ALL.iter().copied().filter(move |finding| self.contains(*finding))
    }

    fn add_if(&mut self, finding: Finding, broken: bool) {
        self.0 |= finding.bit() * u16::from(broken);
    }
}

/// What a new secret must keep to. Lengths are in keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Fewest keys.
    pub min_length: u8,
    /// Most keys.
    pub max_length: u8,
    /// Whether anything but a digit is forbidden.
    pub digits_only: bool,
    /// Fewest classes of {lower case, upper case, digit, symbol}.
    pub min_classes: u8,
    /// A run of this many equal keys is refused; letters count without case.
    pub repeated_run: u8,
    /// A run of this many keys that count up or down by one is refused; 9 and 0 are neighbours.
    pub sequence_run: u8,
    /// A run of this many neighbouring keys is refused, on the digit pad (up, down, left, right) or
    /// on the QWERTY keyboard. On the pad two straight lines of three keys are refused as well.
    pub walk_run: u8,
    /// A part of this length of the customer's own numbers is refused, 3 to 6.
    pub personal_run: u8,
}

impl Rules {
    /// A transaction PIN: six digits.
    pub const PIN: Self = Self {
        min_length: 6,
        max_length: 6,
        digits_only: true,
        min_classes: 1,
        repeated_run: 3,
        sequence_run: 4,
        walk_run: 5,
        personal_run: 4,
    };

    /// A login password: 8 to 20 characters of at least three classes.
    pub const PASSWORD: Self = Self {
        min_length: 8,
        max_length: 20,
        digits_only: false,
        min_classes: 3,
        repeated_run: 3,
        sequence_run: 4,
        walk_run: 4,
        personal_run: 6,
    };
}

/// Judges a whole secret: what [`Judge`] finds, and the two rules that need all keys at once.
///
/// `FewDistinct` is at most two different keys, `Periodic` a pattern that fills the secret twice or
/// more. Codes are one byte per key, printable ASCII. The course depends on the secret's length, and
/// no table is indexed by one of its keys.
#[must_use]
pub fn judge(secret: &[u8], rules: &Rules, personal: &Personal) -> Findings {
    let mut incremental = Judge::default();
    for code in secret {
        incremental.press(*code, rules, personal);
    }
    let mut findings = incremental.findings(rules);
    findings.add_if(Finding::FewDistinct, few_distinct(secret));
    findings.add_if(Finding::Periodic, periodic(secret));
    findings
}

fn few_distinct(secret: &[u8]) -> bool {
    let known = |at: usize, code: &u8| secret.iter().take(at).any(|earlier| earlier == code);
    let distinct = secret.iter().enumerate().filter(|(at, code)| !known(*at, code)).count();
    distinct <= 2 && !secret.is_empty()
}

fn periodic(secret: &[u8]) -> bool {
    let repeats =
        |period: usize| secret.iter().zip(secret.iter().skip(period)).all(|(one, two)| one == two);
    (1..=secret.len() / 2).any(repeats)
}

#[cfg(test)]
mod tests;
