//! Colours: the appearance's own where the terminal shows any colour, few where it does not.

use std::sync::OnceLock;

use ratatui::style::{Color, Modifier, Style};
use yufu::keypad::{Appearance, Colour};

/// The styles of a screen.
pub struct Palette {
    pub title: Style,
    pub key: Style,
    pub control: Style,
    pub border: Style,
    pub marked: Style,
    pub good: Style,
    pub bad: Style,
    pub dim: Style,
}

/// What colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    None,
    Sixteen,
    Full,
}

impl Palette {
    /// The styles for this terminal: none with `NO_COLOR`, the appearance's own where `COLORTERM`
    /// promises all colours.
    pub fn of_terminal(look: &Appearance) -> Self {
        static DEPTH: OnceLock<Depth> = OnceLock::new();
        let is_set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        Self::new(
            look,
            *DEPTH.get_or_init(|| match (is_set("NO_COLOR"), is_set("COLORTERM")) {
                (Some(_), _) => Depth::None,
                (_, Some(depth)) if depth == "truecolor" || depth == "24bit" => Depth::Full,
                _ => Depth::Sixteen,
            }),
        )
    }

    fn new(look: &Appearance, depth: Depth) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let few = Self {
            title: bold,
            key: plain,
            control: plain,
            border: plain,
            marked: bold.add_modifier(Modifier::REVERSED),
            good: plain,
            bad: plain,
            dim: plain.add_modifier(Modifier::DIM),
        };
        let some =
            |few: Self| Self { good: plain.fg(Color::Green), bad: plain.fg(Color::Red), ..few };
        let pair = |front, back| plain.fg(colour(front)).bg(colour(back));
        match depth {
            Depth::None => few,
            Depth::Sixteen => some(few),
            Depth::Full => Self {
                key: pair(look.key_label, look.key),
                control: pair(look.control_label, look.control),
                border: plain.fg(colour(look.border)),
                marked: pair(look.key, look.key_label).add_modifier(Modifier::BOLD),
                ..some(few)
            },
        }
    }
}

fn colour(of: Colour) -> Color {
    Color::Rgb(of.red, of.green, of.blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_the_marked_cell_still_stands_out() {
        let palette = Palette::new(&Appearance::STANDARD, Depth::None);
        assert!(palette.marked.add_modifier.contains(Modifier::REVERSED));
        for style in [palette.key, palette.marked, palette.good, palette.bad, palette.border] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
