//! The SDK's own keyboard: where the keys stand, and what to draw on them (X 5.1.2.1d; H 5.4.2d).
//!
//! The app's UI draws [`Keypad::cells`] with their [`Keypad::label`] and reports the index of the
//! touched cell to [`SecureInput`](crate::input::SecureInput), which alone learns the key behind it.
//! Which key stands where is in secret memory, is drawn anew for every keypad, and is wiped with the
//! input that the keypad served. A shuffled layout is a policy of the bank; no clause demands it.
//!
//! What this does not promise: whoever sees the screen, or reads the labels that the UI has drawn,
//! sees the layout.
//!
//! ```
//! use yufu::keypad::{Appearance, CellKind, Keypad, Layout, Order};
//! use yufu::rng::SystemRng;
//!
//! let keypad = Keypad::new(Layout::Digits, Order::Shuffled, Appearance::LARGE, &mut SystemRng::new()?)?;
//! for (index, cell) in keypad.cells().iter().enumerate() {
//!     let label = keypad.label(index).unwrap_or_default(); // draw it at cell.row, cell.column
//!     assert_eq!(cell.kind == CellKind::Key, label.len() == 1);
//! }
//! # Ok::<(), yufu::Error>(())
//! ```

mod appearance;
mod cells;

use core::fmt;

use rand_core::TryCryptoRng;
use subtle::{ConditionallySelectable, ConstantTimeEq};

pub use appearance::{Appearance, Colour};
pub use cells::{Cell, CellKind};

use crate::rng::uniform_below;
use crate::secret::SecretBox;
use crate::{Error, Result};
use cells::Page;

/// Which keys there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The ten digits, for a PIN.
    Digits,
    /// Digits, letters of both cases and the 32 ASCII symbols, on three pages, for a password.
    Qwerty,
}

/// In what order the keys stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The usual order.
    Fixed,
    /// A random order, every one equally likely. Digits, letters and symbols each keep to their own
    /// places, and a letter stands at the same place in both cases.
    Shuffled,
}

const DIGITS: &[u8; 10] = b"1234567890";
const LETTERS: &[u8; 26] = b"qwertyuiopasdfghjklzxcvbnm";
const SYMBOLS: &[u8; 32] = b"!@#$%^&*()-_=+[]{};:'\",.<>/?\\|`~";
const CODES: usize = DIGITS.len() + LETTERS.len() + SYMBOLS.len();
const FIRST_SYMBOL: usize = DIGITS.len() + LETTERS.len();

/// One keyboard for one input. It has no clone and serves no second input.
pub struct Keypad {
    layout: Layout,
    appearance: Appearance,
    page: Page,
    cells: Vec<Cell>,
    /// Digits, lower-case letters, symbols: the key at each place.
    codes: SecretBox<CODES>,
}

/// What a touched cell means; a key comes with its printable ASCII character.
pub(crate) enum Touch {
    Key(u8),
    Delete,
    Clear,
    Page,
    Done,
}

impl Keypad {
    /// Lays the keys out.
    ///
    /// # Errors
    /// [`Error::RandomFailed`] when a shuffled order can't be drawn.
    pub fn new<R: TryCryptoRng + ?Sized>(
        layout: Layout,
        order: Order,
        appearance: Appearance,
        rng: &mut R,
    ) -> Result<Self> {
        let mut codes = SecretBox::zeroed();
        let (digits, others) = codes.expose_mut().split_at_mut(DIGITS.len());
        let (letters, symbols) = others.split_at_mut(LETTERS.len());
        for (places, keys) in [
            (digits, DIGITS.as_slice()),
            (letters, LETTERS.as_slice()),
            (symbols, SYMBOLS.as_slice()),
        ] {
            places.copy_from_slice(keys);
            if order == Order::Shuffled {
                shuffle(places, rng).map_err(|_| Error::RandomFailed)?;
            }
        }
        let page = Page::first(layout);
        let cells = cells::of(page, appearance.large_keys);
        Ok(Self { layout, appearance, page, cells, codes })
    }

    /// The cells of the page that is shown now, row by row. The index of a cell in this slice is what
    /// the UI reports when it is touched; it holds until the page changes.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Width of the page in the units of [`Cell::column`] and [`Cell::span`].
    #[must_use]
    pub fn columns(&self) -> u8 {
        cells::columns(self.page, self.appearance.large_keys)
    }

    /// What to draw on a cell: one character on a key, nothing on the others, whose
    /// [`kind`](Cell::kind) says what they do. `None` if there is no such cell.
    #[must_use]
    pub fn label(&self, cell: usize) -> Option<&'static str> {
        match self.cells.get(cell)?.kind {
            CellKind::Key => glyph(self.code(self.key_number(cell))),
            _ => Some(""),
        }
    }

    /// Which keys there are.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Sizes and colours.
    #[must_use]
    pub fn appearance(&self) -> &Appearance {
        &self.appearance
    }

    /// Takes a touch, and turns the page if that is what the cell does.
    ///
    /// # Errors
    /// [`Error::NoSuchCell`] if the page shown now has no cell of this index.
    pub(crate) fn touch(&mut self, cell: usize) -> Result<Touch> {
        let kind = self.cells.get(cell).ok_or(Error::NoSuchCell)?.kind;
        Ok(match kind {
            CellKind::Key => Touch::Key(self.code(self.key_number(cell))),
            CellKind::Delete => Touch::Delete,
            CellKind::Clear => Touch::Clear,
            CellKind::Done => Touch::Done,
            CellKind::Shift | CellKind::Symbols | CellKind::Letters => {
                self.page = self.page.after(kind);
                self.cells = cells::of(self.page, self.appearance.large_keys);
                Touch::Page
            }
        })
    }

    /// Keys before this cell on its page.
    fn key_number(&self, cell: usize) -> usize {
        self.cells.iter().take(cell).filter(|before| before.kind == CellKind::Key).count()
    }

    /// The character of a key. Every place is looked at, whichever is asked for.
    fn code(&self, key: usize) -> u8 {
        let first = if self.page == Page::Symbols { FIRST_SYMBOL } else { 0 };
        let wanted = first + key;
        let mut code = 0;
        for (place, candidate) in self.codes.expose().iter().enumerate() {
            code.conditional_assign(candidate, place.ct_eq(&wanted));
        }
        if self.page == Page::Upper { code.to_ascii_uppercase() } else { code }
    }
}

impl fmt::Debug for Keypad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keypad").field("layout", &self.layout).finish_non_exhaustive()
    }
}

/// Fisher and Yates: each place, from the last down, takes one of those that are left. Every place
/// is looked at, whichever is taken.
fn shuffle<R: TryCryptoRng + ?Sized>(places: &mut [u8], rng: &mut R) -> Result<(), R::Error> {
    let mut left = u32::try_from(places.len()).unwrap_or(u32::MAX);
    for last in (0..places.len()).rev() {
        let taken = usize::try_from(uniform_below(left, rng)?).unwrap_or(last);
        if let Some((end, before)) = places.get_mut(..=last).and_then(<[u8]>::split_last_mut) {
            for (number, place) in before.iter_mut().enumerate() {
                u8::conditional_swap(end, place, number.ct_eq(&taken));
            }
        }
        left -= 1;
    }
    Ok(())
}

/// A printable ASCII character as text.
fn glyph(code: u8) -> Option<&'static str> {
    const PRINTABLE: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    let at = usize::from(code).checked_sub(0x20)?;
    PRINTABLE.get(at..=at)
}

#[cfg(test)]
mod tests;
