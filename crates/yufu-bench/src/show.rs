//! Figures as a person reads them.

/// A bar whose length is this part of `width` columns; the smallest step is an eighth of a column.
pub fn bar(part: f64, width: u16) -> String {
    const EIGHTHS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let mut rest = if part.is_finite() { part.clamp(0.0, 1.0) * f64::from(width) } else { 0.0 };
    let mut text = String::new();
    for _ in 0..width {
        if rest >= 1.0 {
            text.push('█');
        } else {
            // The first step that is longer than what is left ends it.
            let step = (1..8_u8).take_while(|step| f64::from(*step) / 8.0 <= rest).count();
            text.extend(EIGHTHS.get(step).filter(|_| step > 0));
            break;
        }
        rest -= 1.0;
    }
    text
}

/// A time in the unit that fits it, with three digits: `1.23 µs`.
pub fn time(ns: f64) -> String {
    let (value, unit) = match ns {
        _ if ns < 1e3 => (ns, "ns"),
        _ if ns < 1e6 => (ns / 1e3, "µs"),
        _ if ns < 1e9 => (ns / 1e6, "ms"),
        _ => (ns / 1e9, "s"),
    };
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_has_eighths() {
        assert_eq!(bar(0.5, 4), "██");
        assert_eq!(bar(0.53125, 4), "██▏");
        assert_eq!(bar(1.0, 3), "███");
        assert_eq!(bar(7.0, 2), "██");
        assert_eq!(bar(0.0, 9), "");
        assert_eq!(bar(f64::NAN, 9), "");
    }

    #[test]
    fn a_time_has_three_digits() {
        assert_eq!(time(6.254), "6.25 ns");
        assert_eq!(time(50_000.0), "50.0 µs");
        assert_eq!(time(234_567_000.0), "235 ms");
        assert_eq!(time(2e9), "2.00 s");
    }
}
