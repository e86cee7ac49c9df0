//! A password field that can't read back what was typed (X 5.1.2.1a-c, 5.5.1.1a; H 5.4.2a-c).
//!
//! A [`SecureInput`] is opened for one purpose and one transaction. Every touch on its keypad is
//! encrypted at once for the server ([`yufu_protocol::input`]), and the key that did it is wiped
//! before the call returns. The field shows one mask character a keystroke. [`SecureInput::seal`]
//! gives the sealed form, once.
//!
//! What this promises: the SDK keeps no copy of the PIN, and what it holds after a keystroke can't
//! decrypt an earlier one. What it doesn't: touch events held by the system and the toolkit, and
//! code injected into the process, are outside it (docs/limits.md).
//!
//! ```
//! use yufu::input::{Field, InputContext, Press, Purpose, SecureInput};
//! use yufu::keypad::{Appearance, Keypad, Layout, Order};
//! use yufu::rng::SystemRng;
//! # use yufu_protocol::id::InputNonce;
//!
//! # fn page(key: &yufu::trust::InputKey, nonce: InputNonce, device: &yufu::device::Device) -> yufu::Result<()> {
//! let mut rng = SystemRng::new()?;
//! let keypad = Keypad::new(Layout::Digits, Order::Shuffled, Appearance::STANDARD, &mut rng)?;
//! let context = InputContext::login(
//!     Field::new("password")?,
//!     nonce,
//!     device.account().clone(),
//!     device.thumbprint(),
//! );
//! let mut input = SecureInput::open(context, key, keypad, rng)?;
//!
//! assert_eq!(input.press(4)?, Press::Typed); // the user touched cell 4
//! assert_eq!((input.len(), input.masked().as_str()), (1, "•"));
//! let sealed = input.seal()?.to_der()?;
//! # let _ = sealed;
//! # Ok(())
//! # }
//! ```

mod context;
mod ratchet;

use core::fmt;

use rand_core::TryCryptoRng;
use yufu_protocol::input::SealedInput;
use yufu_sm::wipe;
use zeroize::Zeroize;

pub use context::InputContext;
pub use yufu_protocol::input::{Field, Purpose};

use crate::keypad::{Keypad, Touch};
use crate::rng::SystemRng;
use crate::strength::{Findings, Judging, Standard};
use crate::trust::InputKey;
use crate::{Error, Result};
use ratchet::Ratchet;

/// Shown for every keystroke, whatever it is.
pub const MASK: char = '•';

/// What a touch did to the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Press {
    /// One character more.
    Typed,
    /// One character less, or none when the field was empty; in set mode the field is empty now.
    Deleted,
    /// The field is empty now.
    Cleared,
    /// The keypad shows another page: draw its cells anew.
    Page,
    /// The user is done: call [`SecureInput::seal`].
    Done,
}

/// One password or PIN while it is typed. Not cloned, printed without content, wiped on drop.
///
/// It may move between threads. `R` is the source of randomness; tests put in one of their own.
pub struct SecureInput<R = SystemRng> {
    ratchet: Ratchet<R>,
    keypad: Keypad,
    judging: Option<Judging>,
}

impl<R: TryCryptoRng> SecureInput<R> {
    /// Opens an input that proves a secret: a login password, a PIN, an old secret before a change.
    /// It has no judge.
    ///
    /// # Errors
    /// [`Error::InputContext`] if the purpose sets a secret or needs what the context lacks;
    /// [`Error::RandomFailed`] when the random source fails.
    pub fn open(context: InputContext, key: &InputKey, keypad: Keypad, rng: R) -> Result<Self> {
        if context.purpose.sets_secret() {
            return Err(Error::InputContext);
        }
        Ok(Self { ratchet: Ratchet::open(context, key, rng)?, keypad, judging: None })
    }

    /// Opens an input that sets a new secret, judged by `standard` while it is typed.
    ///
    /// # Errors
    /// As [`open`](Self::open), but [`Error::InputContext`] if the purpose sets no secret.
    pub fn open_to_set(
        context: InputContext,
        key: &InputKey,
        keypad: Keypad,
        standard: Standard,
        rng: R,
    ) -> Result<Self> {
        if !context.purpose.sets_secret() {
            return Err(Error::InputContext);
        }
        let judging = Some(Judging::new(standard));
        Ok(Self { ratchet: Ratchet::open(context, key, rng)?, keypad, judging })
    }

    /// The keypad, to draw it.
    #[must_use]
    pub fn keypad(&self) -> &Keypad {
        &self.keypad
    }

    /// Takes a touch on the cell of this index.
    ///
    /// # Errors
    /// [`Error::NoSuchCell`], which changes nothing. [`Error::InputFull`] when 64 keystrokes and
    /// corrections have been made: the field was emptied and takes input again. [`Error::RandomFailed`]
    /// when the random source fails: a field that could not be emptied takes no input any more.
    pub fn press(&mut self, cell: usize) -> Result<Press> {
        let pressed = self.touch(cell);
        wipe::stack();
        pressed
    }

    /// Deletes the last character; in set mode, where the judge can't take a key back, all of them.
    ///
    /// # Errors
    /// [`Error::InputFull`] and [`Error::RandomFailed`] as [`press`](Self::press).
    pub fn backspace(&mut self) -> Result<()> {
        if self.judging.is_some() && !self.is_empty() {
            return self.clear();
        }
        self.ratchet.backspace()
    }

    /// Empties the field; the keys keep their places.
    ///
    /// # Errors
    /// [`Error::RandomFailed`] when the random source fails; the input then takes no key any more.
    pub fn clear(&mut self) -> Result<()> {
        if let Some(judging) = &mut self.judging {
            judging.clear();
        }
        self.ratchet.restart()
    }

    /// Characters in the field.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ratchet.len()
    }

    /// Whether the field is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the field shows: [`MASK`] for every character.
    #[must_use]
    pub fn masked(&self) -> String {
        core::iter::repeat_n(MASK, self.len()).collect()
    }

    /// What the judge has against the secret so far; `None` if this input sets none.
    ///
    /// The server judges again, sees more, and its verdict counts.
    #[must_use]
    pub fn findings(&self) -> Option<Findings> {
        self.judging.as_ref().map(Judging::findings)
    }

    /// Ends the input: fills and authenticates the log, and wipes chain, layout and judge.
    ///
    /// Send the result once; the server takes its input nonce once.
    ///
    /// # Errors
    /// [`Error::InputEmpty`] if nothing was typed, [`Error::RandomFailed`] if the random source had
    /// failed. The input is gone in either case.
    pub fn seal(self) -> Result<SealedInput> {
        let Self { ratchet, keypad, judging } = self;
        drop((keypad, judging));
        ratchet.seal()
    }

    /// A function of its own, so that the caller wipes the stack on which the key's code was.
    #[inline(never)]
    fn touch(&mut self, cell: usize) -> Result<Press> {
        match self.keypad.touch(cell)? {
            Touch::Key(code) => self.type_key(code),
            Touch::Delete => self.backspace().map(|()| Press::Deleted),
            Touch::Clear => self.clear().map(|()| Press::Cleared),
            Touch::Page => Ok(Press::Page),
            Touch::Done => Ok(Press::Done),
        }
    }

    fn type_key(&mut self, mut code: u8) -> Result<Press> {
        let typed = self.ratchet.keystroke(code);
        match (&typed, &mut self.judging) {
            (Ok(()), Some(judging)) => judging.press(code),
            (Err(Error::InputFull), _) => self.clear()?,
            _ => {}
        }
        code.zeroize();
        typed.map(|()| Press::Typed)
    }
}

impl<R> fmt::Debug for SecureInput<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecureInput(..)")
    }
}

#[cfg(test)]
mod tests;
