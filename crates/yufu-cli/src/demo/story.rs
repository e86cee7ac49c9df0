//! What the demo tells: each step and each attack in a line, or all of it as one JSON object.

use std::sync::Arc;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::keep::Keep;
use crate::language::Text;
use crate::output::{self, BAD, DIM, Failure, GOOD, HEAD, paint};

/// One line of the story.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Stable name.
    pub name: &'static str,
    /// `ok`, `failed`; of an attack `rejected`, `accepted`.
    pub outcome: &'static str,
    /// What was proved, why it failed, or the reason of the rejection.
    pub reason: String,
    /// Time from the first byte to the verdict, in microseconds.
    pub micros: u64,
}

/// The whole story.
#[derive(Debug, Serialize)]
pub struct Story {
    /// Whether the transfer was accepted and every step held.
    pub accepted: bool,
    /// The main path.
    pub steps: Vec<Entry>,
    /// The attacks.
    pub attacks: Vec<Entry>,
    #[serde(skip)]
    quiet: bool,
    #[serde(skip)]
    keep: Option<Arc<Keep>>,
}

/// How an attack ended: the reason for which it was rejected, or nothing if it went through.
pub type Blow = Result<Option<String>, Failure>;

impl Story {
    /// A story that prints as it goes, unless `quiet`, and names its scenes to `keep`.
    pub fn new(quiet: bool, keep: Option<Arc<Keep>>) -> Self {
        Self { accepted: false, steps: Vec::new(), attacks: Vec::new(), quiet, keep }
    }

    /// Prints a heading.
    pub fn heading(&self, text: &str) -> Result<(), Failure> {
        if self.quiet { Ok(()) } else { output::line(format!("\n{}", paint(HEAD, text))) }
    }

    /// Plays one step. `proves` says in words what its success shows; what `play` returns stands
    /// behind it.
    pub fn step<T>(
        &mut self,
        name: &'static str,
        proves: Text,
        play: impl FnOnce() -> Result<(T, String), Failure>,
    ) -> Result<T, Failure> {
        let (played, micros) = self.timed(name, play);
        let (outcome, reason) = match &played {
            Ok((_, detail)) if detail.is_empty() => ("ok", proves.to_string()),
            Ok((_, detail)) => ("ok", format!("{proves}: {detail}")),
            Err(failure) => ("failed", failure.to_string()),
        };
        let entry = Entry { name, outcome, reason, micros };
        self.print(&entry, played.is_ok())?;
        self.steps.push(entry);
        played.map(|(value, _)| value)
    }

    /// Plays one attack, which has to be rejected for one of the `expected` reasons.
    pub fn attack(
        &mut self,
        name: &'static str,
        what: Text,
        expected: &[&str],
        play: impl FnOnce() -> Blow,
    ) -> Result<(), Failure> {
        let (blow, micros) = self.timed(name, play);
        let (outcome, reason) = match blow {
            Ok(Some(reason)) if expected.contains(&reason.as_str()) => ("rejected", reason),
            Ok(Some(other)) => ("rejected_otherwise", other),
            Ok(None) => ("accepted", String::new()),
            Err(failure) => ("failed", failure.to_string()),
        };
        let entry = Entry { name, outcome, reason, micros };
        let shown = Entry { reason: format!("{}  {what}", entry.reason), ..entry.clone() };
        self.print(&shown, outcome == "rejected")?;
        self.attacks.push(entry);
        Ok(())
    }

    /// Whether everything behaved as it should.
    pub fn all_held(&self) -> bool {
        self.accepted
            && self.steps.iter().all(|step| step.outcome == "ok")
            && !self.attacks.is_empty()
            && self.attacks.iter().all(|attack| attack.outcome == "rejected")
    }

    fn timed<T>(&self, name: &'static str, play: impl FnOnce() -> T) -> (T, u64) {
        // Drawn on standard error, and only where that is a terminal.
        let spinner = if self.quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        if let Ok(style) = ProgressStyle::with_template("  {spinner} {msg} {elapsed}") {
            spinner.set_style(style);
        }
        spinner.set_message(name.to_owned());
        spinner.enable_steady_tick(std::time::Duration::from_millis(120));
        self.scene(Some(name));
        let start = Instant::now();
        let played = play();
        let micros = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.scene(None);
        spinner.finish_and_clear();
        (played, micros)
    }

    fn scene(&self, name: Option<&'static str>) {
        if let Some(keep) = &self.keep {
            keep.scene(name);
        }
    }

    fn print(&self, entry: &Entry, good: bool) -> Result<(), Failure> {
        if self.quiet {
            return Ok(());
        }
        let mark = if good { paint(GOOD, "✓") } else { paint(BAD, "✗") };
        let millis = format!("{}.{} ms", entry.micros / 1000, entry.micros % 1000 / 100);
        output::line(format!(
            "  {mark} {:<26} {} {}",
            entry.name,
            entry.reason,
            paint(DIM, format!("({millis})"))
        ))
    }
}
