//! Whether a new PIN or password is too easy to guess, judged while it is typed (X 5.1.4a, H 5.4.2i).
//!
//! The rules are [`yufu_protocol::strength`], the same as the server's, whose verdict counts. Here
//! they run inside a [`SecureInput`](crate::input::SecureInput) that sets a secret, over state in
//! secret memory that keeps no copy of what was typed; docs/limits.md says what it reveals.
//!
//! ```
//! use yufu::strength::{DenyList, Rules, Standard};
//!
//! let mut customer = DenyList::new();
//! customer.add_birthday(1990, 3, 7)?;
//! customer.add_mobile_number(b"13800138000")?;
//! let standard = Standard { rules: Rules::PIN, deny: customer };
//! # let _ = standard;
//! # Ok::<(), yufu::Error>(())
//! ```

use core::fmt;

pub use yufu_protocol::strength::{Finding, Findings, Rules};

use yufu_protocol::strength::{Judge, Personal, PersonalInvalid};

use crate::secret::Secret;
use crate::{Error, Result};

/// What a new secret is judged by.
#[derive(Debug)]
pub struct Standard {
    /// Lengths, classes and runs.
    pub rules: Rules,
    /// The customer's own numbers.
    pub deny: DenyList,
}

/// The customer's own numbers, in secret memory. Never printed, not cloned.
pub struct DenyList(Secret<Personal>);

impl DenyList {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self(Secret::new(Personal::default()))
    }

    /// Adds the birthday, to be found in every usual order of year, month and day.
    ///
    /// # Errors
    /// [`Error::PersonalData`] for an impossible date, or if there is a birthday already.
    pub fn add_birthday(&mut self, year: u16, month: u8, day: u8) -> Result<()> {
        Ok(self.0.expose_mut().add_birthday(year, month, day)?)
    }

    /// Adds an identity number: 6 to 30 letters and digits.
    ///
    /// # Errors
    /// [`Error::PersonalData`] for anything else, or if there is no room.
    pub fn add_id_number(&mut self, number: &[u8]) -> Result<()> {
        Ok(self.0.expose_mut().add_id_number(number)?)
    }

    /// Adds a mobile number: 6 to 15 digits without country code.
    ///
    /// # Errors
    /// [`Error::PersonalData`] for anything else, or if there is no room.
    pub fn add_mobile_number(&mut self, number: &[u8]) -> Result<()> {
        Ok(self.0.expose_mut().add_mobile_number(number)?)
    }

    /// Adds a card or account number: 8 to 30 digits. Three cards of 19 digits fit.
    ///
    /// # Errors
    /// [`Error::PersonalData`] for anything else, or if there is no room.
    pub fn add_card_number(&mut self, number: &[u8]) -> Result<()> {
        Ok(self.0.expose_mut().add_card_number(number)?)
    }
}

impl Default for DenyList {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for DenyList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DenyList(..)")
    }
}

impl From<PersonalInvalid> for Error {
    fn from(_: PersonalInvalid) -> Self {
        Self::PersonalData
    }
}

/// A judge in secret memory, with what it judges by.
pub(crate) struct Judging {
    standard: Standard,
    judge: Secret<Judge>,
}

impl Judging {
    pub(crate) fn new(standard: Standard) -> Self {
        Self { standard, judge: Secret::new(Judge::default()) }
    }

    pub(crate) fn press(&mut self, code: u8) {
        let Standard { rules, deny } = &self.standard;
        self.judge.expose_mut().press(code, rules, deny.0.expose());
    }

    pub(crate) fn findings(&self) -> Findings {
        self.judge.expose().findings(&self.standard.rules)
    }

    pub(crate) fn clear(&mut self) {
        self.judge.expose_mut().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judge_in_secret_memory_finds_what_the_rules_say() {
        let mut deny = DenyList::new();
        deny.add_birthday(1990, 3, 7).unwrap();
        deny.add_id_number(b"11010519491231002X").unwrap();
        deny.add_mobile_number(b"13800138000").unwrap();
        deny.add_card_number(b"6222021234567890128").unwrap();
        let mut judging = Judging::new(Standard { rules: Rules::PIN, deny });
        let mut found = |pin: &str| -> Vec<Finding> {
            judging.clear();
            pin.bytes().for_each(|code| judging.press(code));
            judging.findings().iter().collect()
        };
        assert_eq!(found("592847"), []);
        assert_eq!(found("950307"), [Finding::Birthday]);
        assert_eq!(found("951949"), [Finding::IdNumber]);
        assert_eq!(found("938001"), [Finding::MobileNumber]);
        assert_eq!(found("952202"), [Finding::CardNumber]);
    }

    #[test]
    fn an_impossible_number_is_refused_and_nothing_is_printed() {
        let mut deny = DenyList::default();
        assert_eq!(deny.add_birthday(1990, 2, 32), Err(Error::PersonalData));
        assert_eq!(deny.add_card_number(b"not digits"), Err(Error::PersonalData));
        assert_eq!(format!("{deny:?}"), "DenyList(..)");
    }
}
