//! A small app on the AAR, compiled and not yet shrunk.
#![allow(dead_code, reason = "not every suite needs all of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::jvm;

/// An app on the AAR.
pub struct App {
    /// The app's own classes, the AAR's, and Kotlin's.
    pub jars: Vec<PathBuf>,
    /// The shrinkers, and what they need.
    pub tools: String,
    /// The AAR's rules.
    pub rules: String,
    /// What lies here goes when the app does.
    pub folder: tempfile::TempDir,
}

impl App {
    /// Packs the AAR, opens it and compiles the app against its classes.
    pub fn build() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        jvm::done(xtask(&["aar", "--alone"]).arg(path("yufu.aar")));
        let mut jar = Command::new("jar");
        jvm::done(jar.current_dir(&folder).args(["--extract", "--file", "yufu.aar"]));

        let mut maven = Command::new("mvn");
        maven.args(["--quiet", "--batch-mode", "dependency:build-classpath"]).current_dir(here());
        jvm::done(maven.arg(format!("-Dmdep.outputFile={}", path("tools").display())));
        let tools = fs::read_to_string(path("tools")).unwrap().trim().to_owned();
        let stdlib = tools.split(':').find(|jar| jar.contains("/kotlin-stdlib-2")).unwrap();

        let (sdk, app) = (path("classes.jar"), path("app.jar"));
        let mut javac = Command::new("javac");
        javac.args(["--release", "8", "-Xlint:-options", "-d"]).arg(path("app"));
        javac.arg("-cp").arg(format!("{}:{stdlib}", sdk.display()));
        jvm::done(javac.arg(here().join("app/Caller.java")));
        let mut jar = Command::new("jar");
        jar.arg("--create").arg("--file").arg(&app).arg("-C").arg(path("app"));
        jvm::done(jar.arg("."));

        let rules = fs::read_to_string(path("proguard.txt")).unwrap();
        let jars = vec![app, sdk, stdlib.into()];
        Self { jars, tools, rules, folder }
    }
}

/// The folder of the app's sources.
pub fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("shrink")
}

/// A chore.
pub fn xtask(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--package", "xtask", "--"]).args(arguments);
    command
}
