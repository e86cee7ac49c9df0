//! `check`: what must hold of the tree before any test runs.

use std::fs;
use std::process::Command;
use std::time::Instant;

use crate::suites::FIXED_RNG;
use crate::{Outcome, generate, layers, report, secrets, shell};

/// Runs every check, also after one has failed.
pub fn run(json: bool) -> Outcome {
    let mut results = Vec::new();
    let mut record =
        |name: &'static str, check: &mut dyn FnMut() -> Outcome| -> Result<(), String> {
            report::step(name);
            let start = Instant::now();
            let ok = check()?;
            let seconds = start.elapsed().as_secs_f64();
            report::verdict(ok, &format!("{name} ({seconds:.0} s)"));
            results.push((name, ok, seconds));
            Ok(())
        };
    record("format", &mut || passes(shell::cargo(&["fmt", "--all", "--check"])))?;
    record("layers", &mut || Ok(listed(&layers::violations(&shell::metadata()?))))?;
    record("secrets", &mut || {
        let (read, findings) = secrets::scan()?;
        eprintln!("{read} files read");
        Ok(read > 0 && listed(&findings))
    })?;
    record("lints", &mut || {
        passes(shell::cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    record("docs", &mut || {
        let mut doc = shell::cargo(&["doc", "--workspace", "--no-deps"]);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        passes(doc)
    })?;
    record("generated files", &mut || {
        Ok(passes(vectors(true))? & generate::run(true)? & packs(true)?)
    })?;

    let failed = results.iter().filter(|(_, ok, _)| !ok).count();
    if json {
        let checks: Vec<_> = results
            .iter()
            .map(|(name, ok, seconds)| serde_json::json!({ "name": name, "ok": ok, "seconds": seconds }))
            .collect();
        println!("{}", serde_json::json!({ "checks": checks }));
    } else {
        println!("{} checks held, {failed} did not", results.len() - failed);
    }
    Ok(failed == 0)
}

/// The generator of the shared vector file, or with `check` the comparison with it.
pub fn vectors(check: bool) -> Command {
    let mut command =
        shell::cargo(&["run", "--quiet", "--package", "yufu-tests", "--bin", "vectors"]);
    if check {
        command.args(["--", "--check"]);
    }
    command
}

/// Both shared vector files. That of the foreign API is checked by the suite that plays it.
pub fn all_vectors(check: bool) -> Outcome {
    let held = shell::passes(&mut vectors(check))?;
    if check {
        return Ok(held);
    }
    let mut sdk =
        shell::cargo(&["run", "--quiet", "--package", "yufu-tests", "--bin", "sdk_vectors"]);
    sdk.env("RUSTC_WORKSPACE_WRAPPER", shell::root().join(FIXED_RNG));
    Ok(held & shell::passes(&mut sdk)?)
}

/// The judge of the corpus, which writes its page, or with `check` compares it.
pub fn corpus(check: bool) -> Command {
    let mut command =
        shell::cargo(&["run", "--quiet", "--package", "yufu-tests", "--bin", "corpus"]);
    if check {
        command.args(["--", "--check"]);
    }
    command
}

/// Makes the embedded rule packs of their sources, or with `check` compares them.
pub fn packs(check: bool) -> Outcome {
    let mut held = true;
    for platform in ["android", "ios", "linux"] {
        let [source, out] =
            ["toml", "json"].map(|kind| format!("crates/yufu/packs/{platform}.{kind}"));
        let run = ["run", "--quiet", "--package", "yufu-cli", "--bin", "yufu", "--"];
        let mut command =
            shell::cargo(&[&run[..], &["pack", "compile", &source, "--out", &out]].concat());
        if check {
            command.arg("--check");
        }
        held &= passes(command)?;
    }
    Ok(held & declared(check)?)
}

/// Writes the packages that Android's pack asks for beside it, or with `check` compares them.
fn declared(check: bool) -> Outcome {
    let run = ["run", "--quiet", "--package", "yufu-cli", "--bin", "yufu", "--"];
    let mut command = shell::cargo(&[&run[..], &["pack", "declare", "android"]].concat());
    let packages = shell::output(&mut command).ok_or("yufu pack declare android failed")?;
    let path = shell::root().join("crates/yufu/packs/android.packages");
    if check {
        let current = fs::read_to_string(&path).is_ok_and(|written| written == packages);
        if !current {
            eprintln!("  {}: not current: cargo xtask packs", path.display());
        }
        return Ok(current);
    }
    fs::write(&path, packages).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(true)
}

/// Runs a check whose output belongs on standard error.
fn passes(mut command: Command) -> Outcome {
    command.stdout(std::io::stderr());
    shell::passes(&mut command)
}

fn listed(problems: &[String]) -> bool {
    for problem in problems {
        eprintln!("  {problem}");
    }
    problems.is_empty()
}
