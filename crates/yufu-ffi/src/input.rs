//! A password field that can't read back what was typed.

use std::sync::Arc;

use yufu::input;
use yufu::protocol::input as protocol;

use crate::error::{Result, guard};
use crate::keypad::{self, Appearance, Cell};
use crate::mirror::mirror;
use crate::rng::Rng;
use crate::slot::object;

mirror! {
    /// What a touch did to the field.
    Press = input::Press {
        /// One character more.
        Typed,
        /// One character less; where a new secret is set, the field is empty now.
        Deleted,
        /// The field is empty now.
        Cleared,
        /// The keypad shows another page: draw its cells anew.
        Page,
        /// The user is done: call `seal`.
        Done,
    }
}

object! {
    /// One PIN or password while it is typed. Every touch is encrypted at once for the server, and
    /// the key that did it is wiped before the call returns.
    SecureInput(input::SecureInput<Rng>)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl SecureInput {
    /// Takes a touch on the cell of this index, as `cells` lists them.
    ///
    /// # Errors
    /// Code 5602, which changes nothing, if there is no such cell; 5601 when 64 keystrokes and
    /// corrections were made: the field was emptied and takes input again.
    pub fn press(&self, cell: u32) -> Result<Press> {
        self.0.with(|input| input.press(keypad::index(cell)?)?.try_into())
    }

    /// Deletes the last character; where a new secret is set, all of them.
    ///
    /// # Errors
    /// Code 5601 as of `press`.
    pub fn backspace(&self) -> Result<()> {
        self.0.with(|input| Ok(input.backspace()?))
    }

    /// Empties the field; the keys keep their places.
    ///
    /// # Errors
    /// Code 5001 if the random source fails.
    pub fn clear(&self) -> Result<()> {
        self.0.with(|input| Ok(input.clear()?))
    }

    /// Characters in the field.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn length(&self) -> Result<u32> {
        self.0.with(|input| Ok(u32::try_from(input.len()).unwrap_or(u32::MAX)))
    }

    /// What the field shows: one mask character for each that was typed.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn masked(&self) -> Result<String> {
        self.0.with(|input| Ok(input.masked()))
    }

    /// Names of the rules that a new secret breaks so far; always empty where none is set. The
    /// server judges again, and its verdict counts.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn findings(&self) -> Result<Vec<String>> {
        self.0.with(|input| {
            let findings = input.findings().unwrap_or_default();
            Ok(findings.iter().map(|finding| finding.name().to_owned()).collect())
        })
    }

    /// The cells of the page that the keypad shows now.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn cells(&self) -> Result<Vec<Cell>> {
        self.0.with(|input| keypad::cells(input.keypad()))
    }

    /// Width of the page in the units of a cell's `column` and `span`.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn columns(&self) -> Result<u8> {
        self.0.with(|input| Ok(input.keypad().columns()))
    }

    /// What to draw on a cell: one character on a key, nothing on the others.
    ///
    /// # Errors
    /// Code 5602 if there is no such cell.
    pub fn label(&self, cell: u32) -> Result<String> {
        self.0.with(|input| keypad::label(input.keypad(), cell))
    }

    /// Sizes and colours of the keypad.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn appearance(&self) -> Result<Appearance> {
        self.0.with(|input| Ok(Appearance::of(input.keypad().appearance())))
    }

    /// Ends the input and gives its sealed form. This object is used up, also by an error.
    ///
    /// # Errors
    /// Code 5603 if nothing was typed.
    pub fn seal(&self) -> Result<Arc<SealedInput>> {
        let input = self.0.take()?;
        guard(|| Ok(SealedInput::holding(input.seal()?)))
    }
}

object! {
    /// A sealed PIN or password: good for the one step that it was opened for, and sent once.
    SealedInput(protocol::SealedInput)
}
