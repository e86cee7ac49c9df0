//! The customer's own numbers, and a matcher that finds parts of them in a stream of keys.

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{Finding, Findings};

/// Room for one kind of number, with a separator behind each.
const TEXT_LEN: usize = 64;
const KINDS: usize = 4;
/// The longest part that can be asked for.
const MAX_RUN: usize = 6;
/// Stands between two numbers and equals no key.
const SEPARATOR: u8 = 0;

/// A number that can't be on the deny list: not a date, not digits, wrong length, or no room left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this number can't be put on the deny list")]
pub struct PersonalInvalid;

/// The customer's own numbers: what a new secret may not contain a part of.
///
/// Personal data: it is never printed, not cloned, wiped on drop, and its size is fixed, so that it
/// can be kept in secret memory. Each kind holds up to 64 characters, one of them per number lost.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Personal {
    texts: [Text; KINDS],
}

const BIRTHDAY: usize = 0;
const ID_NUMBER: usize = 1;
const MOBILE_NUMBER: usize = 2;
const CARD_NUMBER: usize = 3;

impl Default for Personal {
    fn default() -> Self {
        Self { texts: [const { Text { codes: [SEPARATOR; TEXT_LEN], len: 0 } }; KINDS] }
    }
}

impl Personal {
    /// Adds a birthday, in every order of year, month and day that people write.
    ///
    /// # Errors
    /// [`PersonalInvalid`] if the year is not within 1 to 9999, the month not within 1 to 12, the day
    /// not within 1 to 31, or a birthday is there already.
    pub fn add_birthday(&mut self, year: u16, month: u8, day: u8) -> Result<(), PersonalInvalid> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return Err(PersonalInvalid);
        }
        // A part of four or more of these covers YYMMDD, YYYYMM, MMDD, DDMM, YYYY, MMYYYY and MMYY too.
        let [c, y] = [year / 100, year % 100].map(two_digits);
        let [m, d] = [month, day].map(u16::from).map(two_digits);
        let text = self.text(BIRTHDAY)?;
        for order in [[c, y, m, d], [d, m, c, y], [m, d, c, y], [d, m, y, [SEPARATOR; 2]]] {
            let mut rendering = [SEPARATOR; 8];
            for (to, from) in rendering.iter_mut().zip(order.as_flattened()) {
                *to = *from;
            }
            text.add(&rendering)?;
            rendering.zeroize();
        }
        Ok(())
    }

    /// Adds an identity number: 6 to 30 letters and digits, without separators.
    ///
    /// # Errors
    /// [`PersonalInvalid`] for another length or character, or if there is no room.
    pub fn add_id_number(&mut self, number: &[u8]) -> Result<(), PersonalInvalid> {
        let fits = (6..=30).contains(&number.len()) && number.iter().all(u8::is_ascii_alphanumeric);
        self.add(ID_NUMBER, number, fits)
    }

    /// Adds a mobile number: 6 to 15 digits (E.164), without country code or separators.
    ///
    /// # Errors
    /// [`PersonalInvalid`] for another length or character, or if there is no room.
    pub fn add_mobile_number(&mut self, number: &[u8]) -> Result<(), PersonalInvalid> {
        let fits = (6..=15).contains(&number.len()) && number.iter().all(u8::is_ascii_digit);
        self.add(MOBILE_NUMBER, number, fits)
    }

    /// Adds a card or account number: 8 to 30 digits, without separators.
    ///
    /// # Errors
    /// [`PersonalInvalid`] for another length or character, or if there is no room (three cards of
    /// 19 digits fit).
    pub fn add_card_number(&mut self, number: &[u8]) -> Result<(), PersonalInvalid> {
        let fits = (8..=30).contains(&number.len()) && number.iter().all(u8::is_ascii_digit);
        self.add(CARD_NUMBER, number, fits)
    }

    fn text(&mut self, kind: usize) -> Result<&mut Text, PersonalInvalid> {
        self.texts.get_mut(kind).ok_or(PersonalInvalid)
    }

    fn add(&mut self, kind: usize, number: &[u8], fits: bool) -> Result<(), PersonalInvalid> {
        if fits { self.text(kind)?.add(number) } else { Err(PersonalInvalid) }
    }
}

/// Decimal digits of a number below 100.
fn two_digits(number: u16) -> [u8; 2] {
    let digit = |of: u16| u8::try_from(of % 10).map_or(SEPARATOR, |digit| b'0' + digit);
    [digit(number / 10), digit(number)]
}

#[derive(Zeroize)]
struct Text {
    codes: [u8; TEXT_LEN],
    len: usize,
}

impl Text {
    /// Appends the number and a separator; letters in lower case, as the judge folds its keys.
    fn add(&mut self, number: &[u8]) -> Result<(), PersonalInvalid> {
        let room = self.codes.get_mut(self.len..).unwrap_or_default();
        if room.len() <= number.len() {
            return Err(PersonalInvalid);
        }
        for (to, from) in room.iter_mut().zip(number) {
            *to = from.to_ascii_lowercase();
        }
        self.len += number.len() + 1;
        Ok(())
    }

    /// Bit i is set where character i is this key. Every character is looked at.
    fn places(&self, code: u8) -> u64 {
        self.codes.iter().rev().fold(0, |bits, at| bits << 1 | u64::from(*at == code))
    }
}

/// Where in the texts the latest keys stand: bit i of `ends[n]` is set if the last n + 1 keys are the
/// n + 1 characters of the text that end at i (the Shift-And automaton, Baeza-Yates and Gonnet 1992).
#[derive(Default, Zeroize)]
pub(super) struct Matcher {
    ends: [[u64; MAX_RUN]; KINDS],
}

impl Matcher {
    #[cfg(test)]
    pub(super) fn remembered(&self) -> impl PartialEq + core::fmt::Debug {
        self.ends
    }

    /// Takes one key, in lower case, and tells which numbers have a part of `run` keys ending here.
    pub(super) fn press(&mut self, code: u8, run: u8, personal: &Personal) -> Findings {
        let kinds =
            [Finding::Birthday, Finding::IdNumber, Finding::MobileNumber, Finding::CardNumber];
        let mut findings = Findings::default();
        for ((ends, text), kind) in self.ends.iter_mut().zip(&personal.texts).zip(kinds) {
            let places = text.places(code);
            let mut shorter = u64::MAX;
            for (length, end) in (1..).zip(ends) {
                let now = shorter & places;
                shorter = *end << 1;
                *end = now;
                findings.add_if(kind, length == run.clamp(3, 6) && now != 0);
            }
        }
        findings
    }
}
