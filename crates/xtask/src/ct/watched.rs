//! What runs: the program `yufu-ct` under valgrind.
#![allow(clippy::indexing_slicing, reason = "an absent member of JSON reads as null")]

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::{Case, Part};
use crate::{report, shell};

/// The compiler flag of builds that talk to valgrind.
const FLAG: &str = "--cfg yufu_ct";

pub fn run() -> Result<Vec<Case>, String> {
    report::step("build for valgrind");
    let build = ["build", "--quiet", "--release", "--package", "yufu-ct"];
    if !shell::passes(&mut watched_cargo(&build))? {
        return Err("the build failed".into());
    }
    report::step("run under valgrind");
    let mut valgrind = shell::program("valgrind");
    valgrind.args(["--quiet", "--error-limit=no", "--track-origins=no"]);
    valgrind.arg(format!("--log-file={}", log().display()));
    valgrind.arg(watched_target().join("release/yufu-ct"));
    let text = shell::output(&mut valgrind).ok_or("the program failed under valgrind")?;
    text.lines().map(parse).collect()
}

/// Where valgrind writes what it found.
pub fn log() -> PathBuf {
    watched_target().join("ct.log")
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
    let unexpected = || format!("unexpected: {line}");
    let value: Value = serde_json::from_str(line).map_err(|_| unexpected())?;
    let text = |member: &str| value[member].as_str().map(String::from).ok_or_else(unexpected);
    let findings = value["findings"].as_u64().and_then(|count| count.try_into().ok());
    Ok(Case {
        part: Part::Watched,
        kernels: text("kernels")?,
        name: text("name")?,
        findings: findings.ok_or_else(unexpected)?,
        known: 0,
        note: String::new(),
    })
}
