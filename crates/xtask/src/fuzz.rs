//! `fuzz`: every fuzz target for its share of the time, from seeds that the tests' vectors made.
//!
//! One program holds all targets (tests/src/bin/fuzz.rs), so there is one build, and only the
//! project's own crates are built anew for it, with the flags of tests/fuzz/rustc.sh;
//! docs/adr/0011-fuzzing.md says why no more.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Instant;

use crate::{Outcome, report, shell};

/// Longest input, in bytes; longer ones only repeat what shorter ones reach.
const MAX_LEN: &str = "-max_len=4096";
/// A single input that takes so many seconds is a fault.
const TIMEOUT: &str = "-timeout=20";
/// Most memory, in megabytes.
const MEMORY: &str = "-rss_limit_mb=1024";

/// A target, as the writer of seeds names it.
struct Target {
    name: String,
    dictionary: Option<PathBuf>,
}

/// What became of a target.
struct Row {
    /// Its name.
    name: String,
    /// Whether nothing was found.
    held: bool,
    /// Inputs tried.
    runs: u64,
    /// Edges reached.
    edges: u64,
    /// Seconds it took.
    seconds: u64,
}

/// Runs the targets whose name contains `only` for `seconds` in all, the build not counted.
pub fn run(seconds: u64, only: Option<&str>, json: bool) -> Outcome {
    let rows = targets(seconds, only)?;
    let failed = rows.iter().filter(|row| !row.held).count();
    if json {
        let rows: Vec<_> = rows
            .iter()
            .map(|row| {
                serde_json::json!({ "target": row.name, "held": row.held, "runs": row.runs,
                    "edges": row.edges, "seconds": row.seconds })
            })
            .collect();
        println!("{}", serde_json::json!({ "targets": rows }));
    } else {
        println!("{:<16} {:>12} {:>8} {:>8}", "target", "runs", "edges", "seconds");
        for row in &rows {
            let state = if row.held { "" } else { "  FAILED" };
            let Row { name, runs, edges, seconds, .. } = row;
            println!("{name:<16} {runs:>12} {edges:>8} {seconds:>8}{state}");
        }
        println!("{} passed, {failed} failed", rows.len() - failed);
    }
    Ok(failed == 0)
}

/// Builds the fuzzer and runs it on each target, as many at a time as there are processors.
fn targets(seconds: u64, only: Option<&str>) -> Result<Vec<Row>, String> {
    let corpus = shell::target().join("fuzz/corpus");
    report::step("write the seeds");
    let mut targets = seeds(&corpus)?;
    targets.retain(|target| only.is_none_or(|text| target.name.contains(text)));
    if targets.is_empty() {
        return Err("no target has that name".into());
    }
    report::step("build the fuzzer");
    let fuzzer = build()?;
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(targets.len());
    let count = targets.len();
    let share = (seconds * workers as u64 / count as u64).max(1);
    report::step(&format!("{count} targets, {share} s each, {workers} at a time"));
    let (waiting, rows) = (Mutex::new(VecDeque::from(targets)), Mutex::new(Vec::new()));
    let work = || -> Result<(), String> {
        let poisoned = |_| "another worker failed".to_owned();
        loop {
            let next = waiting.lock().map_err(|e| poisoned(e.to_string()))?.pop_front();
            let Some(target) = next else { return Ok(()) };
            let row = fuzz(&fuzzer, &corpus, &target, share)?;
            let mut rows = rows.lock().map_err(|e| poisoned(e.to_string()))?;
            let place = rows.len() + 1;
            let Row { name, runs, edges, .. } = &row;
            let found = format!("{place} of {count}: {name}, {runs} runs, {edges} edges");
            report::verdict(row.held, &found);
            rows.push(row);
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err("a worker panicked".to_owned()))
        })
    })?;
    let mut rows = rows.into_inner().map_err(|error| error.to_string())?;
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rows)
}

/// Writes the seeds, and reads which targets there are.
fn seeds(corpus: &Path) -> Result<Vec<Target>, String> {
    let mut command =
        shell::cargo(&["run", "--quiet", "--package", "yufu-tests", "--bin", "fuzz_seeds", "--"]);
    command.arg(corpus);
    let listed = shell::output(&mut command).ok_or("the seeds could not be written")?;
    let target = |line: &str| {
        let (name, dictionary) = line.split_once(' ')?;
        let file = shell::root().join("tests/fuzz").join(format!("{dictionary}.dict"));
        let dictionary = (dictionary != "-").then_some(file);
        Some(Target { name: name.to_owned(), dictionary })
    };
    Ok(listed.lines().filter_map(target).collect())
}

/// Builds the one program.
fn build() -> Result<PathBuf, String> {
    let mut command = shell::cargo(&["build", "--package", "yufu-tests", "--features", "fuzz"]);
    command
        .args(["--bin", "fuzz"])
        .env("RUSTC_WORKSPACE_WRAPPER", shell::root().join("tests/fuzz/rustc.sh"))
        .stdout(std::io::stderr());
    if !shell::passes(&mut command)? {
        return Err("the fuzzer does not build".into());
    }
    Ok(shell::target().join("debug/fuzz"))
}

/// Runs one target. What it says goes to a file, which is shown if it finds something.
fn fuzz(fuzzer: &Path, corpus: &Path, target: &Target, seconds: u64) -> Result<Row, String> {
    let start = Instant::now();
    let faults = corpus.with_file_name("faults").join(&target.name);
    std::fs::create_dir_all(&faults).map_err(|error| format!("{}: {error}", faults.display()))?;
    let mut command: Command = shell::program(fuzzer);
    command
        .env("YUFU_FUZZ_TARGET", &target.name)
        .arg(corpus.join(&target.name))
        .args([MAX_LEN, TIMEOUT, MEMORY, "-print_final_stats=1"])
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", faults.display()));
    if let Some(dictionary) = &target.dictionary {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    let output = command.output().map_err(|error| shell::cannot_start(&command, &error))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let held = output.status.success();
    if !held {
        // Lines with a number tell of its progress.
        let lines: Vec<_> = said.lines().filter(|line| !line.starts_with('#')).collect();
        eprintln!("{}", lines.get(lines.len().saturating_sub(60)..).unwrap_or(&lines).join("\n"));
        eprintln!(
            "the input is in {}; mend the fault and keep the input in tests/vectors/fuzz/{}",
            faults.display(),
            target.name
        );
    }
    Ok(Row {
        name: target.name.clone(),
        held,
        runs: number_after(&said, "stat::number_of_executed_units:"),
        edges: number_after(&said, " cov:"),
        seconds: start.elapsed().as_secs(),
    })
}

/// The number after the last place where a word stands.
fn number_after(text: &str, word: &str) -> u64 {
    let rest = text.rsplit_once(word).map_or("", |(_, rest)| rest);
    rest.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_the_fuzzers_figures_count() {
        let said = "#2 INITED cov: 7 ft: 9 corp: 1/1b\n#9 DONE cov: 12 ft: 9\n\
            stat::number_of_executed_units: 4096\n";
        assert_eq!(number_after(said, " cov:"), 12);
        assert_eq!(number_after(said, "stat::number_of_executed_units:"), 4096);
        assert_eq!(number_after("", " cov:"), 0);
    }
}
