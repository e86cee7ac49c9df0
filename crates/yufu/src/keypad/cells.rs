//! Where the cells of each page stand. Nothing here is secret.

use super::Layout;

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CellKind {
    /// Types the character of its label.
    Key,
    /// Deletes the last character.
    Delete,
    /// Empties the field.
    Clear,
    /// Changes between lower and upper case; it stays until touched again.
    Shift,
    /// Shows the symbols.
    Symbols,
    /// Shows the letters again.
    Letters,
    /// Ends the input.
    Done,
}

/// A rectangle to draw and to touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it is for.
    pub kind: CellKind,
    /// Row, from 0 at the top.
    pub row: u8,
    /// Left edge, in units of which [`Keypad::columns`](super::Keypad::columns) fill the width.
    pub column: u8,
    /// Width in the same units.
    pub span: u8,
}

/// One of the pictures that a keypad shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Digits,
    Lower,
    Upper,
    Symbols,
}

impl Page {
    pub(super) fn first(layout: Layout) -> Self {
        match layout {
            Layout::Digits => Self::Digits,
            Layout::Qwerty => Self::Lower,
        }
    }

    /// The page after a touch on a cell of this kind.
    pub(super) fn after(self, kind: CellKind) -> Self {
        match (self, kind) {
            (Self::Lower, CellKind::Shift) => Self::Upper,
            (Self::Upper, CellKind::Shift) | (_, CellKind::Letters) => Self::Lower,
            (_, CellKind::Symbols) => Self::Symbols,
            (page, _) => page,
        }
    }
}

/// Units of a page's width: two per key, so that a row can be moved by half a key.
pub(super) fn columns(page: Page, large: bool) -> u8 {
    match (page, large) {
        (Page::Digits, _) => 6,
        (_, true) => 12,
        (_, false) => 20,
    }
}

/// The cells of a page, row by row.
pub(super) fn of(page: Page, large: bool) -> Vec<Cell> {
    use CellKind::{Clear, Delete, Done, Key, Letters, Shift, Symbols};

    let mut grid = Grid { cells: Vec::new(), row: 0 };
    match (page, large) {
        (Page::Digits, _) => {
            for _ in 0..3 {
                grid.keys(0, 3);
            }
            grid.row(0, &[(Clear, 2), (Key, 2), (Delete, 2)]);
            grid.row(0, &[(Done, 6)]);
        }
        (Page::Lower | Page::Upper, false) => {
            grid.keys(0, 10);
            grid.keys(0, 10);
            grid.keys(1, 9);
            let key = (Key, 2);
            grid.row(0, &[(Shift, 3), key, key, key, key, key, key, key, (Delete, 3)]);
            grid.row(0, &[(Symbols, 5), (Clear, 5), (Done, 10)]);
        }
        (Page::Symbols, false) => {
            for _ in 0..3 {
                grid.keys(0, 10);
            }
            grid.row(5, &[(Key, 2), (Key, 2), (Delete, 3)]);
            grid.row(0, &[(Letters, 5), (Clear, 5), (Done, 10)]);
        }
        (Page::Lower | Page::Upper, true) => {
            for _ in 0..6 {
                grid.keys(0, 6);
            }
            grid.row(0, &[(Shift, 4), (Symbols, 4), (Delete, 4)]);
            grid.row(0, &[(Clear, 4), (Done, 8)]);
        }
        (Page::Symbols, true) => {
            for _ in 0..5 {
                grid.keys(0, 6);
            }
            grid.keys(0, 2);
            grid.row(0, &[(Letters, 8), (Delete, 4)]);
            grid.row(0, &[(Clear, 4), (Done, 8)]);
        }
    }
    grid.cells
}

struct Grid {
    cells: Vec<Cell>,
    row: u8,
}

impl Grid {
    fn keys(&mut self, indent: u8, count: usize) {
        self.row(indent, &vec![(CellKind::Key, 2); count]);
    }

    fn row(&mut self, indent: u8, cells: &[(CellKind, u8)]) {
        let mut column = indent;
        for &(kind, span) in cells {
            self.cells.push(Cell { kind, row: self.row, column, span });
            column += span;
        }
        self.row += 1;
    }
}
