//! The shared vectors of the foreign API, in Rust.
#![cfg(yufu_fixed_rng)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a suite fails by panicking, and says its count"
)]

use std::collections::BTreeSet;

use serde_json::Value;
use yufu_sdk_vectors::{Count, play};

fn file() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../vectors/sdk.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_case_gives_what_the_file_says() {
    let Count { cases, steps } = play(&file());
    println!("sdk.json: {cases} cases, {steps} steps");
}

#[test]
fn every_call_of_the_foreign_api_is_in_a_case() {
    let surface = concat!(env!("CARGO_MANIFEST_DIR"), "/../surface/rust.txt");
    let surface = std::fs::read_to_string(surface).unwrap();
    let calls = surface.lines().filter_map(|line| line.strip_prefix("fn ")?.split_once('('));
    let calls: BTreeSet<String> = calls.map(|(name, _)| name.replace("::", ".")).collect();
    let file = file();
    let steps =
        file["cases"].as_array().unwrap().iter().flat_map(|c| c["steps"].as_array().unwrap());
    let played: BTreeSet<String> = steps.map(|s| s["call"].as_str().unwrap().to_owned()).collect();
    let missing: Vec<_> = calls.difference(&played).collect();
    assert!(missing.is_empty(), "add a case to tests/src/bin/sdk_vectors: {missing:?}");
    assert!(calls.len() > 150);
}
