//! Changing the PIN or the login password.

use std::sync::Arc;

use yufu::session;
use yufu::strength::{self, Rules, Standard};

use crate::error::{Result, guard};
use crate::input::{SealedInput, SecureInput};
use crate::mirror::mirror;
use crate::pending::PendingChange;
use crate::slot::object;
use crate::{Keypad, rng};

mirror! {
    /// Which of the customer's secrets is changed.
    SecretKind = session::SecretKind {
        /// The password of a login.
        Login,
        /// The PIN that approves a transaction.
        Transaction,
    }
}

/// What the server made of a new secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct ChangeResult {
    /// Whether the new secret is in force.
    pub changed: bool,
    /// Names of the rules that it broke; empty when changed.
    pub findings: Vec<String>,
}

object! {
    /// The customer's own numbers, which a new secret may not hold. It serves one input.
    DenyList(strength::DenyList)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl DenyList {
    /// An empty list.
    ///
    /// # Errors
    /// None but code 7002.
    #[uniffi::constructor]
    pub fn new() -> Result<Arc<Self>> {
        guard(|| Ok(Self::holding(strength::DenyList::new())))
    }

    /// Adds the birthday, to be found in every usual order of year, month and day.
    ///
    /// # Errors
    /// Code 5605 for an impossible date, or if there is a birthday already.
    pub fn add_birthday(&self, year: u16, month: u8, day: u8) -> Result<()> {
        self.0.with(|list| Ok(list.add_birthday(year, month, day)?))
    }

    /// Adds an identity number: 6 to 30 letters and digits in ASCII.
    ///
    /// # Errors
    /// Code 5605 for anything else, or if there is no room.
    pub fn add_id_number(&self, number: &[u8]) -> Result<()> {
        self.0.with(|list| Ok(list.add_id_number(number)?))
    }

    /// Adds a mobile number: 6 to 15 digits in ASCII without country code.
    ///
    /// # Errors
    /// Code 5605 for anything else, or if there is no room.
    pub fn add_mobile_number(&self, number: &[u8]) -> Result<()> {
        self.0.with(|list| Ok(list.add_mobile_number(number)?))
    }

    /// Adds a card or account number: 8 to 30 digits in ASCII.
    ///
    /// # Errors
    /// Code 5605 for anything else, or if there is no room.
    pub fn add_card_number(&self, number: &[u8]) -> Result<()> {
        self.0.with(|list| Ok(list.add_card_number(number)?))
    }
}

object! {
    /// A change of a secret, waiting for the old one and, twice, the new one. The server alone
    /// compares the three.
    SecretChange(session::SecretChange)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl SecretChange {
    /// Opens the field for the secret in force. The keypad is used up.
    ///
    /// # Errors
    /// Code 5502 if the time for this step has run out; 5301 to 5304 if the session is not active;
    /// 5101, 5103 or 5105 without a server key.
    pub fn open_old(&self, keypad: &Keypad) -> Result<Arc<SecureInput>> {
        let keypad = keypad.0.take()?;
        self.0.with(|change| Ok(SecureInput::holding(change.open_old(keypad, rng::new()?)?)))
    }

    /// Opens the field for the new secret, judged while it is typed. `kind` chooses the rules: those
    /// of a PIN or of a password. Keypad and list are used up.
    ///
    /// # Errors
    /// As `open_old`.
    pub fn open_new(
        &self,
        keypad: &Keypad,
        kind: SecretKind,
        deny: &DenyList,
    ) -> Result<Arc<SecureInput>> {
        let (keypad, deny) = (keypad.0.take()?, deny.0.take()?);
        self.0.with(|change| {
            let input = change.open_new(keypad, standard(kind, deny), rng::new()?)?;
            Ok(SecureInput::holding(input))
        })
    }

    /// Opens the field for the new secret, once more; as `open_new`.
    ///
    /// # Errors
    /// As `open_old`.
    pub fn open_repeat(
        &self,
        keypad: &Keypad,
        kind: SecretKind,
        deny: &DenyList,
    ) -> Result<Arc<SecureInput>> {
        let (keypad, deny) = (keypad.0.take()?, deny.0.take()?);
        self.0.with(|change| {
            let input = change.open_repeat(keypad, standard(kind, deny), rng::new()?)?;
            Ok(SecureInput::holding(input))
        })
    }

    /// Signs the change. This object and the three inputs are used up.
    ///
    /// # Errors
    /// Code 5502 if the time for this step has run out; 5301 to 5304 if the session can't sign.
    pub fn submit(
        &self,
        old: &SealedInput,
        new: &SealedInput,
        repeat: &SealedInput,
    ) -> Result<Arc<PendingChange>> {
        let (old, new, repeat) = (old.0.take()?, new.0.take()?, repeat.0.take()?);
        let change = self.0.take()?;
        guard(|| Ok(PendingChange::holding(change.submit(old, new, repeat, &mut rng::new()?)?)))
    }
}

fn standard(kind: SecretKind, deny: strength::DenyList) -> Standard {
    let rules = match kind {
        SecretKind::Login => Rules::PASSWORD,
        SecretKind::Transaction => Rules::PIN,
    };
    Standard { rules, deny }
}
