//! What the demo tells: each step and each attack as it ends, or all of it as one JSON object.

use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::keep::Keep;
use super::page::Page;
use crate::language::{Text, text};
use crate::output::{self, Failure, HEAD, paint};

/// What the story says of a step or an attack.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    /// Stable name, in snake case.
    pub name: &'static str,
    /// The name on the screen.
    pub label: Text,
    /// Of a step what its success proves, of an attack what was tried.
    pub about: Text,
}

/// Names an act.
pub const fn act(name: &'static str, label: Text, about: Text) -> Act {
    Act { name, label, about }
}

/// One step or attack, as it ended.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Stable name.
    pub name: &'static str,
    /// `ok`, `failed`; of an attack `rejected`, `rejected_otherwise`, `accepted`, `failed`.
    pub outcome: &'static str,
    /// What was proved, why it failed, or the reason of the rejection.
    pub reason: String,
    /// Time from the first byte to the verdict, in microseconds.
    pub micros: u64,
}

/// The whole story.
#[derive(Debug, Serialize)]
pub struct Story {
    /// Whether the transfer was accepted.
    pub accepted: bool,
    /// The main path.
    pub steps: Vec<Entry>,
    /// The attacks.
    pub attacks: Vec<Entry>,
    #[serde(skip)]
    page: Option<Page>,
    #[serde(skip)]
    keep: Option<Arc<Keep>>,
    #[serde(skip)]
    chapter: Chapter,
}

/// How far the chapter is that is told now.
#[derive(Clone, Copy, Debug, Default)]
struct Chapter {
    told: usize,
    of: usize,
}

/// How an attack ended: the reason for which it was rejected, or nothing if it went through.
pub type Blow = Result<Option<String>, Failure>;

impl Story {
    /// A story that is told as it goes, unless `quiet`, and names its scenes to `keep`.
    pub fn new(quiet: bool, keep: Option<Arc<Keep>>) -> Self {
        let page = (!quiet).then(Page::of_terminal);
        let (steps, attacks) = (Vec::new(), Vec::new());
        Self { accepted: false, steps, attacks, page, keep, chapter: Chapter::default() }
    }

    /// Begins a chapter of `acts` steps or attacks.
    pub fn chapter(&mut self, title: Text, acts: usize) -> Result<(), Failure> {
        self.chapter = Chapter { told: 0, of: acts };
        self.say(&format!("\n{}", paint(HEAD, format!("{title} ({acts})"))))
    }

    /// Says a sentence between the acts.
    pub fn say(&self, words: &str) -> Result<(), Failure> {
        if self.page.is_some() { output::line(words) } else { Ok(()) }
    }

    /// Plays one step. What `play` returns beside its value is a detail for the reader.
    pub fn step<T>(
        &mut self,
        act: Act,
        play: impl FnOnce() -> Result<(T, String), Failure>,
    ) -> Result<T, Failure> {
        let (played, micros) = self.timed(act, play);
        self.ended(act, played, Some(micros))
    }

    /// Plays one step in which a person types: the screen is theirs, and their time is not measured.
    pub fn step_by_hand<T>(
        &mut self,
        act: Act,
        play: impl FnOnce() -> Result<(T, String), Failure>,
    ) -> Result<T, Failure> {
        self.scene(Some(act.name));
        let played = play();
        self.scene(None);
        self.ended(act, played, None)
    }

    fn ended<T>(
        &mut self,
        act: Act,
        played: Result<(T, String), Failure>,
        micros: Option<u64>,
    ) -> Result<T, Failure> {
        let (outcome, reason, detail) = match &played {
            Err(Failure::Interrupted(signal)) => return Err(Failure::Interrupted(*signal)),
            Ok((_, detail)) if detail.is_empty() => ("ok", act.about.to_string(), ""),
            Ok((_, detail)) => ("ok", format!("{}: {detail}", act.about), detail.as_str()),
            Err(failure) => ("failed", failure.to_string(), ""),
        };
        if let Some(page) = &self.page {
            let words = if outcome == "ok" { act.about.get() } else { reason.as_str() };
            page.tell(outcome == "ok", act.label, words, detail, micros)?;
        }
        self.steps.push(Entry {
            name: act.name,
            outcome,
            reason,
            micros: micros.unwrap_or_default(),
        });
        self.chapter.told += 1;
        played.map(|(value, _)| value)
    }

    /// Takes the steps since the first `kept` back, because they are played again.
    pub fn again_from(&mut self, kept: usize) {
        self.chapter.told -= self.steps.len().saturating_sub(kept).min(self.chapter.told);
        self.steps.truncate(kept);
    }

    /// Plays one attack, which has to be rejected for one of the `expected` reasons.
    pub fn attack(
        &mut self,
        act: Act,
        expected: &[&str],
        play: impl FnOnce() -> Blow,
    ) -> Result<(), Failure> {
        let (blow, micros) = self.timed(act, play);
        let (outcome, reason) = match blow {
            Ok(Some(reason)) if expected.contains(&reason.as_str()) => ("rejected", reason),
            Ok(Some(other)) => ("rejected_otherwise", other),
            Ok(None) => ("accepted", String::new()),
            Err(failure) => ("failed", failure.to_string()),
        };
        if let Some(page) = &self.page {
            let verdict = match outcome {
                "rejected" => text("rejected", "已拒绝"),
                "rejected_otherwise" => text("rejected for another reason", "因其他原因被拒绝"),
                "accepted" => text("ACCEPTED", "竟被接受"),
                _ => text("could not be played", "未能实施"),
            };
            let colon = if reason.is_empty() { "" } else { ": " };
            let words = format!("{verdict}{colon}{reason} — {}", act.about);
            page.tell(outcome == "rejected", act.label, &words, "", Some(micros))?;
        }
        self.attacks.push(Entry { name: act.name, outcome, reason, micros });
        self.chapter.told += 1;
        Ok(())
    }

    /// Whether everything behaved as it should, and every attack of `attacks` was played.
    pub fn all_held(&self, attacks: usize) -> bool {
        self.accepted
            && self.steps.iter().all(|step| step.outcome == "ok")
            && self.attacks.len() == attacks
            && self.attacks.iter().all(|attack| attack.outcome == "rejected")
    }

    fn timed<T>(&self, act: Act, play: impl FnOnce() -> T) -> (T, u64) {
        // Drawn on standard error, and only where that is a terminal.
        let shown = self.page.is_some();
        let spinner = if shown { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("  {spinner} {msg} {elapsed}") {
            spinner.set_style(style);
        }
        let Chapter { told, of } = self.chapter;
        spinner.set_message(format!("{}/{of} {}", told + 1, act.label));
        spinner.enable_steady_tick(Duration::from_millis(120));
        self.scene(Some(act.name));
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
}
