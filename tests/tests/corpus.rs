//! Every capture of the corpus shows what it must, and stock devices nothing above `low`.
#![allow(clippy::unwrap_used, reason = "a suite fails by panicking")]

use yufu_tests::corpus::Corpus;

#[test]
fn every_capture_is_judged_as_expected() {
    let corpus = Corpus::judge().unwrap();
    assert!(corpus.count() >= 70, "only {} captures", corpus.count());
    assert_eq!(corpus.faults(), [""; 0]);
}

#[test]
fn docs_corpus_is_current() {
    let page = include_str!("../../docs/corpus.md");
    assert!(Corpus::judge().unwrap().page() == page, "run `cargo xtask corpus`");
}
