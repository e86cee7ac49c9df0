//! `artefacts`: everything that is shipped, one part after the other, and how long each took.

use std::time::Instant;

use crate::{Outcome, android, android_demo, ios, report, tools};

/// What the parts need beside Rust.
const NEEDS: [&str; 8] =
    ["git", "cross rustc", "zig", "java", "maven", "apksigner", "dexdump", "r8"];

/// A part, and what makes it.
type Part = (&'static str, fn() -> Outcome);

const PARTS: [Part; 4] = [
    ("libraries for Android", || android::run(&[], android::Until::Built)),
    ("AAR and Maven repository", || android::package::run(None)),
    ("XCFramework and Swift package", || ios::run(&[], false, None)),
    ("demo app for Android", || android_demo::run(&android_demo::Bank::default())),
];

/// Makes each part; the first that fails ends it.
pub fn run() -> Outcome {
    let lacks = |name: &&str| tools::find(name).is_none_or(|tool| tool.version().is_none());
    let missing: Vec<_> = NEEDS.into_iter().filter(lacks).collect();
    if !missing.is_empty() {
        return Err(format!("missing: {} (cargo xtask setup --install)", missing.join(", ")));
    }
    let started = Instant::now();
    let mut table = Vec::new();
    for (number, (name, make)) in PARTS.iter().enumerate() {
        report::step(&format!("part {} of {}: {name}", number + 1, PARTS.len()));
        let begun = Instant::now();
        let held = make()?;
        table.push((*name, held, report::minutes(begun.elapsed())));
        if !held {
            break;
        }
    }
    table.push(("all", table.len() == PARTS.len(), report::minutes(started.elapsed())));
    for (name, held, minutes) in &table {
        println!("{name:<32} {minutes:>6} min{}", if *held { "" } else { "  FAILED" });
    }
    Ok(table.iter().all(|(_, held, _)| *held))
}
