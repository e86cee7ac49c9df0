//! Every capture of the corpus shows what it must, and stock devices nothing above `low`.
#![allow(clippy::unwrap_used, reason = "a suite fails by panicking")]

use std::fs;
use std::path::Path;

use yufu::environment::evidence::{Capture, redact_path};
use yufu_tests::corpus::Corpus;

#[test]
fn every_capture_is_judged_as_expected() {
    let corpus = Corpus::judge().unwrap();
    assert!(corpus.count() >= 120, "only {} captures", corpus.count());
    assert_eq!(corpus.faults(), [""; 0]);
}

#[test]
fn docs_corpus_is_current() {
    let page = include_str!("../../docs/corpus.md");
    assert!(Corpus::judge().unwrap().page() == page, "run `cargo xtask corpus`");
}

/// A rule that asks for what redaction takes would find it in such a capture and nowhere else.
#[test]
fn captures_hold_paths_as_a_pass_writes_them() {
    for (name, capture) in captures() {
        let mut paths: Vec<String> = Vec::new();
        for mount in capture.mounts.seen().into_iter().flatten() {
            paths.extend([mount.root.clone(), mount.point.clone(), mount.source.clone()]);
        }
        for mount in capture.mount_list.seen().into_iter().flatten() {
            paths.extend([mount.point.clone(), mount.source.clone()]);
        }
        paths.extend(capture.maps.seen().into_iter().flatten().map(|map| map.path.clone()));
        for part in [&capture.images, &capture.descriptors] {
            paths.extend(part.seen().into_iter().flatten().cloned());
        }
        for path in paths {
            assert_eq!(redact_path(&path), path, "{name}");
        }
    }
}

fn captures() -> Vec<(String, Capture)> {
    let folders =
        ["corpus", "blind"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let mut captures = Vec::new();
    for entry in folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()) {
        let file = entry.unwrap().path().join("capture.json");
        if file.exists() {
            let capture = Capture::from_json(&fs::read(&file).unwrap()).unwrap();
            captures.push((file.display().to_string(), capture));
        }
    }
    captures
}
