//! `ct`: constant time, under valgrind, with a control that has to be caught.
//!
//! Memcheck reports each branch and each address that depends on a secret (the manner of
//! ctgrind). It runs what valgrind 3.19 can run: AVX2, AES-NI and PCLMULQDQ, but not VAES.
#![allow(clippy::indexing_slicing, reason = "an absent member of JSON reads as null")]

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::{Outcome, report, shell};

/// The compiler flag of builds that talk to valgrind.
pub const FLAG: &str = "--cfg yufu_ct";

/// Marks the cases that leak on purpose.
const CONTROL: &str = "control: ";

/// What valgrind found in one case.
struct Case {
    name: String,
    findings: u64,
}

impl Case {
    fn holds(&self) -> bool {
        (self.findings > 0) == self.name.starts_with(CONTROL)
    }
}

/// Builds the program, runs it under valgrind and judges each case.
pub fn run(json: bool) -> Outcome {
    report::step("build for valgrind");
    let build = ["build", "--quiet", "--release", "--package", "yufu-sm", "--example", "ct"];
    if !shell::passes(&mut watched_cargo(&build))? {
        return Err("the build failed".into());
    }
    report::step("run under valgrind");
    let log = watched_target().join("ct.log");
    let mut valgrind = shell::program("valgrind");
    valgrind.args(["--quiet", "--error-limit=no", "--track-origins=no"]);
    valgrind.arg(format!("--log-file={}", log.display()));
    valgrind.arg(watched_target().join("release/examples/ct"));
    let text = shell::output(&mut valgrind).ok_or("the program failed under valgrind")?;
    let cases = text.lines().map(parse).collect::<Result<Vec<_>, _>>()?;
    let controls = cases.iter().filter(|case| case.name.starts_with(CONTROL)).count();
    let failed = cases.iter().filter(|case| !case.holds()).count();
    if json {
        print_json(&cases);
    } else {
        for case in &cases {
            let verdict = if case.holds() { "ok" } else { "FAILED" };
            println!("{verdict:<7} {:>5}  {}", case.findings, case.name);
        }
        if failed > 0 {
            println!("where: {}", log.display());
        }
        println!("{} cases hold, {failed} do not", cases.len() - failed);
    }
    Ok(failed == 0 && controls > 0 && cases.len() > controls)
}

/// Cargo for a build that talks to valgrind, in a target folder of its own.
pub fn watched_cargo(arguments: &[&str]) -> Command {
    let inherited = std::env::var("RUSTFLAGS").unwrap_or_default();
    let mut command = shell::cargo(arguments);
    command.env("RUSTFLAGS", format!("{inherited} {FLAG}").trim());
    command.env("CARGO_TARGET_DIR", watched_target());
    command
}

/// The target folder of such builds.
pub fn watched_target() -> PathBuf {
    shell::target().join("watched")
}

fn parse(line: &str) -> Result<Case, String> {
    let value: Value = serde_json::from_str(line).map_err(|_| format!("unexpected: {line}"))?;
    match (value["name"].as_str(), value["findings"].as_u64()) {
        (Some(name), Some(findings)) => Ok(Case { name: name.into(), findings }),
        _ => Err(format!("unexpected: {line}")),
    }
}

fn print_json(cases: &[Case]) {
    let cases: Vec<_> = cases
        .iter()
        .map(|case| {
            serde_json::json!({
                "name": case.name,
                "findings": case.findings,
                "holds": case.holds(),
            })
        })
        .collect();
    println!("{}", serde_json::json!({ "cases": cases }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_holds_only_if_it_was_caught() {
        let case = |name: &str, findings| Case { name: name.into(), findings }.holds();
        assert!(case("SM2 sign", 0) && !case("SM2 sign", 1));
        assert!(case("control: a branch", 1) && !case("control: a branch", 0));
    }
}
