//! What the documents say about tests is true.
#![allow(clippy::expect_used, reason = "a suite fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests stand in the root")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The names of all functions with a `#[test]` attribute.
fn tests() -> Vec<String> {
    let mut files = Vec::new();
    for folder in ["crates", "tests"] {
        sources(&root().join(folder), &mut files);
    }
    let mut names = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).expect("readable");
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            is_test |= line == "#[test]";
            if let Some(rest) = line.strip_prefix("fn ").filter(|_| is_test) {
                names.push(rest.split('(').next().expect("never empty").to_owned());
                is_test = false;
            }
        }
    }
    names
}

#[test]
fn every_test_that_the_compliance_page_names_exists() {
    let tests = tests();
    let page = fs::read_to_string(root().join("docs/compliance.md")).expect("the page");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).collect();
    let mut named = 0;
    for row in rows {
        let cell = row.split('|').nth(3).expect("three columns");
        for name in cell.split('`').skip(1).step_by(2) {
            assert!(tests.iter().any(|test| test == name), "{name} is no test");
            named += 1;
        }
    }
    assert!(named > 50, "only {named} tests are named");
}
