//! How a chore talks: headings and verdicts, coloured where a person reads them.

use std::io::IsTerminal;
use std::time::Duration;

use anstyle::{AnsiColor, Style};

fn paint(style: Style, text: &str) -> String {
    let plain = !std::io::stderr().is_terminal() || std::env::var_os("NO_COLOR").is_some();
    if plain { text.to_owned() } else { format!("{style}{text}{style:#}") }
}

/// Announces a step on standard error.
pub fn step(text: &str) {
    eprintln!("{} {text}", paint(Style::new().bold(), "==>"));
}

/// A step's verdict on standard error.
pub fn verdict(ok: bool, text: &str) {
    let (colour, word) = if ok { (AnsiColor::Green, "ok") } else { (AnsiColor::Red, "FAILED") };
    eprintln!("{} {text}", paint(colour.on_default().bold(), word));
}

/// Minutes with one decimal.
pub fn minutes(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() / 60.0)
}
