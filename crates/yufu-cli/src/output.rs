//! How the harness speaks: colour only on a terminal, errors on standard error, exit statuses.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use ratatui::crossterm::terminal;

/// Something that held, or a value that passed.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// Something that failed.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// Something to look at.
pub const NOTE: Style = AnsiColor::Yellow.on_default();
/// Side information.
pub const DIM: Style = Style::new().dimmed();
/// Headings.
pub const HEAD: Style = Style::new().bold();

/// Wraps `text` in `style`; the stream strips it where there is no terminal.
pub fn paint(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// How a command ended, as an exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was as it should be: 0.
    Yes,
    /// A check said no: 1.
    No,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Yes => Self::SUCCESS,
            Outcome::No => Self::from(1),
        }
    }
}

/// Why a command could not do its work: exit status 2.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file or stream could not be read or written.
    #[error("{what}: {source}")]
    Io {
        /// What was being done, with the file's name.
        what: String,
        /// The system's word.
        source: io::Error,
    },
    /// The input is not what the command takes.
    #[error("{0}")]
    Input(String),
    /// A server could not be reached or started, or gave no usable answer.
    #[error("{0}")]
    Server(String),
    /// The person left, or a signal asked the process to end: exit status 128 and its number.
    #[error("interrupted")]
    Interrupted(i32),
    /// The client half refused or failed.
    #[error("{0}")]
    Client(#[from] yufu::Error),
}

impl From<yufu::rng::RngError> for Failure {
    fn from(error: yufu::rng::RngError) -> Self {
        Self::Client(error.into())
    }
}

impl Failure {
    /// Pairs a system error with what was being done.
    pub fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }

    /// Whether the reader of our output went away, which is no failure.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Columns of the terminal on standard output; none if it is no terminal.
pub fn columns() -> Option<usize> {
    let size = io::stdout().is_terminal().then(terminal::size)?.ok()?;
    Some(usize::from(size.0))
}

/// Writes a line to standard output.
pub fn line(text: impl std::fmt::Display) -> Result<(), Failure> {
    writeln!(anstream::stdout().lock(), "{text}").map_err(Failure::io("standard output"))
}

/// Writes a line to standard error.
pub fn complain(text: impl std::fmt::Display) {
    // Nobody is left to tell when standard error is gone.
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Writes one JSON object and a line end to standard output.
pub fn json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|e| Failure::Input(format!("cannot write JSON: {e}")))?;
    writeln!(io::stdout().lock(), "{text}").map_err(Failure::io("standard output"))
}
