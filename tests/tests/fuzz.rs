//! The fuzz targets without a fuzzer: each runs on its seeds and on what once was a fault, and no
//! decoder is without a target.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a suite fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use yufu_tests::fuzz::{NOT_DECODERS, TARGETS, seeds};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

#[test]
fn every_target_holds_on_its_seeds() {
    for target in TARGETS {
        for seed in seeds::of(target.name) {
            (target.run)(&seed);
        }
    }
}

#[test]
fn every_target_holds_on_what_once_was_a_fault() {
    for target in TARGETS {
        for input in seeds::mended(target.name) {
            (target.run)(&input);
        }
    }
    for folder in std::fs::read_dir(root().join("tests/vectors/fuzz")).into_iter().flatten() {
        let name = folder.unwrap().file_name();
        assert!(yufu_tests::fuzz::find(name.to_str().unwrap()).is_some(), "{name:?} is no target");
    }
}

#[test]
fn every_dictionary_is_there_and_used() {
    let there: BTreeSet<_> = std::fs::read_dir(root().join("tests/fuzz"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".dict"))
        .collect();
    let used = TARGETS.iter().filter_map(|target| target.dictionary);
    assert_eq!(there, used.map(|name| format!("{name}.dict")).collect());
}

/// Public functions that are named like decoders and take bytes, text or a message.
#[test]
fn every_public_decoder_has_a_target() {
    let mut found = BTreeSet::new();
    for package in ["yufu-sm", "yufu-protocol", "yufu", "yufu-verifier"] {
        let source = root().join("crates").join(package).join("src");
        collect(&source, package, &mut found);
    }
    assert!(found.len() > 40, "only {} were found", found.len());
    let reached = TARGETS.iter().flat_map(|target| target.decoders).copied();
    let listed: BTreeSet<_> =
        reached.chain(NOT_DECODERS.iter().map(|(name, _)| *name)).map(str::to_owned).collect();
    let missing: Vec<_> = found.difference(&listed).collect();
    assert!(missing.is_empty(), "no target in tests/src/fuzz reaches {missing:#?}");
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(gone.is_empty(), "tests/src/fuzz lists what is no decoder any more: {gone:#?}");
}

fn collect(folder: &Path, name: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let module =
            if stem == "mod" || stem == "lib" { name.into() } else { format!("{name}/{stem}") };
        if path.is_dir() {
            collect(&path, &module, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.extend(decoders(&text).map(|function| format!("{module}::{function}")));
        }
    }
}

/// The decoders that a file defines: `pub fn` with such a name and parameter, and `FromStr`.
fn decoders(text: &str) -> impl Iterator<Item = &str> {
    const NAMES: [&str; 7] =
        ["check", "decrypt", "load", "open", "recipient", "verify", "verify_response"];
    let functions = text.split("pub fn ").skip(1).filter_map(|rest| {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_')?;
        let (name, signature) = (&rest[..end], &rest[..rest.find('{')?]);
        let named = NAMES.contains(&name)
            || ["from_", "parse", "decode"].iter().any(|start| name.starts_with(start));
        let takes = ["[u8]", "&str", "Request", "Response,"]
            .iter()
            .any(|kind| signature.split("->").next().unwrap().contains(kind));
        (named && takes).then_some(name)
    });
    let parsed = text.contains("FromStr for").then_some("from_str");
    functions.chain(parsed)
}
