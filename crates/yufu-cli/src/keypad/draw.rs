//! Draws a keypad and its field.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph};
use yufu::keypad::{Cell, CellKind};

use super::arrange::{Arrangement, arrange};
use super::pad::{Pad, sign, smallest};
use super::palette::Palette;
use super::width::{columns, wrap};
use crate::language::{self, text};

/// Draws the whole screen, and tells the pad where its cells are.
pub fn pad(frame: &mut Frame<'_>, pad: &mut Pad) {
    let area = frame.area();
    let palette = Palette::of_terminal(pad.input().keypad().appearance());
    let width = usize::from(area.width);
    let (head, foot, help) = (head(pad, width, &palette), foot(pad, width, &palette), help(width));
    let Some(all) = arrange(area, pad.input().keypad(), rows(&head), rows(&foot), rows(&help))
    else {
        pad.drawn_at(Vec::new());
        return too_small(frame, pad);
    };
    frame.render_widget(Paragraph::new(head), all.head);
    frame.render_widget(field(pad), all.field);
    cells(frame, pad, &all, &palette);
    frame.render_widget(Paragraph::new(foot), all.foot);
    let help = Paragraph::new(help).style(palette.dim);
    frame.render_widget(help, all.help);
    pad.drawn_at(all.cells);
}

fn head(pad: &Pad, width: usize, palette: &Palette) -> Vec<Line<'static>> {
    let scene = pad.scene();
    let mut lines: Vec<Line<'static>> = wrap(&scene.title, width)
        .into_iter()
        .map(|line| Line::styled(line, palette.title))
        .collect();
    lines.extend(scene.lines.iter().flat_map(|line| wrap(line, width)).map(Line::from));
    lines
}

/// The field: its name, and one mask a character.
fn field(pad: &Pad) -> Line<'static> {
    let bold = Style::new().add_modifier(Modifier::BOLD);
    Line::from(vec![
        Span::raw(format!("{}  ", pad.scene().field)),
        Span::styled(pad.input().masked(), bold),
        Span::raw("_"),
    ])
}

/// What is against the secret so far, and what the last touch has to say.
fn foot(pad: &Pad, width: usize, palette: &Palette) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut say = |style: Style, words: &str| {
        lines.extend(wrap(words, width).into_iter().map(|line| Line::styled(line, style)));
    };
    if let (Some(findings), false) = (pad.input().findings(), pad.input().is_empty()) {
        if findings.is_empty() {
            say(palette.good, text("✓ hard enough to guess", "✓ 强度符合要求").get());
        }
        for finding in findings.iter() {
            say(palette.bad, &format!("✗ {}", language::finding(finding)));
        }
    }
    if let Some(note) = pad.note() {
        say(palette.bad, note.get());
    }
    if lines.is_empty() {
        lines.push(Line::default());
    }
    lines
}

fn help(width: usize) -> Vec<Line<'static>> {
    let words = text(
        "Keyboard keys type nothing here: a program that sees them could log the secret. Arrows \
         move, Enter or space touches; or click. Tab: Done. Esc: leave.",
        "实体键盘不能直接输入：能看到按键的程序可能记录密码。方向键移动，回车或空格触按，也可用鼠标\
         点击。Tab：完成键。Esc：离开。",
    );
    wrap(words.get(), width).into_iter().map(Line::from).collect()
}

fn cells(frame: &mut Frame<'_>, pad: &Pad, all: &Arrangement, palette: &Palette) {
    let keypad = pad.input().keypad();
    for (index, (cell, place)) in keypad.cells().iter().zip(&all.cells).enumerate() {
        let label = match cell.kind {
            CellKind::Key => keypad.label(index).unwrap_or_default(),
            kind => sign(kind).get(),
        };
        draw_cell(frame, cell, *place, label, index == pad.marked(), palette);
    }
}

/// A cell with a frame, or flat where rows are scarce. A marked cell differs by its shape too, not by
/// its colour alone.
fn draw_cell(
    frame: &mut Frame<'_>,
    cell: &Cell,
    place: Rect,
    label: &'static str,
    marked: bool,
    palette: &Palette,
) {
    let style = match (marked, cell.kind) {
        (true, _) => palette.marked,
        (false, CellKind::Key) => palette.key,
        (false, _) => palette.control,
    };
    if place.height >= 3 {
        let frame_lines = if marked { border::THICK } else { border::PLAIN };
        let block = Block::new()
            .borders(Borders::ALL)
            .border_set(frame_lines)
            .border_style(palette.border)
            .style(style);
        let label = Paragraph::new(label).alignment(Alignment::Center).block(block);
        frame.render_widget(label, place);
        return;
    }
    let room = usize::from(place.width).saturating_sub(2);
    let spare = room.saturating_sub(columns(label));
    let (before, after) = (" ".repeat(spare / 2), " ".repeat(spare - spare / 2));
    let (open, close) = if marked { ("[", "]") } else { (" ", " ") };
    let line = Line::from(vec![
        Span::raw(open),
        Span::raw(before),
        Span::raw(label),
        Span::raw(after),
        Span::raw(close),
    ]);
    frame.render_widget(line.style(style), place);
}

fn too_small(frame: &mut Frame<'_>, pad: &Pad) {
    let (columns, rows) = smallest(pad);
    let words =
        format!("{} {columns}×{rows}", text("The terminal is too small:", "终端过小，至少需要"));
    let area = frame.area();
    let lines: Vec<Line<'static>> =
        wrap(&words, usize::from(area.width)).into_iter().map(Line::from).collect();
    frame.render_widget(Paragraph::new(lines), area);
}

fn rows(lines: &[Line<'_>]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}
