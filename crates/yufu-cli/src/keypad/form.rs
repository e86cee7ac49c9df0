//! Questions for values that are no secrets, judged while they are typed.

use ratatui::Frame;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use yufu::keypad::Appearance;
use yufu::validate::Invalid;

use super::pad::Turn;
use super::palette::Palette;
use super::terminal::Screen;
use super::width::{columns, tail, wrap};
use crate::language::{Text, text};
use crate::output::Failure;

/// Most characters that a field takes.
const MAX_CHARACTERS: usize = 128;

/// One question.
pub struct Question {
    /// What is asked for.
    pub label: Text,
    /// Taken when nothing is typed.
    pub example: String,
    /// Judges what stands in the field.
    pub check: fn(&str) -> Result<(), Invalid>,
}

/// A page of questions.
pub struct Form {
    title: Text,
    fields: Vec<Field>,
    current: usize,
}

struct Field {
    question: Question,
    typed: String,
}

impl Field {
    /// What was typed, or the example.
    fn value(&self) -> &str {
        if self.typed.is_empty() { &self.question.example } else { &self.typed }
    }

    fn verdict(&self) -> Result<(), Invalid> {
        (self.question.check)(self.value())
    }
}

/// Asks the questions and gives the answers in their order.
///
/// # Errors
/// [`Failure::Interrupted`] when the person leaves.
pub fn ask(title: Text, questions: Vec<Question>) -> Result<Vec<String>, Failure> {
    let mut form = Form::new(title, questions);
    if form.fields.is_empty() {
        return Ok(Vec::new());
    }
    let mut screen = Screen::open()?;
    loop {
        screen.draw(|frame| form.draw(frame))?;
        if form.take(&screen.next()?) == Turn::Done {
            return Ok(form.answers());
        }
    }
}

impl Form {
    /// A page on which nothing was typed yet.
    pub fn new(title: Text, questions: Vec<Question>) -> Self {
        let fields = questions
            .into_iter()
            .map(|question| Field { question, typed: String::new() })
            .collect();
        Self { title, fields, current: 0 }
    }

    /// The answers, in the order of the questions.
    pub fn answers(self) -> Vec<String> {
        self.fields.into_iter().map(|field| field.value().to_owned()).collect()
    }

    /// Takes a key. Done when Enter is pressed in the last field and every answer is valid.
    pub fn take(&mut self, event: &Event) -> Turn {
        let Event::Key(key) = event else { return Turn::Again };
        match key.code {
            KeyCode::Enter => return self.enter(),
            KeyCode::Up | KeyCode::BackTab => self.current = self.current.saturating_sub(1),
            KeyCode::Down | KeyCode::Tab => {
                self.current = (self.current + 1).min(self.fields.len().saturating_sub(1));
            }
            _ => self.edit(*key),
        }
        Turn::Again
    }

    /// Goes on to the next field, or back to the first whose answer is not valid.
    fn enter(&mut self) -> Turn {
        let invalid = |field: &Field| field.verdict().is_err();
        if self.fields.get(self.current).is_some_and(invalid) {
            return Turn::Again;
        }
        if self.current + 1 < self.fields.len() {
            self.current += 1;
            return Turn::Again;
        }
        match self.fields.iter().position(invalid) {
            Some(first) => {
                self.current = first;
                Turn::Again
            }
            None => Turn::Done,
        }
    }

    fn edit(&mut self, key: KeyEvent) {
        let Some(field) = self.fields.get_mut(self.current) else { return };
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Backspace => drop(field.typed.pop()),
            KeyCode::Char('u') if control => field.typed.clear(),
            KeyCode::Char(character)
                if !control && field.typed.chars().count() < MAX_CHARACTERS =>
            {
                field.typed.push(character);
            }
            _ => {}
        }
    }

    /// Draws the page with the cursor behind what was typed.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let width = usize::from(area.width);
        let palette = Palette::of_terminal(&Appearance::STANDARD);
        let mut lines: Vec<Line<'static>> = Vec::new();
        lines.extend(
            wrap(self.title.get(), width).into_iter().map(|l| Line::styled(l, palette.title)),
        );
        lines.push(Line::default());
        let mut cursor = None;
        for (index, field) in self.fields.iter().enumerate() {
            let here = index == self.current;
            let label =
                Style::new().add_modifier(if here { Modifier::BOLD } else { Modifier::empty() });
            lines.push(Line::styled(field.question.label.get(), label));
            let shown = tail(field.value(), width.saturating_sub(3));
            if here {
                let typed = if field.typed.is_empty() { 0 } else { columns(shown) };
                cursor = Some((typed + 2, lines.len()));
            }
            let style = if field.typed.is_empty() { palette.dim } else { Style::new() };
            let mark = if here { "> " } else { "  " };
            lines.push(Line::from(vec![Span::raw(mark), Span::styled(shown.to_owned(), style)]));
            lines.extend(verdict(field, width, &palette));
        }
        lines.push(Line::default());
        let help = text(
            "Enter: next, or the example if nothing is typed. Up, Down: other fields. Esc: leave.",
            "回车：下一项，未输入时采用示例。上下键：切换。Esc：离开。",
        );
        lines.extend(wrap(help.get(), width).into_iter().map(|l| Line::styled(l, palette.dim)));
        frame.render_widget(Paragraph::new(lines), area);
        if let Some(position) = cursor.and_then(|(x, y)| within(area, x, y)) {
            frame.set_cursor_position(position);
        }
    }
}

fn verdict(field: &Field, width: usize, palette: &Palette) -> Vec<Line<'static>> {
    let (style, words) = match field.verdict() {
        Ok(()) if field.typed.is_empty() => {
            (palette.dim, text("  example", "  示例").get().to_owned())
        }
        Ok(()) => (palette.good, text("  ✓ valid", "  ✓ 有效").get().to_owned()),
        Err(invalid) => (palette.bad, format!("  ✗ {}", explain(invalid))),
    };
    wrap(&words, width).into_iter().map(|line| Line::styled(line, style)).collect()
}

/// Why a value is not valid, in the language in force.
pub fn explain(invalid: Invalid) -> String {
    let zh = match invalid {
        Invalid::Empty => "尚未填写",
        Invalid::Length => "长度不对",
        Invalid::Character => "含有不允许的字符",
        Invalid::Format => "格式不对",
        Invalid::Checksum => "校验位不符，多为输入错误",
        Invalid::Issuer => "长度与发卡机构不符",
        Invalid::Zero => "金额必须大于零",
        Invalid::Decimals => "小数位数超过该币种",
        Invalid::TooLarge => "金额过大",
        _ => "内容不符合要求",
    };
    if crate::language::is_chinese() { zh.to_owned() } else { invalid.to_string() }
}

fn within(area: Rect, x: usize, y: usize) -> Option<Position> {
    let at = Position::new(u16::try_from(x).ok()?, u16::try_from(y).ok()?);
    area.contains(at).then_some(at)
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use yufu::validate;

    use super::*;

    fn form() -> Form {
        let question =
            |label, example: &str, check| Question { label, example: example.into(), check };
        Form::new(
            text("A transfer", "转账"),
            vec![
                question(text("Payee", "收款人"), "王小明", |name| {
                    validate::name(name).map(drop)
                }),
                question(text("Amount", "金额"), "128.50", |yuan| {
                    validate::amount(yuan, 2).map(drop)
                }),
            ],
        )
    }

    fn press(form: &mut Form, code: KeyCode) -> Turn {
        form.take(&Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
    }

    fn write(form: &mut Form, words: &str) {
        for character in words.chars() {
            press(form, KeyCode::Char(character));
        }
    }

    fn screen(form: &Form, width: u16) -> (String, Position) {
        let mut terminal = Terminal::new(TestBackend::new(width, 14)).unwrap();
        terminal.draw(|frame| form.draw(frame)).unwrap();
        let cursor = terminal.get_cursor_position().unwrap();
        (terminal.backend().to_string(), cursor)
    }

    #[test]
    fn nothing_typed_takes_the_examples() {
        let mut form = form();
        assert_eq!(press(&mut form, KeyCode::Enter), Turn::Again);
        assert_eq!(press(&mut form, KeyCode::Enter), Turn::Done);
        assert_eq!(form.answers(), ["王小明", "128.50"]);
    }

    #[test]
    fn a_value_is_judged_while_it_is_typed_and_holds_the_form() {
        let mut form = form();
        press(&mut form, KeyCode::Enter);
        write(&mut form, "3.145");
        assert!(screen(&form, 60).0.contains("✗"));
        assert_eq!(press(&mut form, KeyCode::Enter), Turn::Again);
        press(&mut form, KeyCode::Backspace);
        assert!(screen(&form, 60).0.contains("✓"));
        assert_eq!(press(&mut form, KeyCode::Enter), Turn::Done);
        assert_eq!(form.answers(), ["王小明", "3.14"]);
    }

    #[test]
    fn an_invalid_answer_left_behind_is_gone_back_to() {
        let mut form = form();
        write(&mut form, "@");
        press(&mut form, KeyCode::Down);
        assert_eq!(press(&mut form, KeyCode::Enter), Turn::Again);
        assert_eq!(form.current, 0);
    }

    #[test]
    fn the_cursor_stands_behind_wide_characters() {
        let mut form = form();
        write(&mut form, "李小龙");
        for width in [40, 80] {
            assert_eq!(screen(&form, width).1, Position::new(2 + 6, 3));
        }
    }

    #[test]
    fn a_long_value_shows_its_end() {
        let mut form = form();
        write(&mut form, &"长".repeat(60));
        let (picture, cursor) = screen(&form, 40);
        assert!(cursor.x < 40, "{picture}");
    }
}
