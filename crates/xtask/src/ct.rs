//! `ct`: constant time, of what runs, of what is compiled, and what is published on purpose.
//!
//! Valgrind reports each branch and each address that depends on a secret (the manner of ctgrind),
//! on every kernel that it can run: portable code, SSSE3 and AVX2 with AES, BMI2 and ADX. What it
//! can't run, the kernels on GFNI, AVX-512 and VAES, and what a compiler may have made of SM2's masks
//! is looked for in the machine code of the profile `dist`. Each part has controls that leak and have
//! to be found.

mod compiled;
mod machine_code;
mod published;
mod taint;
mod watched;

use crate::Outcome;

pub use watched::{watched_cargo, watched_target};

/// Marks the cases that leak on purpose.
const CONTROL: &str = "control: ";

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// What runs, under valgrind
    Watched,
    /// What is compiled, followed in machine code
    Compiled,
    /// What is published on purpose
    Published,
}

/// One thing that was looked at.
struct Case {
    part: Part,
    /// The kernels that it ran on, for what ran.
    kernels: String,
    name: String,
    findings: usize,
    /// Findings that are known to be public.
    known: usize,
    /// Why they are, or what was found.
    note: String,
}

impl Case {
    fn is_control(&self) -> bool {
        self.name.starts_with(CONTROL)
    }

    fn holds(&self) -> bool {
        if self.is_control() { self.findings > 0 } else { self.findings <= self.known }
    }
}

/// Runs one part or all, and judges each case.
pub fn run(only: Option<Part>, json: bool) -> Outcome {
    let mut cases = Vec::new();
    for part in [Part::Watched, Part::Compiled, Part::Published] {
        if only.is_some_and(|only| only != part) {
            continue;
        }
        let found = match part {
            Part::Watched => watched::run(),
            Part::Compiled => compiled::run(),
            Part::Published => published::run(),
        }?;
        let controlled = part == Part::Published || found.iter().any(Case::is_control);
        if !controlled || found.iter().all(Case::is_control) {
            return Err(format!("{part:?} ran without cases or without a control"));
        }
        cases.extend(found);
    }
    let failed = cases.iter().filter(|case| !case.holds()).count();
    if json {
        print_json(&cases);
    } else {
        print_watched(&cases);
        print_others(&cases);
        println!("{} passed, {failed} failed", cases.len() - failed);
    }
    Ok(failed == 0)
}

/// A line for each case that ran, with its findings on each choice of kernels.
fn print_watched(cases: &[Case]) {
    let watched: Vec<_> = cases.iter().filter(|case| case.part == Part::Watched).collect();
    if watched.is_empty() {
        return;
    }
    let mut kernels: Vec<&str> = watched.iter().map(|case| case.kernels.as_str()).collect();
    kernels.dedup();
    print!("{:<44}", "under valgrind");
    kernels.iter().for_each(|name| print!("{name:>10}"));
    println!();
    let first = |case: &&&Case| kernels.first().is_some_and(|name| case.kernels == *name);
    for case in watched.iter().filter(first) {
        print!("{:<44}", case.name);
        let same = || watched.iter().filter(|other| other.name == case.name);
        same().for_each(|other| print!("{:>10}", other.findings));
        println!("{}", if same().all(|other| other.holds()) { "" } else { "  FAILED" });
    }
    if watched.iter().any(|case| !case.holds()) {
        println!("where: {}", watched::log().display());
    }
}

fn print_others(cases: &[Case]) {
    let of_part = |part| cases.iter().filter(move |case| case.part == part);
    if of_part(Part::Compiled).next().is_some() {
        println!(
            "\n{:<52}{:>8}{:>8}  on what",
            "uses of a secret in machine code", "found", "at most"
        );
    }
    for case in of_part(Part::Compiled) {
        let verdict = if case.holds() { "" } else { "FAILED " };
        let Case { name, findings, known, note, .. } = case;
        let most = if case.is_control() { "-".to_owned() } else { known.to_string() };
        println!("{name:<52}{findings:>8}{most:>8}  {verdict}{note}");
    }
    if of_part(Part::Published).next().is_some() {
        println!("\npublished");
    }
    for case in of_part(Part::Published) {
        let verdict = if case.holds() { "" } else { "FAILED " };
        println!("{:<44}  {verdict}{}", case.name, case.note);
    }
    println!();
}

fn print_json(cases: &[Case]) {
    let cases: Vec<_> = cases
        .iter()
        .map(|case| {
            serde_json::json!({
                "part": format!("{:?}", case.part).to_lowercase(),
                "kernels": case.kernels,
                "name": case.name,
                "findings": case.findings,
                "known": case.known,
                "note": case.note,
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
        let case = |name: &str, findings, known| {
            let (kernels, note) = (String::new(), String::new());
            Case { part: Part::Watched, kernels, name: name.into(), findings, known, note }.holds()
        };
        assert!(case("SM2 sign", 0, 0) && !case("SM2 sign", 1, 0) && case("SM2 sign", 1, 1));
        assert!(case("control: a branch", 1, 0) && !case("control: a branch", 0, 0));
    }
}
