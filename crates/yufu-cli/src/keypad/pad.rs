//! A keypad on the screen: which cell is marked, and what a key or a click does.
//!
//! It hands [`SecureInput`] the index of the touched cell and never learns the character. Keys of
//! the real keyboard move the mark and touch; none of them types, because whatever sees a
//! keyboard's keys (a terminal, a multiplexer, a logger) would see the secret.

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::{Position, Rect};
use yufu::Error;
use yufu::input::{Press, SecureInput};
use yufu::keypad::{Cell, CellKind};
use yufu::rng::SystemRng;
use yufu::strength::Findings;

use super::terminal::Screen;
use super::{arrange, draw};
use crate::language::{Text, text};
use crate::output::Failure;

/// What a person is asked for.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// What the screen is.
    pub title: String,
    /// What the secret is for: the key fields of a transaction, or why a new one is chosen.
    pub lines: Vec<String>,
    /// The name of the field.
    pub field: Text,
}

/// A keypad with its field.
pub struct Pad {
    input: SecureInput<SystemRng>,
    scene: Scene,
    marked: usize,
    note: Option<Text>,
    /// Where each cell was drawn last.
    places: Vec<Rect>,
}

/// Whether the person is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// More is to come.
    Again,
    /// What was typed can be sealed.
    Done,
}

/// Lets a person type on the keypad, and gives the input back to be sealed.
///
/// # Errors
/// [`Failure::Interrupted`] when the person leaves; what was typed is wiped.
pub fn ask(input: SecureInput<SystemRng>, scene: Scene) -> Result<SecureInput<SystemRng>, Failure> {
    let mut screen = Screen::open()?;
    let mut pad = Pad::new(input, scene);
    loop {
        screen.draw(|frame| draw::pad(frame, &mut pad))?;
        if pad.take(&screen.next()?)? == Turn::Done {
            return Ok(pad.into_input());
        }
    }
}

impl Pad {
    /// A keypad whose first cell is marked.
    pub fn new(input: SecureInput<SystemRng>, scene: Scene) -> Self {
        Self { input, scene, marked: 0, note: None, places: Vec::new() }
    }

    /// The field and the keypad.
    pub fn input(&self) -> &SecureInput<SystemRng> {
        &self.input
    }

    /// The field, to be sealed.
    pub fn into_input(self) -> SecureInput<SystemRng> {
        self.input
    }

    /// What is asked for.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// The cell that Enter touches.
    pub fn marked(&self) -> usize {
        self.marked
    }

    /// What the last touch has to say.
    pub fn note(&self) -> Option<Text> {
        self.note
    }

    /// Remembers where the cells were drawn, for clicks.
    pub fn drawn_at(&mut self, places: Vec<Rect>) {
        self.places = places;
    }

    /// Takes a key or a click.
    pub fn take(&mut self, event: &Event) -> Result<Turn, Failure> {
        match event {
            Event::Key(key) => self.key(*key),
            Event::Mouse(mouse) => self.click(*mouse),
            _ => Ok(Turn::Again),
        }
    }

    fn key(&mut self, key: KeyEvent) -> Result<Turn, Failure> {
        match key.code {
            KeyCode::Left => self.step(-1),
            KeyCode::Right => self.step(1),
            KeyCode::Up => self.climb(-1),
            KeyCode::Down => self.climb(1),
            KeyCode::Enter | KeyCode::Char(' ') => return self.touch(self.marked),
            KeyCode::Backspace => {
                self.note = None;
                let deleted = self.input.backspace().map(|()| Press::Deleted);
                return self.pressed(deleted);
            }
            KeyCode::Tab | KeyCode::End => self.mark(CellKind::Done),
            KeyCode::Char(_) => {
                self.note = Some(text(
                    "Keys of the keyboard type nothing here.",
                    "实体键盘的按键在此不输入任何字符。",
                ));
            }
            _ => {}
        }
        Ok(Turn::Again)
    }

    fn click(&mut self, mouse: MouseEvent) -> Result<Turn, Failure> {
        let at = Position::new(mouse.column, mouse.row);
        if mouse.kind != MouseEventKind::Down(MouseButton::Left) {
            return Ok(Turn::Again);
        }
        match self.places.iter().position(|place| place.contains(at)) {
            Some(cell) => {
                self.marked = cell;
                self.touch(cell)
            }
            None => Ok(Turn::Again),
        }
    }

    fn touch(&mut self, cell: usize) -> Result<Turn, Failure> {
        self.note = None;
        let kind = self.input.keypad().cells().get(cell).map(|cell| cell.kind);
        let pressed = self.input.press(cell);
        let turned = matches!(pressed, Ok(Press::Page));
        let turn = self.pressed(pressed)?;
        if let (true, Some(kind)) = (turned, kind) {
            // The mark stays on the cell that turns the page back, so that a second touch undoes.
            self.mark(match kind {
                CellKind::Symbols => CellKind::Letters,
                CellKind::Letters => CellKind::Symbols,
                other => other,
            });
        }
        Ok(turn)
    }

    fn pressed(&mut self, pressed: Result<Press, Error>) -> Result<Turn, Failure> {
        match pressed {
            Ok(Press::Done) => return Ok(self.done()),
            Ok(_) => {}
            Err(Error::InputFull) => {
                self.note = Some(text(
                    "Too many keystrokes and corrections: the field was emptied.",
                    "按键与更正次数过多，输入框已清空。",
                ));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(Turn::Again)
    }

    fn done(&mut self) -> Turn {
        if self.input.is_empty() {
            self.note = Some(text("Nothing was typed yet.", "尚未输入。"));
        } else if self.input.findings().is_some_and(|findings: Findings| !findings.is_empty()) {
            self.note = Some(text(
                "It would be refused: clear it and choose another.",
                "强度不足，会被拒绝：请清空后另选。",
            ));
        } else {
            return Turn::Done;
        }
        Turn::Again
    }

    fn mark(&mut self, kind: CellKind) {
        if let Some(cell) = self.input.keypad().cells().iter().position(|cell| cell.kind == kind) {
            self.marked = cell;
        }
    }

    /// Moves the mark along the cells, from the last to the first and back.
    fn step(&mut self, by: isize) {
        let cells = self.input.keypad().cells().len();
        let next = self.marked.checked_add_signed(by).unwrap_or(cells.saturating_sub(1));
        self.marked = if next < cells { next } else { 0 };
    }

    /// Moves the mark to the cell above or below, in a circle.
    fn climb(&mut self, by: i8) {
        let cells = self.input.keypad().cells();
        let Some(from) = cells.get(self.marked) else { return };
        let rows = cells.iter().map(|cell| cell.row).max().unwrap_or_default() + 1;
        let row = (from.row + rows).saturating_add_signed(by) % rows;
        let centre = |cell: &Cell| u16::from(cell.column) * 2 + u16::from(cell.span);
        let nearest = (cells.iter().enumerate())
            .filter(|(_, cell)| cell.row == row)
            .min_by_key(|(_, cell)| centre(cell).abs_diff(centre(from)));
        if let Some((cell, _)) = nearest {
            self.marked = cell;
        }
    }
}

/// The sign on a cell that is not a key.
pub fn sign(kind: CellKind) -> Text {
    match kind {
        CellKind::Delete => text("Del", "删除"),
        CellKind::Clear => text("Clear", "清空"),
        CellKind::Shift => text("Caps", "大写"),
        CellKind::Symbols => text("#+=", "符号"),
        CellKind::Letters => text("abc", "字母"),
        CellKind::Done => text("Done", "完成"),
        _ => text("", ""),
    }
}

/// Fewest columns and rows on which this keypad can be drawn.
pub fn smallest(pad: &Pad) -> (u16, u16) {
    arrange::smallest(pad.input.keypad())
}
