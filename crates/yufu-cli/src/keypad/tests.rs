//! The keypad on a screen that is a table of cells.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;
use yufu::keypad::CellKind;

use super::pad::{Pad, Turn};
use super::*;

struct Desk {
    server: Server,
    pad: Pad,
    terminal: Terminal<TestBackend>,
}

impl Desk {
    fn new(keys: Keys, set: bool, columns: u16, rows: u16) -> Self {
        let args = KeypadArgs { keys, set, fixed: false, large: false };
        let server = Server::new(keys, set).unwrap();
        let pad = Pad::new(open(&args, &server).unwrap(), scene(&args));
        let terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        Self { server, pad, terminal }
    }

    fn draw(&mut self) -> String {
        self.terminal.draw(|frame| draw::pad(frame, &mut self.pad)).unwrap();
        self.terminal.backend().to_string()
    }

    fn press(&mut self, code: KeyCode) -> Turn {
        self.pad.take(&Event::Key(KeyEvent::new(code, KeyModifiers::NONE))).unwrap()
    }

    fn click(&mut self, at: Position) -> Turn {
        self.draw();
        let kind = MouseEventKind::Down(MouseButton::Left);
        let modifiers = KeyModifiers::NONE;
        self.pad
            .take(&Event::Mouse(MouseEvent { kind, column: at.x, row: at.y, modifiers }))
            .unwrap()
    }

    /// Where this label stands on the screen, found as a person finds it.
    fn find(&mut self, label: &str) -> Position {
        self.draw();
        let buffer = self.terminal.backend().buffer();
        let area = buffer.area;
        let row = |y: u16| -> String { (0..area.width).map(|x| buffer[(x, y)].symbol()).collect() };
        let is_field = |y: &u16| row(*y).starts_with("PIN  ") || row(*y).starts_with("Password  ");
        let field = (0..area.height).find(is_field).unwrap();
        let places = (field + 1..area.height)
            .flat_map(|y| (0..area.width).map(move |x| Position::new(x, y)));
        let found: Vec<_> = places.filter(|at| buffer[*at].symbol() == label).collect();
        *found.first().unwrap_or_else(|| panic!("{label} is not on the screen"))
    }

    fn cell(&self, kind: CellKind) -> usize {
        self.pad.input().keypad().cells().iter().position(|cell| cell.kind == kind).unwrap()
    }

    /// Moves the mark to a cell by arrow keys alone, and touches it.
    fn walk_to(&mut self, cell: usize) -> Turn {
        for _ in 0..100 {
            if self.pad.marked() == cell {
                return self.press(KeyCode::Enter);
            }
            self.press(KeyCode::Right);
        }
        panic!("the mark never came to cell {cell}");
    }

    fn type_by_arrows(&mut self, secret: &str) {
        for character in secret.chars() {
            let pad = self.pad.input().keypad();
            let label = character.to_string();
            let cell =
                (0..pad.cells().len()).find(|cell| pad.label(*cell) == Some(&label)).unwrap();
            self.walk_to(cell);
        }
    }
}

#[test]
fn a_pin_clicked_on_its_labels_opens_at_the_server() {
    let mut desk = Desk::new(Keys::Digits, false, 80, 24);
    for digit in ["5", "9", "2", "8", "4", "7"] {
        let at = desk.find(digit);
        assert_eq!(desk.click(at), Turn::Again);
    }
    assert!(desk.draw().contains("••••••_"));
    let done = desk.cell(CellKind::Done);
    assert_eq!(desk.walk_to(done), Turn::Done);
    let Desk { server, pad, .. } = desk;
    let input = pad.into_input();
    let typed = input.len();
    assert_eq!(typed, 6);
    let found = server.examine(&input.seal().unwrap(), typed).unwrap();
    assert!(found.all_held(), "{found:?}");
}

#[test]
fn an_input_that_does_not_open_as_it_was_typed_is_reported() {
    let mut desk = Desk::new(Keys::Digits, false, 80, 24);
    desk.type_by_arrows("592847");
    let Desk { pad, server, .. } = desk;
    let sealed = pad.into_input().seal().unwrap();
    assert!(!server.examine(&sealed, 5).unwrap().opens);
    let other = Server::new(Keys::Digits, false).unwrap();
    assert!(!other.examine(&sealed, 6).unwrap().opens);
}

#[test]
fn keys_of_the_keyboard_type_nothing() {
    for keys in [Keys::Digits, Keys::Qwerty] {
        let mut desk = Desk::new(keys, false, 80, 24);
        for key in ('!'..='~').map(KeyCode::Char) {
            assert_eq!(desk.press(key), Turn::Again);
        }
        assert!(desk.pad.input().is_empty());
        assert!(desk.pad.note().is_some());
    }
}

#[test]
fn every_cell_can_be_reached_by_arrows_and_clicked_where_it_is_drawn() {
    for keys in [Keys::Digits, Keys::Qwerty] {
        let mut desk = Desk::new(keys, false, 40, 24);
        desk.draw();
        for cell in 0..desk.pad.input().keypad().cells().len() {
            for _ in 0..100 {
                if desk.pad.marked() == cell {
                    break;
                }
                desk.press(KeyCode::Right);
            }
            assert_eq!(desk.pad.marked(), cell);
            let before = desk.pad.marked();
            desk.press(KeyCode::Down);
            desk.press(KeyCode::Up);
            let row = |cell: usize| desk.pad.input().keypad().cells()[cell].row;
            assert_eq!(row(desk.pad.marked()), row(before));
            while desk.pad.marked() != cell {
                desk.press(KeyCode::Left);
            }
        }
    }
}

#[test]
fn a_password_of_every_page_is_typed_by_arrows() {
    let mut desk = Desk::new(Keys::Qwerty, false, 80, 24);
    desk.type_by_arrows("a1");
    let shift = desk.cell(CellKind::Shift);
    desk.walk_to(shift);
    desk.type_by_arrows("B");
    let symbols = desk.cell(CellKind::Symbols);
    desk.walk_to(symbols);
    desk.type_by_arrows("$~");
    let letters = desk.cell(CellKind::Letters);
    desk.walk_to(letters);
    desk.type_by_arrows("z");
    assert_eq!(desk.pad.input().len(), 6);
    let (server, input) = (desk.server, desk.pad.into_input());
    assert!(server.examine(&input.seal().unwrap(), 6).unwrap().opens);
}

#[test]
fn a_new_pin_that_is_easy_to_guess_is_not_taken() {
    let mut desk = Desk::new(Keys::Digits, true, 80, 24);
    desk.type_by_arrows("111111");
    assert!(desk.draw().contains('✗'));
    desk.press(KeyCode::Tab);
    assert_eq!(desk.press(KeyCode::Enter), Turn::Again);
    desk.press(KeyCode::Backspace);
    assert!(desk.pad.input().is_empty());
    desk.type_by_arrows("900307");
    assert!(desk.draw().contains('✗'), "the made-up customer's birthday");
    let clear = desk.cell(CellKind::Clear);
    desk.walk_to(clear);
    desk.type_by_arrows("592847");
    assert!(desk.draw().contains('✓'));
    desk.press(KeyCode::End);
    assert_eq!(desk.press(KeyCode::Char(' ')), Turn::Done);
}

#[test]
fn nothing_typed_is_not_done() {
    let mut desk = Desk::new(Keys::Digits, false, 80, 24);
    desk.press(KeyCode::Tab);
    assert_eq!(desk.press(KeyCode::Enter), Turn::Again);
    assert!(desk.pad.note().is_some());
}

#[test]
fn a_full_log_is_said_and_goes_on() {
    let mut desk = Desk::new(Keys::Digits, false, 80, 24);
    for _ in 0..65 {
        assert_eq!(desk.press(KeyCode::Enter), Turn::Again);
    }
    assert!(desk.pad.input().is_empty() && desk.pad.note().is_some());
    desk.press(KeyCode::Enter);
    assert_eq!(desk.pad.input().len(), 1);
}

#[test]
fn every_label_is_whole_on_forty_columns() {
    for (keys, rows) in [(Keys::Digits, 24), (Keys::Digits, 12), (Keys::Qwerty, 12)] {
        let mut desk = Desk::new(keys, true, 40, rows);
        for sign in ["Del", "Clear", "Done"] {
            assert!(desk.draw().contains(sign), "{sign} {rows}");
        }
        let pad = desk.pad.input().keypad();
        let labels: Vec<_> = (0..pad.cells().len()).filter_map(|cell| pad.label(cell)).collect();
        for label in labels.into_iter().filter(|label| !label.is_empty()) {
            desk.find(label);
        }
    }
}

#[test]
fn a_screen_that_is_too_small_says_so_and_takes_no_click() {
    let mut desk = Desk::new(Keys::Qwerty, false, 30, 24);
    assert!(desk.draw().contains("too small"));
    for x in 0..30 {
        for y in 0..24 {
            desk.click(Position::new(x, y));
        }
    }
    assert!(desk.pad.input().is_empty());
    desk.terminal.backend_mut().resize(80, 24);
    let at = desk.find("q");
    desk.click(at);
    assert_eq!(desk.pad.input().len(), 1, "a larger screen draws the keypad again");
}
