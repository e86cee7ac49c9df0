//! Sizes and colours of a keypad, as data for whatever draws it (N and H 5.3.1b: elderly users).

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// A colour from its three parts.
    #[must_use]
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Contrast ratio with another colour by WCAG 2.2, from 1 (the same) to 21 (black on white).
    ///
    /// ```
    /// use yufu::keypad::Colour;
    /// let ratio = Colour::rgb(0, 0, 0).contrast_with(Colour::rgb(255, 255, 255));
    /// assert!((ratio - 21.0).abs() < 0.01);
    /// ```
    #[must_use]
    pub fn contrast_with(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Relative luminance, WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// How a keypad looks. Sizes are in density-independent pixels (dp; points on iOS), text in scaled
/// pixels (sp).
///
/// Labels stand against their cell with at least 7:1 (WCAG 1.4.6, level AAA) in both appearances
/// below; a host with its own colours checks them with [`Appearance::is_legible`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// Whether letters stand six in a row instead of ten, so that each is wider.
    pub large_keys: bool,
    /// Height of a cell in dp.
    pub cell_height: u16,
    /// Space between two cells in dp, part of neither.
    pub gap: u16,
    /// Size of a label in sp.
    pub label_size: u16,
    /// Width of a cell's border in dp.
    pub border_width: u16,
    /// Behind the cells.
    pub background: Colour,
    /// A key.
    pub key: Colour,
    /// The label of a key.
    pub key_label: Colour,
    /// A cell that is not a key.
    pub control: Colour,
    /// The sign on a cell that is not a key.
    pub control_label: Colour,
    /// The border of every cell.
    pub border: Colour,
}

impl Appearance {
    /// For most people: cells 48 dp high, labels of 22 sp.
    pub const STANDARD: Self = Self {
        large_keys: false,
        cell_height: 48,
        gap: 4,
        label_size: 22,
        border_width: 1,
        background: Colour::rgb(0xd9, 0xdd, 0xe3),
        key: Colour::rgb(0xff, 0xff, 0xff),
        key_label: Colour::rgb(0x1a, 0x1d, 0x21),
        control: Colour::rgb(0xb6, 0xbe, 0xc9),
        control_label: Colour::rgb(0x1a, 0x1d, 0x21),
        border: Colour::rgb(0x6b, 0x75, 0x82),
    };

    /// Large and of high contrast: cells 64 dp high, labels of 34 sp, white and yellow on black.
    pub const LARGE: Self = Self {
        large_keys: true,
        cell_height: 64,
        gap: 6,
        label_size: 34,
        border_width: 2,
        background: Colour::rgb(0x00, 0x00, 0x00),
        key: Colour::rgb(0x10, 0x10, 0x10),
        key_label: Colour::rgb(0xff, 0xff, 0xff),
        control: Colour::rgb(0x00, 0x20, 0x40),
        control_label: Colour::rgb(0xff, 0xe0, 0x00),
        border: Colour::rgb(0xff, 0xff, 0xff),
    };

    /// Whether every label has a contrast of at least 7:1 with its cell, and every border at least
    /// 3:1 with the background (WCAG 1.4.6 and 1.4.11).
    #[must_use]
    pub fn is_legible(&self) -> bool {
        self.key_label.contrast_with(self.key) >= 7.0
            && self.control_label.contrast_with(self.control) >= 7.0
            && self.border.contrast_with(self.background) >= 3.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_appearances_are_legible_and_the_large_one_more_so() {
        assert!(Appearance::STANDARD.is_legible());
        assert!(Appearance::LARGE.is_legible());
        let ratio = |of: Appearance| of.key_label.contrast_with(of.key);
        assert!(ratio(Appearance::LARGE) > ratio(Appearance::STANDARD));
        const { assert!(Appearance::LARGE.label_size > Appearance::STANDARD.label_size) }
    }

    #[test]
    fn a_faint_label_is_not_legible() {
        let grey = Colour::rgb(0x77, 0x77, 0x77); // 4.48 against white
        assert!(!Appearance { key_label: grey, ..Appearance::STANDARD }.is_legible());
        assert!(!Appearance { control_label: grey, ..Appearance::STANDARD }.is_legible());
        let lost = Appearance::STANDARD.background;
        assert!(!Appearance { border: lost, ..Appearance::STANDARD }.is_legible());
    }

    #[test]
    fn contrast_agrees_with_published_pairs() {
        let white = Colour::rgb(255, 255, 255);
        for (grey, ratio) in [(0x77, 4.48), (0x59, 7.00), (0x95, 2.99), (0xff, 1.0)] {
            let computed = Colour::rgb(grey, grey, grey).contrast_with(white);
            assert!((computed - ratio).abs() < 0.01, "{grey:x}: {computed}");
        }
    }
}
