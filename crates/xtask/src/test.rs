//! `test`: every suite, minutes per suite, then what was skipped and why.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::suites::{self, Suite};
use crate::{Outcome, report, shell};

/// Counts of one suite or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// What became of one suite.
struct Row {
    name: String,
    counts: Counts,
    time: Duration,
    /// Why it was skipped.
    skipped: Option<String>,
}

/// Runs the suites whose name contains `only`.
pub fn run(require_all: bool, only: Option<&str>, json: bool) -> Outcome {
    let wanted = |suite: &Suite| only.is_none_or(|text| suite.name.contains(text));
    let suites: Vec<_> = suites::all(&shell::metadata()?)?.into_iter().filter(wanted).collect();
    if suites.is_empty() {
        return Err("no suite has that name".into());
    }
    let count = suites.len();
    let mut rows = Vec::new();
    for (index, suite) in suites.into_iter().enumerate() {
        report::step(&format!("suite {} of {count}: {}", index + 1, suite.name));
        let row = run_suite(suite, require_all)?;
        match &row.skipped {
            Some(reason) => eprintln!("skipped: {reason}"),
            None => report::verdict(row.counts.failed == 0, &summary(row.counts)),
        }
        rows.push(row);
    }
    let mut total = Counts::default();
    for row in &rows {
        total += row.counts;
    }
    if require_all {
        total.failed += std::mem::take(&mut total.skipped);
    }
    if json {
        print_json(&rows, total)
    } else {
        print_table(&rows, total, require_all)
    }
    Ok(total.failed == 0 && total.passed > 0)
}

fn run_suite(suite: Suite, require_all: bool) -> Result<Row, String> {
    let start = Instant::now();
    let (counts, skipped) = match suite.lacks() {
        Some(tool) => {
            let reason = format!("needs {tool} (cargo xtask setup --install)");
            (Counts { skipped: 1, ..Counts::default() }, Some(reason))
        }
        None => (run_tests(suite.command(require_all))?, None),
    };
    Ok(Row { name: suite.name, counts, time: start.elapsed(), skipped })
}

/// Runs `cargo test` and adds up its result lines.
///
/// A build that fails, a crash and a suite without a single test count as one failure.
fn run_tests(mut command: Command) -> Result<Counts, String> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| shell::cannot_start(&command, &error))?;
    let mut counts = Counts::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line.map_err(|error| format!("cargo test: {error}"))?;
            eprintln!("{line}");
            if let Some(result) = parse(&line).or_else(|| parse_chore(&line)) {
                counts += result;
            }
        }
    }
    let status = child.wait().map_err(|error| format!("cargo test: {error}"))?;
    let ran_none = counts == Counts::default();
    if counts.failed == 0 && (!status.success() || ran_none) {
        counts.failed = 1;
    }
    Ok(counts)
}

/// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
fn parse(line: &str) -> Option<Counts> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut counts = Counts::default();
    for part in numbers.split("; ") {
        let Some((number, word)) = part.split_once(' ') else { continue };
        let Ok(number) = number.parse() else { continue };
        match word {
            "passed" => counts.passed = number,
            "failed" => counts.failed = number,
            "ignored" => counts.skipped = number,
            _ => {}
        }
    }
    Some(counts)
}

/// Reads the line of a chore: `3 passed, 0 failed`.
fn parse_chore(line: &str) -> Option<Counts> {
    let (passed, failed) = line.strip_suffix(" failed")?.split_once(" passed, ")?;
    Some(Counts { passed: passed.parse().ok()?, failed: failed.parse().ok()?, skipped: 0 })
}

fn summary(counts: Counts) -> String {
    let mut text = format!("{} passed, {} failed", counts.passed, counts.failed);
    if counts.skipped > 0 {
        text += &format!(", {} skipped", counts.skipped);
    }
    text
}

fn print_table(rows: &[Row], total: Counts, require_all: bool) {
    println!("\n{:<34} {:>7} {:>7} {:>8} {:>8}", "suite", "passed", "failed", "skipped", "minutes");
    for row in rows {
        let Counts { passed, failed, skipped } = row.counts;
        let minutes = report::minutes(row.time);
        println!("{:<34} {passed:>7} {failed:>7} {skipped:>8} {minutes:>8}", row.name);
    }
    for row in rows.iter().filter(|row| row.counts.skipped > 0) {
        let reason = row.skipped.as_deref().unwrap_or("ignored tests");
        println!("skipped: {}: {reason}", row.name);
    }
    if require_all && rows.iter().any(|row| row.counts.skipped > 0) {
        println!("--require-all counts what was skipped as failed");
    }
    println!("{}", summary(total));
}

fn print_json(rows: &[Row], total: Counts) {
    let suites: Vec<_> = rows
        .iter()
        .map(|row| {
            serde_json::json!({
                "name": row.name,
                "passed": row.counts.passed,
                "failed": row.counts.failed,
                "skipped": row.counts.skipped,
                "seconds": row.time.as_secs_f64(),
                "skipped_because": row.skipped,
            })
        })
        .collect();
    println!(
        "{}",
        serde_json::json!({
            "suites": suites,
            "passed": total.passed,
            "failed": total.failed,
            "skipped": total.skipped,
        })
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_line_is_counted() {
        let line = "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(parse(line), Some(Counts { passed: 12, failed: 2, skipped: 1 }));
        assert_eq!(parse("test mask::pan ... ok"), None);
    }

    #[test]
    fn the_line_of_a_chore_is_counted() {
        let counts = Counts { passed: 12, failed: 2, skipped: 0 };
        assert_eq!(parse_chore("12 passed, 2 failed"), Some(counts));
        assert_eq!(parse_chore("12 passed"), None);
    }

    #[test]
    fn the_last_line_names_skips_only_where_there_are_some() {
        assert_eq!(summary(Counts { passed: 3, failed: 0, skipped: 0 }), "3 passed, 0 failed");
        assert_eq!(
            summary(Counts { passed: 3, failed: 1, skipped: 2 }),
            "3 passed, 1 failed, 2 skipped"
        );
    }
}
