//! The SDK's own keyboard, as data for whatever draws it.

use std::sync::Arc;

use yufu::keypad;

use crate::error::{Result, YufuError, guard};
use crate::mirror::mirror;
use crate::rng;
use crate::slot::object;

mirror! {
    /// Which keys there are.
    Layout = keypad::Layout {
        /// The ten digits, for a PIN.
        Digits,
        /// Digits, letters of both cases and the 32 ASCII symbols, on three pages.
        Qwerty,
    }
}

mirror! {
    /// In what order the keys stand.
    Order = keypad::Order {
        /// The usual order.
        Fixed,
        /// A random order, every one equally likely.
        Shuffled,
    }
}

mirror! {
    /// What a cell is for.
    CellKind = keypad::CellKind {
        /// Types the character of its label.
        Key,
        /// Deletes the last character.
        Delete,
        /// Empties the field.
        Clear,
        /// Changes between lower and upper case.
        Shift,
        /// Shows the symbols.
        Symbols,
        /// Shows the letters again.
        Letters,
        /// Ends the input.
        Done,
    }
}

/// The two ways in which a keypad looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Enum))]
pub enum KeypadStyle {
    /// For most people.
    Standard,
    /// Large and of high contrast.
    Large,
}

/// A rectangle to draw and to touch.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct Cell {
    /// What it is for.
    pub kind: CellKind,
    /// Row, from 0 at the top.
    pub row: u8,
    /// Left edge, in units of which `columns` fill the width.
    pub column: u8,
    /// Width in the same units.
    pub span: u8,
}

/// Sizes and colours. Sizes are in density-independent pixels (points on iOS), the label's in scaled
/// pixels; a colour is 0xRRGGBB.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct Appearance {
    /// Height of a cell.
    pub cell_height: u16,
    /// Space between two cells, part of neither.
    pub gap: u16,
    /// Size of a label.
    pub label_size: u16,
    /// Width of a cell's border.
    pub border_width: u16,
    /// Colour behind the cells.
    pub background: u32,
    /// Colour of a key.
    pub key: u32,
    /// Colour of a key's label.
    pub key_label: u32,
    /// Colour of a cell that is not a key.
    pub control: u32,
    /// Colour of the sign on a cell that is not a key.
    pub control_label: u32,
    /// Colour of every border.
    pub border: u32,
}

object! {
    /// One keyboard for one input, which takes it over when it is opened.
    Keypad(keypad::Keypad)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Keypad {
    /// Lays the keys out.
    ///
    /// # Errors
    /// Code 5001 when a shuffled order can't be drawn.
    #[uniffi::constructor]
    pub fn new(layout: Layout, order: Order, style: KeypadStyle) -> Result<Arc<Self>> {
        guard(|| {
            let appearance = match style {
                KeypadStyle::Standard => keypad::Appearance::STANDARD,
                KeypadStyle::Large => keypad::Appearance::LARGE,
            };
            let rng = &mut rng::new()?;
            Ok(Self::holding(keypad::Keypad::new(layout.into(), order.into(), appearance, rng)?))
        })
    }

    /// The cells of the page that is shown now. A cell's place in this list is what the host reports
    /// when it is touched; it holds until the page changes.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn cells(&self) -> Result<Vec<Cell>> {
        self.0.with(|keypad| cells(keypad))
    }

    /// Width of the page in the units of a cell's `column` and `span`.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn columns(&self) -> Result<u8> {
        self.0.with(|keypad| Ok(keypad.columns()))
    }

    /// What to draw on a cell: one character on a key, nothing on the others.
    ///
    /// # Errors
    /// Code 5602 if there is no such cell.
    pub fn label(&self, cell: u32) -> Result<String> {
        self.0.with(|keypad| label(keypad, cell))
    }

    /// Sizes and colours.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn appearance(&self) -> Result<Appearance> {
        self.0.with(|keypad| Ok(Appearance::of(keypad.appearance())))
    }
}

impl Appearance {
    pub(crate) fn of(core: &keypad::Appearance) -> Self {
        let colour =
            |colour: keypad::Colour| u32::from_be_bytes([0, colour.red, colour.green, colour.blue]);
        Self {
            cell_height: core.cell_height,
            gap: core.gap,
            label_size: core.label_size,
            border_width: core.border_width,
            background: colour(core.background),
            key: colour(core.key),
            key_label: colour(core.key_label),
            control: colour(core.control),
            control_label: colour(core.control_label),
            border: colour(core.border),
        }
    }
}

pub(crate) fn cells(keypad: &keypad::Keypad) -> Result<Vec<Cell>> {
    let cell = |core: &keypad::Cell| {
        let keypad::Cell { kind, row, column, span } = *core;
        Ok(Cell { kind: kind.try_into()?, row, column, span })
    };
    keypad.cells().iter().map(cell).collect()
}

pub(crate) fn label(keypad: &keypad::Keypad, cell: u32) -> Result<String> {
    let cell = index(cell)?;
    let label = keypad.label(cell).ok_or(yufu::Error::NoSuchCell)?;
    Ok(label.to_owned())
}

pub(crate) fn index(cell: u32) -> Result<usize> {
    usize::try_from(cell).map_err(|_| YufuError::argument())
}
