//! The Kotlin API against running gateways, over the library built for this machine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a suite fails by panicking and says what it ran"
)]

#[path = "kotlin/jvm.rs"]
mod jvm;
#[path = "kotlin/memory.rs"]
mod memory;
#[path = "swift/street.rs"]
mod street;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use yufu_tests::facts::FactPack;

/// What bindings/pom.xml builds.
const PROJECTS: [&str; 4] = ["kotlin", "okhttp", "android", "../android-demo"];

/// What Maven says when every test ran and held.
const PASSED: &str = "Failures: 0, Errors: 0, Skipped: 0";

#[test]
fn kotlin_goes_the_main_path_and_its_attacks_and_misuse_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let bank = jvm::Bank::open(&folder.path().join("keys"));
    let other = jvm::Bank::open(&folder.path().join("other"));
    let mut maven = Command::new("mvn");
    maven.args(["--batch-mode", "clean", "test"]).current_dir(jvm::project().join(".."));
    street::Street::open(bank.address()).tell(&mut maven);
    maven.arg(format!("-Dyufu.library={}", jvm::library().display()));
    maven.arg(format!("-Dyufu.agent={}", jvm::misuse(folder.path())));
    bank.tell(&mut maven);
    other.tell_as("YUFU_OTHER_GATEWAY", "YUFU_OTHER_ROOT", &mut maven);
    let facts = FactPack::new();
    maven.env("YUFU_FACT_PACK", facts.token).env("YUFU_FACT_ROOT", hex::encode(facts.root));
    let said = jvm::done(&mut maven);
    // Once for all tests of a project, and for each of its classes.
    let totals = said.lines().filter(|line| line.ends_with(PASSED));
    assert_eq!(totals.count(), PROJECTS.len(), "{said}");
    // -Xcheck:jni complains on standard output, which Maven may keep in a file.
    let complaint = "in native method";
    assert!(!said.contains(complaint), "{said}");
    for project in PROJECTS {
        let reports = jvm::project().join("..").join(project).join("target/surefire-reports");
        for report in fs::read_dir(reports).unwrap() {
            let report = fs::read_to_string(report.unwrap().path()).unwrap();
            assert!(!report.contains(complaint), "{report}");
        }
    }
    // With the classes that are compiled now.
    let mut maven = Command::new("mvn");
    maven.args(["--batch-mode", "surefire:test", "-Dtest=VectorReplay"]);
    maven.arg(format!("-Dyufu.library={}", jvm::fixed_library().display()));
    let said = jvm::done(maven.current_dir(jvm::project()));
    assert!(said.contains(PASSED) && said.contains(&count_of_vectors()), "{said}");
    memory::finds_nothing_but_of_a_careless_app(&bank, &folder.path().join("keys"));
}

/// What every language says that it has played.
fn count_of_vectors() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/sdk.json");
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let cases = file.get("cases").unwrap().as_array().unwrap();
    let steps: usize =
        cases.iter().map(|case| case.get("steps").unwrap().as_array().unwrap().len()).sum();
    format!("sdk.json: {} cases, {steps} steps", cases.len())
}

/// The mark of crates/yufu-ffi/src/fixed.rs.
const FIXED: &[u8] = b"yufu-fixed-rng";

#[test]
fn library_draws_true_random_numbers() {
    let marked = |folder: &Path| {
        let library = fs::read(folder.join("libyufu_jni.so")).unwrap();
        library.windows(FIXED.len()).any(|window| window == FIXED)
    };
    assert!(marked(&jvm::fixed_library()), "the control: the mark is found where it is");
    assert!(!marked(&jvm::library()));
}

#[test]
fn what_is_shipped_refuses_fixed_random_numbers_when_it_is_compiled() {
    let refused = |assertions: &str| {
        let mut rustc = Command::new("rustc");
        rustc.args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "-o", "/dev/null"]);
        rustc.arg("-C").arg(format!("debug-assertions={assertions}"));
        rustc.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/yufu-ffi/src/fixed.rs"));
        let said = rustc.output().unwrap().stderr;
        String::from_utf8_lossy(&said).contains("yufu_fixed_rng is for tests")
    };
    assert!(refused("off"));
    assert!(!refused("on"), "the control: tests may have them");
}

#[test]
fn library_exports_jni_onload_and_nothing_else() {
    let mut nm = Command::new("nm");
    nm.args(["--dynamic", "--defined-only", "--format=just-symbols"]);
    let names = jvm::done(nm.arg(jvm::library().join("libyufu_jni.so")));
    assert_eq!(names.trim(), "JNI_OnLoad");
}

#[test]
fn snippets_of_the_guide_are_those_that_run() {
    let read = |path: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
        fs::read_to_string(file).unwrap()
    };
    let folders = [
        "kotlin/src/test/kotlin/dev/yufu",
        "okhttp/src/test/kotlin/dev/yufu/okhttp",
        "android/src/test/kotlin/dev/yufu/android",
    ];
    let tests = folders.map(|folder| read(&format!("bindings/{folder}/GuideTest.kt")));
    let guide = read("docs/bindings/kotlin.md");
    let snippets: Vec<&str> = guide.split("```kotlin\n").skip(1).collect();
    assert!(snippets.len() >= 5);
    for snippet in snippets {
        let snippet = snippet.split("```").next().unwrap();
        let indent = |line: &str| {
            if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }
        };
        let indented: String = snippet.lines().map(indent).collect();
        assert!(
            tests.iter().any(|test| test.contains(&indented)),
            "not in a GuideTest.kt:\n{snippet}"
        );
    }
}
