//! Where things stand on a screen of a given size.

use ratatui::layout::Rect;
use yufu::keypad::Keypad;

/// Columns of one unit of the keypad's width: at least, and at most.
const UNIT: (u16, u16) = (2, 5);
/// Rows of a cell where there is room, and where there is not.
const CELL_HEIGHT: (u16, u16) = (3, 1);
/// Rows that the title, the field and one finding take.
const AROUND: u16 = 4;

/// The parts of a screen with a keypad, from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// Title and what the secret is for.
    pub head: Rect,
    /// The field with its masks.
    pub field: Rect,
    /// One rectangle a cell.
    pub cells: Vec<Rect>,
    /// Findings and the note.
    pub foot: Rect,
    /// How to use it.
    pub help: Rect,
}

/// Fewest columns and rows on which a keypad can be drawn.
pub fn smallest(pad: &Keypad) -> (u16, u16) {
    let columns = u16::from(pad.columns()) * UNIT.0;
    (columns, rows(pad) * CELL_HEIGHT.1 + AROUND)
}

/// Arranges a screen: `head`, `foot` and `help` say how many rows each would like. Where rows are
/// scarce the cells become flat, and what stands below them is cut; the cells never move because a
/// finding came or went. `None` if even flat cells do not fit.
pub fn arrange(area: Rect, pad: &Keypad, head: u16, foot: u16, help: u16) -> Option<Arrangement> {
    let (least_columns, least_rows) = smallest(pad);
    if area.width < least_columns || area.height < least_rows {
        return None;
    }
    let (tall, flat) = CELL_HEIGHT;
    let fits = |height: u16| head + 2 + rows(pad) * height + 1 + help <= area.height;
    let height = if fits(tall) { tall } else { flat };
    let keys = rows(pad) * height;
    let head = head.min(area.height - keys - 3);
    let below = head + 2 + keys;
    let foot = foot.clamp(1, area.height - below);
    let left = area.height - below - foot;
    let gap = u16::from(left > help);
    let row = |top: u16, height: u16| Rect::new(area.x, area.y + top, area.width, height);
    Some(Arrangement {
        head: row(0, head),
        field: row(head, 1),
        cells: cells(row(head + 2, keys), pad, height),
        foot: row(below, foot),
        help: row(below + foot + gap, left - gap),
    })
}

fn cells(area: Rect, pad: &Keypad, height: u16) -> Vec<Rect> {
    let columns = u16::from(pad.columns()).max(1);
    let unit = (area.width / columns).clamp(UNIT.0, UNIT.1);
    let left = area.x + (area.width - unit * columns) / 2;
    let place = |cell: &yufu::keypad::Cell| Rect {
        x: left + u16::from(cell.column) * unit,
        y: area.y + u16::from(cell.row) * height,
        width: u16::from(cell.span) * unit,
        height,
    };
    pad.cells().iter().map(place).collect()
}

fn rows(pad: &Keypad) -> u16 {
    pad.cells().iter().map(|cell| u16::from(cell.row) + 1).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use yufu::keypad::{Appearance, Layout, Order};
    use yufu::rng::SystemRng;

    use super::*;

    fn pads() -> impl Iterator<Item = Keypad> {
        let mut rng = SystemRng::new().unwrap();
        [Layout::Digits, Layout::Qwerty]
            .into_iter()
            .flat_map(|layout| [Appearance::STANDARD, Appearance::LARGE].map(|look| (layout, look)))
            .map(move |(layout, look)| Keypad::new(layout, Order::Fixed, look, &mut rng).unwrap())
    }

    #[test]
    fn on_every_size_that_fits_nothing_overlaps_or_leaves_the_screen() {
        for pad in pads() {
            let (columns, rows) = smallest(&pad);
            for width in columns..100 {
                for height in rows..40 {
                    let area = Rect::new(0, 0, width, height);
                    let all = arrange(area, &pad, 4, 3, 3).unwrap();
                    let mut parts = all.cells.clone();
                    parts.extend([all.head, all.field, all.foot, all.help]);
                    for (index, part) in parts.iter().enumerate() {
                        assert_eq!(part.intersection(area), *part, "{width}x{height}");
                        for other in &parts[index + 1..] {
                            assert!(!part.intersects(*other), "{width}x{height}: {all:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_too_small_is_not_drawn() {
        for pad in pads() {
            let (columns, rows) = smallest(&pad);
            assert!(columns <= 40, "the keypad fits 40 columns");
            assert_eq!(arrange(Rect::new(0, 0, columns - 1, 50), &pad, 1, 1, 1), None);
            assert_eq!(arrange(Rect::new(0, 0, 200, rows - 1), &pad, 1, 1, 1), None);
            assert_eq!(arrange(Rect::new(0, 0, 0, 0), &pad, 1, 1, 1), None);
        }
    }

    #[test]
    fn cells_are_tall_where_there_is_room() {
        let pad = pads().next().unwrap();
        let height =
            |rows| arrange(Rect::new(0, 0, 80, rows), &pad, 2, 2, 2).unwrap().cells[0].height;
        assert_eq!((height(24), height(15)), (3, 1));
    }

    #[test]
    fn cells_stay_where_they_are_when_findings_come_and_go() {
        for pad in pads() {
            let (columns, rows) = smallest(&pad);
            for height in rows..40 {
                let area = Rect::new(0, 0, columns, height);
                let cells = |foot| arrange(area, &pad, 3, foot, 3).unwrap().cells;
                assert!((2..9).all(|foot| cells(foot) == cells(1)), "{height} rows");
            }
        }
    }
}
