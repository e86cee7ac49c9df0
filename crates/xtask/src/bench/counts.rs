//! Instruction counts by callgrind: they repeat, where times are noise.
//!
//! Valgrind 3.19 knows no VAES and no VPCLMULQDQ, so that the counts are those of the AVX2 path.
#![allow(clippy::indexing_slicing, reason = "an absent member of JSON reads as null")]

use std::collections::BTreeMap;

use crate::ct::{watched_cargo, watched_target};
use crate::{Outcome, report, shell};

/// The last counts, kept in the repository.
const FILE: &str = "crates/yufu-sm/benches/counts.json";
/// How much a count may grow, in per cent.
const TOLERANCE: f64 = 5.0;

type Counts = BTreeMap<String, u64>;

/// Counts, prints the differences to the counts that were kept, and with `write` keeps these.
pub fn run(write: bool, json: bool) -> Outcome {
    let counts = count()?;
    let path = shell::root().join(FILE);
    if write {
        let text = serde_json::to_string_pretty(&counts).map_err(|error| error.to_string())?;
        std::fs::write(&path, text + "\n").map_err(|error| format!("{FILE}: {error}"))?;
    }
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{FILE}: {error}"))?;
    let kept: Counts = serde_json::from_str(&text).map_err(|error| format!("{FILE}: {error}"))?;
    let worse = counts.iter().filter(|(name, count)| grew(kept.get(*name), **count)).count();
    let unknown = counts.keys().filter(|name| !kept.contains_key(*name)).count();
    if json {
        println!("{}", serde_json::json!({ "counts": counts, "kept": kept }));
    } else {
        for (name, count) in &counts {
            let difference = kept.get(name).map_or("new".into(), |kept| change(*kept, *count));
            println!("{name:<38} {count:>12} {difference:>9}");
        }
        println!(
            "{} counted, {worse} grew by more than {TOLERANCE} %, {unknown} new",
            counts.len()
        );
    }
    Ok(worse == 0 && unknown == 0 && !counts.is_empty())
}

fn as_float(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

fn grew(kept: Option<&u64>, count: u64) -> bool {
    kept.is_some_and(|kept| as_float(count) > as_float(*kept) * (1.0 + TOLERANCE / 100.0))
}

fn change(kept: u64, count: u64) -> String {
    format!("{:+.1} %", (as_float(count) / as_float(kept) - 1.0) * 100.0)
}

/// Runs the benchmark program under callgrind: one file of counts for each case.
fn count() -> Result<Counts, String> {
    report::step("build for callgrind");
    let arguments = ["bench", "--quiet", "--no-run", "--message-format", "json"];
    let mut build = watched_cargo(&arguments);
    build.args(["--package", "yufu-sm", "--bench", "speed", "--profile", "release"]);
    let messages = shell::output(&mut build).ok_or("the build failed")?;
    let program = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["target"]["name"] == "speed")
        .find_map(|message| message["executable"].as_str().map(str::to_owned))
        .ok_or("cargo names no program")?;
    report::step("run under callgrind");
    let folder = watched_target().join("counts");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let out = folder.join("out");
    let mut valgrind = shell::program("valgrind");
    valgrind.args(["--quiet", "--tool=callgrind", "--collect-atstart=no"]);
    valgrind.arg(format!("--callgrind-out-file={}", out.display()));
    valgrind.args([program.as_str(), "--counts"]);
    let names = shell::output(&mut valgrind).ok_or("the program failed under callgrind")?;
    let names: Vec<String> =
        serde_json::from_str(names.trim()).map_err(|_| format!("unexpected: {names}"))?;
    let mut counts = Counts::new();
    for (number, name) in (1_u32..).zip(names) {
        let path = format!("{}.{number}", out.display());
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let count = total(&text).filter(|count| *count > 0).ok_or(format!("{path}: no count"))?;
        counts.insert(name, count);
    }
    Ok(counts)
}

/// The instructions in a file of callgrind's.
fn total(text: &str) -> Option<u64> {
    text.lines().find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_beyond_the_tolerance_counts() {
        assert!(grew(Some(&1000), 1051));
        assert!(!grew(Some(&1000), 1049) && !grew(Some(&1000), 900) && !grew(None, 1));
        assert_eq!(change(1000, 1100), "+10.0 %");
    }

    #[test]
    fn the_total_is_read() {
        assert_eq!(total("events: Ir\nfn=x\n\ntotals: 12345\n"), Some(12_345));
    }
}
