//! A terminal's screen, as `tmux capture-pane -e` gives it, drawn as SVG.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Size of a cell and of its text, in pixels.
const CELL: (usize, usize) = (9, 19);
const TEXT: usize = 15;
/// Space around the screen, in pixels.
const MARGIN: usize = 14;
/// The terminal's own colours.
const FRONT: &str = "#d8dee6";
const BACK: &str = "#16191d";
/// The sixteen colours that have names.
const NAMED: [&str; 16] = [
    "#3b4048", "#e06c75", "#7fc97f", "#d8b45f", "#6ca6e0", "#b98ad9", "#5fb8b8", "#d8dee6",
    "#6b7582", "#ff8b94", "#9be29b", "#f0cf7a", "#8bbcf0", "#d0a8ec", "#7fd6d6", "#ffffff",
];

/// How the next characters look.
#[derive(Clone, Default, PartialEq)]
struct Look {
    front: Option<String>,
    back: Option<String>,
    bold: bool,
    dim: bool,
    reversed: bool,
}

/// Characters of one look, and the column at which they begin.
struct Run {
    column: usize,
    look: Look,
    text: String,
}

/// Draws the screen.
pub fn draw(screen: &str) -> String {
    let mut look = Look::default();
    let rows: Vec<Vec<Run>> = screen.trim_end().lines().map(|line| runs(line, &mut look)).collect();
    let end = |run: &Run| run.column + run.text.width();
    let columns = rows.iter().flatten().map(end).max().unwrap_or_default();
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows.len() * CELL.1 + 2 * MARGIN);
    let mut svg = format!(
        "<!-- Drawn from a real run by crates/yufu-cli/tests/terminal/picture.rs. -->\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-size=\"{TEXT}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACK}\"/>\n"
    );
    for (row, runs) in rows.iter().enumerate() {
        for run in runs {
            draw_run(&mut svg, run, row);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw_run(svg: &mut String, run: &Run, row: usize) {
    let (x, y) = (run.column * CELL.0 + MARGIN, row * CELL.1 + MARGIN);
    let width = run.text.width() * CELL.0;
    let own =
        |colour: &Option<String>, other: &str| colour.clone().unwrap_or_else(|| other.to_owned());
    let (mut front, mut back) = (own(&run.look.front, FRONT), own(&run.look.back, BACK));
    if run.look.reversed {
        std::mem::swap(&mut front, &mut back);
    }
    if back != BACK {
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{back}\"/>",
            CELL.1
        );
    }
    let mut column = 0;
    let (mut words, mut path) = (String::new(), String::new());
    for character in run.text.chars() {
        match strokes(character) {
            Some(strokes) => {
                path += &stroked(strokes, x + column * CELL.0, y);
                words.push(' ');
            }
            None => words.push(character),
        }
        column += character.width().unwrap_or_default();
    }
    if !path.is_empty() {
        let width = if run.look.bold { 3 } else { 1 };
        let _ = writeln!(
            svg,
            "<path d=\"{path}\" stroke=\"{front}\" stroke-width=\"{width}\" \
             stroke-linecap=\"square\" shape-rendering=\"crispEdges\"/>"
        );
    }
    let words = words.trim_end();
    let before = words.len() - words.trim_start().len();
    let words = words.trim_start();
    if words.is_empty() {
        return;
    }
    let bold = if run.look.bold { " font-weight=\"bold\"" } else { "" };
    let dim = if run.look.dim { " opacity=\"0.65\"" } else { "" };
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" fill=\"{front}\" textLength=\"{}\" \
         lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"{bold}{dim}>{}</text>",
        x + before * CELL.0,
        y + TEXT,
        words.width() * CELL.0,
        escaped(words)
    );
}

/// Whether a line of a box goes from the middle of its cell to the left, right, top and bottom.
fn strokes(character: char) -> Option<[bool; 4]> {
    Some(match character {
        '─' | '━' => [true, true, false, false],
        '│' | '┃' => [false, false, true, true],
        '┌' | '┏' => [false, true, false, true],
        '┐' | '┓' => [true, false, false, true],
        '└' | '┗' => [false, true, true, false],
        '┘' | '┛' => [true, false, true, false],
        _ => return None,
    })
}

/// The same as a path: drawn, lines meet whatever font the reader has.
fn stroked(strokes: [bool; 4], x: usize, y: usize) -> String {
    let (middle_x, middle_y) = (x + CELL.0 / 2, y + CELL.1 / 2);
    [(x, middle_y), (x + CELL.0, middle_y), (middle_x, y), (middle_x, y + CELL.1)]
        .iter()
        .zip(strokes)
        .filter(|(_, drawn)| *drawn)
        .map(|((to_x, to_y), _)| format!("M{middle_x} {middle_y}L{to_x} {to_y}"))
        .collect()
}

/// Splits a line by its escape sequences; the look goes on into the next line.
fn runs(line: &str, look: &mut Look) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut column = 0;
    let mut add = |column: &mut usize, look: &Look, text: &str| {
        if !text.is_empty() {
            runs.push(Run { column: *column, look: look.clone(), text: text.to_owned() });
            *column += text.width();
        }
    };
    let mut parts = line.split("\x1b[");
    add(&mut column, look, parts.next().unwrap_or_default());
    for part in parts {
        let (codes, text) = part.split_once('m').unwrap_or(("", part));
        change(look, codes);
        add(&mut column, look, text);
    }
    runs
}

/// Applies the codes of one "select graphic rendition" (ECMA-48 8.3.117).
fn change(look: &mut Look, codes: &str) {
    let mut codes = codes.split([';', ':']).map(|code| code.parse().unwrap_or(0));
    while let Some(code) = codes.next() {
        match code {
            0 => *look = Look::default(),
            1 => look.bold = true,
            2 => look.dim = true,
            7 => look.reversed = true,
            22 => (look.bold, look.dim) = (false, false),
            27 => look.reversed = false,
            30..=37 => look.front = named(code - 30),
            90..=97 => look.front = named(code - 82),
            40..=47 => look.back = named(code - 40),
            38 => look.front = extended(&mut codes),
            48 => look.back = extended(&mut codes),
            39 => look.front = None,
            49 => look.back = None,
            _ => {}
        }
    }
}

fn named(number: usize) -> Option<String> {
    NAMED.get(number).map(|colour| (*colour).to_owned())
}

fn extended(codes: &mut impl Iterator<Item = usize>) -> Option<String> {
    match codes.next()? {
        2 => {
            let (red, green, blue) = (codes.next()?, codes.next()?, codes.next()?);
            Some(format!("#{red:02x}{green:02x}{blue:02x}"))
        }
        _ => named(codes.next()?),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn colours_and_columns_follow_the_escape_sequences() {
    let mut look = Look::default();
    let runs = runs("a密\x1b[1;38;2;1;2;255mb\x1b[0mc", &mut look);
    let columns: Vec<_> = runs.iter().map(|run| (run.column, run.text.as_str())).collect();
    assert_eq!(columns, [(0, "a密"), (3, "b"), (4, "c")]);
    assert_eq!(runs[1].look.front.as_deref(), Some("#0102ff"));
    assert!(runs[1].look.bold && !runs[2].look.bold);
}

#[test]
fn what_is_drawn_is_well_formed() {
    let svg = draw("<&>\x1b[7m x \x1b[27m\n");
    assert!(svg.contains("&lt;&amp;&gt;"));
    assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
    assert!(svg.contains(&format!("fill=\"{FRONT}\"/>")), "a reversed run has a background");
}
