//! Instruction counts by callgrind: they repeat, where times are noise.
//!
//! Valgrind 3.19 knows no VAES and no VPCLMULQDQ: the kernels are held back to AVX2, AES-NI and
//! PCLMULQDQ, and the counts are theirs on any processor that has these. The two halves are not
//! counted: where they ask the kernel for the auxiliary vector, valgrind 3.19 gives them that of
//! its own process.

use std::collections::BTreeMap;

use crate::ct::{watched_cargo, watched_target};
use crate::{Outcome, report, shell};

/// The last counts, kept in the repository.
const FILE: &str = "tests/bench/counts.json";
/// How much a count may grow, in per cent.
const TOLERANCE: f64 = 5.0;

type Counts = BTreeMap<String, u64>;

/// Counts, prints the differences to the counts that were kept, and with `write` keeps these.
///
/// A count that is new, or that is not there any more, is a difference to keep, too.
pub fn run(write: bool, json: bool) -> Outcome {
    let counts = count()?;
    let path = shell::root().join(FILE);
    if write {
        let text = serde_json::to_string_pretty(&counts).map_err(|error| error.to_string())?;
        std::fs::write(&path, text + "\n").map_err(|error| format!("{FILE}: {error}"))?;
    }
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{FILE}: {error}"))?;
    let kept: Counts = serde_json::from_str(&text).map_err(|error| format!("{FILE}: {error}"))?;
    let gone = kept.keys().filter(|id| !counts.contains_key(*id));
    let failed = counts.iter().filter(|(id, count)| !holds(kept.get(*id), **count)).count();
    if json {
        println!("{}", serde_json::json!({ "counts": counts, "kept": kept }));
    } else {
        for (id, count) in &counts {
            let difference = kept.get(id).map_or("new".into(), |kept| change(*kept, *count));
            let verdict = if holds(kept.get(id), *count) { "" } else { "  FAILED" };
            println!("{id:<28} {count:>12} {difference:>9}{verdict}");
        }
        gone.clone().for_each(|id| println!("{id:<28} {:>12}            FAILED", "gone"));
        println!("instructions on AVX2, AES-NI and PCLMULQDQ; more than {TOLERANCE} % more fails");
        println!("{} passed, {} failed", counts.len() - failed, failed + gone.clone().count());
    }
    Ok(failed == 0 && gone.count() == 0 && !counts.is_empty())
}

fn as_float(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

fn holds(kept: Option<&u64>, count: u64) -> bool {
    kept.is_some_and(|kept| as_float(count) <= as_float(*kept) * (1.0 + TOLERANCE / 100.0))
}

fn change(kept: u64, count: u64) -> String {
    format!("{:+.1} %", (as_float(count) / as_float(kept) - 1.0) * 100.0)
}

/// Runs the cases under callgrind: one file of counts for each.
fn count() -> Result<Counts, String> {
    report::step("build for callgrind");
    let mut build = watched_cargo(&["build", "--quiet", "--release", "--package", "yufu-bench"]);
    build.args(["--no-default-features", "--features", "primitives", "--example", "count"]);
    if !shell::passes(&mut build)? {
        return Err("the build failed".into());
    }
    report::step("run under callgrind");
    let folder = watched_target().join("counts");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let out = folder.join("out");
    let mut valgrind = shell::program("valgrind");
    valgrind.args(["--quiet", "--tool=callgrind", "--collect-atstart=no"]);
    valgrind.arg(format!("--callgrind-out-file={}", out.display()));
    valgrind.arg(watched_target().join("release/examples/count"));
    let ids = shell::output(&mut valgrind).ok_or("the program failed under callgrind")?;
    let mut counts = Counts::new();
    for (number, id) in (1_u32..).zip(ids.lines()) {
        let path = format!("{}.{number}", out.display());
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let count = total(&text).filter(|count| *count > 0).ok_or(format!("{path}: no count"))?;
        counts.insert(id.to_owned(), count);
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
    fn growth_beyond_the_tolerance_and_what_is_not_kept_fail() {
        assert!(!holds(Some(&1000), 1051) && !holds(None, 1));
        assert!(holds(Some(&1000), 1050) && holds(Some(&1000), 900));
        assert_eq!(change(1000, 1100), "+10.0 %");
    }

    #[test]
    fn the_total_is_read() {
        assert_eq!(total("events: Ir\nfn=x\n\ntotals: 12345\n"), Some(12_345));
    }
}
