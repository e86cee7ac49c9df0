//! One numbering for the errors of all layers (docs/errors.md).
#![allow(clippy::expect_used, reason = "a suite fails by panicking")]

use std::collections::BTreeMap;
use std::fs;

use yufu_protocol::error::{Error, Format};
use yufu_protocol::rejection::Reason;

/// Numbers with the names under which they are known. The tests of each crate make sure that
/// docs/errors.md lists its own.
fn numbers() -> Vec<(u16, String)> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/errors.md");
    let page = fs::read_to_string(page).expect("the page of errors");
    let listed = page.lines().filter_map(|line| {
        let mut cells = line.split('|').skip(1).map(str::trim);
        Some((cells.next()?.parse().ok()?, cells.next()?.to_owned()))
    });
    let reasons = Reason::ALL.iter().map(|reason| (reason.code(), reason.name().to_owned()));
    let kinds: [fn(Format) -> Error; 14] = [
        Error::TooLarge,
        Error::Malformed,
        Error::Version,
        |format| Error::Field(format, "field"),
        |format| Error::Missing(format, "field"),
        Error::Algorithm,
        Error::UnknownKey,
        Error::Signature,
        Error::Digest,
        Error::Expired,
        Error::NotYetValid,
        Error::Rollback,
        Error::Decryption,
        Error::OtherRequest,
    ];
    let formats = Format::ALL.iter().flat_map(|format| {
        kinds.map(|kind| kind(*format)).map(|error| (error.code(), format!("{error:?}")))
    });
    listed.chain(reasons).chain(formats).collect()
}

#[test]
fn no_error_of_any_layer_has_the_number_of_another() {
    let all = numbers();
    assert!(all.len() > 350, "only {} numbers", all.len());
    let mut known = BTreeMap::new();
    for (code, name) in all {
        let other = known.insert(code, name.clone());
        assert_eq!(other, None, "{code} is also {name}");
    }
}

#[test]
fn every_layer_keeps_to_its_range() {
    let reasons = Reason::ALL.iter().map(|reason| reason.code());
    assert!(reasons.clone().all(|code| (3_001..4_300).contains(&code)));
    let named: Vec<u16> = reasons.collect();
    for (code, name) in numbers().into_iter().filter(|(code, _)| !named.contains(code)) {
        let ranges = [1_001..2_000, 2_001..3_000, 5_001..6_000, 6_001..7_000, 7_001..8_000];
        assert!(ranges.iter().any(|range| range.contains(&code)), "{code} {name}");
    }
}
