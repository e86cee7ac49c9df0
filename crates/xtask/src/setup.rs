//! `setup`: says what this machine lacks, or installs it.

use std::os::unix::fs::MetadataExt;
use std::process::{Command, Stdio};

use crate::tools::{self, Source, TOOLS, Tool};
use crate::{Outcome, chroot, report, shell};

/// Lists each tool with its version; with `install`, brings what is missing first.
pub fn run(install: bool, json: bool) -> Outcome {
    let mut found = probe();
    if install && found.iter().any(|(_, version)| version.is_none()) {
        let missing: Vec<_> =
            found.iter().filter(|(_, version)| version.is_none()).map(|(tool, _)| *tool).collect();
        bring(&missing)?;
        found = probe();
    }
    let missing = found.iter().filter(|(_, version)| version.is_none()).count();
    if json {
        println!("{}", as_json(&found));
    } else {
        for (tool, version) in &found {
            let state = version.as_deref().unwrap_or("missing");
            println!("{:<22} {:<44.44} {}", tool.name, state, tool.purpose);
        }
        match (missing, install) {
            (0, _) => println!("nothing is missing"),
            (n, true) => println!("{n} still missing"),
            (n, false) => println!("{n} missing: cargo xtask setup --install"),
        }
    }
    Ok(missing == 0)
}

type Found = Vec<(&'static Tool, Option<String>)>;

fn probe() -> Found {
    TOOLS.iter().map(|tool| (tool, tool.version())).collect()
}

fn as_json(found: &Found) -> serde_json::Value {
    let tools: Vec<_> = found
        .iter()
        .map(|(tool, version)| {
            serde_json::json!({ "name": tool.name, "version": version, "purpose": tool.purpose })
        })
        .collect();
    serde_json::json!({ "tools": tools })
}

/// Installs what is missing: Debian packages first, because Python comes with them.
fn bring(missing: &[&Tool]) -> Result<(), String> {
    let mut debian = Vec::new();
    let mut rustup = Vec::new();
    let mut python = Vec::new();
    let mut beside = Vec::new();
    let mut npm = Vec::new();
    let mut maven = Vec::new();
    let mut chroots = Vec::new();
    for tool in missing {
        match tool.source {
            Source::Debian(packages) => debian.extend_from_slice(packages),
            Source::Rustup(component) => rustup.push(component),
            Source::Python(_) => python = tools::python_requirements(),
            Source::PythonBeside(requirement, folder) => beside.push((requirement, folder)),
            Source::Npm(package) => npm.push(package),
            Source::Maven(artefacts) => maven.extend_from_slice(artefacts),
            Source::Chroot(suite, packages) => chroots.push((suite, packages)),
        }
    }
    if !debian.is_empty() {
        must(as_root("apt-get").args(["-o", "DPkg::Lock::Timeout=400", "update"]))?;
        let install = ["-o", "DPkg::Lock::Timeout=400", "install", "-y", "--no-install-recommends"];
        must(as_root("apt-get").args(install).args(&debian))?;
    }
    if !rustup.is_empty() {
        must(shell::program("rustup").args(["component", "add"]).args(&rustup))?;
    }
    let venv = tools::venv();
    let pip = || {
        let mut pip = shell::program(venv.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        pip
    };
    if !python.is_empty() {
        must(shell::program("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
        must(pip().args(&python))?;
    }
    for (requirement, folder) in beside {
        let folder = tools::tools().join(folder);
        must(pip().args(["--upgrade", "--target"]).arg(folder).arg(requirement))?;
    }
    if !npm.is_empty() {
        let install = ["install", "--no-audit", "--no-fund", "--no-save", "--prefix"];
        must(shell::program("npm").args(install).arg(tools::node()).args(&npm))?;
    }
    for artefact in maven {
        let folder = format!("-DoutputDirectory={}", tools::java().display());
        let copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
        must(
            shell::program("mvn")
                .args(["-q", "-B", copy])
                .args([&format!("-Dartifact={artefact}"), &folder]),
        )?;
    }
    for (suite, packages) in chroots {
        chroot::make(suite, packages)?;
    }
    Ok(())
}

/// A command that runs as root: directly, or through sudo, which may ask for a password.
pub fn as_root(name: &str) -> Command {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    if is_root {
        let mut command = shell::program(name);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        return command;
    }
    let mut command = shell::program("sudo");
    command.args(["DEBIAN_FRONTEND=noninteractive", name]).stdin(Stdio::inherit());
    command
}

/// Runs an installer; its output goes to standard error so that `--json` stays clean.
pub fn must(command: &mut Command) -> Result<(), String> {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let line: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    report::step(&line.join(" "));
    command.stdout(std::io::stderr());
    match shell::passes(command)? {
        true => Ok(()),
        false => Err(format!("{} failed", command.get_program().to_string_lossy())),
    }
}
