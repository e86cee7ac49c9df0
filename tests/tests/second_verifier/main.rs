//! The formats, judged by a second implementation.
//!
//! `tests/python/verifier` was written from docs/formats alone. This suite makes a file of cases,
//! `tests/vectors/protocol.json`, lets the Rust side judge each, and then lets the second verifier
//! judge the same file: a verdict on which they differ fails. `YUFU_WRITE_VECTORS=1` writes the
//! file anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::print_stdout,
    reason = "a suite fails by panicking, makes small cases and says what it judged"
)]

mod case;
mod exchange;
mod judge;
mod mutate;
mod objects;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use case::Case;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every case with the Rust side's verdict. Positions of the mutations come from `label`.
fn file(label: &[u8]) -> Value {
    let mut cases = objects::all();
    cases.extend(mutate::all(&cases, label));
    cases.extend(exchange::requests());
    cases.extend(exchange::responses());
    let judged: Vec<Value> = cases.iter().map(judged).collect();
    json!({
        "about": "Written by `YUFU_WRITE_VECTORS=1 cargo test -p yufu-tests --test \
                  second_verifier`; the keys are test keys, see docs/formats/README.md.",
        "server": exchange::server(),
        "cases": judged,
    })
}

fn judged(case: &Case) -> Value {
    let verdict = judge::judge(case);
    if let Some(accepted) = case.accepted {
        assert_eq!(verdict["accepted"], accepted, "{}: {verdict}", case.name);
    }
    let mut value = case.to_json();
    value["verdict"] = verdict;
    value
}

/// One case a line, so that a change shows as one.
fn text(file: &Value) -> String {
    let mut out = String::from("{\n");
    for name in ["about", "server"] {
        out += &format!("{name:?}: {},\n", file[name]);
    }
    let cases: Vec<String> =
        file["cases"].as_array().unwrap().iter().map(Value::to_string).collect();
    out + "\"cases\": [\n" + &cases.join(",\n") + "\n]\n}\n"
}

fn second_verifier(path: &Path) {
    let python = std::env::var_os("YUFU_PYTHON").expect("run by `cargo xtask test second`");
    let output = Command::new(python)
        .args(["-m", "verifier"])
        .arg(path)
        .current_dir(root().join("tests/python"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "the second verifier differs");
}

#[test]
fn second_verifier_gives_the_verdicts_of_the_file() {
    let path = root().join("tests/vectors/protocol.json");
    let current = text(&file(b"protocol vectors"));
    if std::env::var_os("YUFU_WRITE_VECTORS").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let present = std::fs::read_to_string(&path).unwrap();
    assert!(present == current, "tests/vectors/protocol.json is not current");
    second_verifier(&path);
}

#[test]
fn second_verifier_agrees_on_mutations_drawn_afresh() {
    let mut seed = [0; 16];
    getrandom::fill(&mut seed).unwrap();
    let label = format!("fresh {}", hex::encode(seed));
    println!("mutations of {label:?}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fresh.json");
    std::fs::write(&path, text(&file(label.as_bytes()))).unwrap();
    second_verifier(&path);
}

#[test]
fn second_verifier_reads_the_examples_of_the_pages() {
    let python = std::env::var_os("YUFU_PYTHON").expect("run by `cargo xtask test second`");
    let output = Command::new(python)
        .args(["-m", "unittest", "-q", "test_examples"])
        .current_dir(root().join("tests/python"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
