//! docs/errors.md lists every number of this crate.

use std::{io, path::PathBuf};

use yufu_verifier::attestation::AttestationError;
use yufu_verifier::{input::OpenerError, keys::KeyFolderError, store::StoreError};

#[test]
fn the_page_lists_every_code_of_the_verifier_and_no_other() {
    let (file, source) = (PathBuf::from("root.pem"), io::Error::other("refused"));
    let expected = [
        (StoreError::Unavailable.code(), "Unavailable"),
        (StoreError::Full.code(), "Full"),
        (KeyFolderError::Io { file: file.clone(), source }.code(), "Io"),
        (KeyFolderError::Permissions(file.clone()).code(), "Permissions"),
        (KeyFolderError::Damaged(file).code(), "Damaged"),
        (OpenerError::Unavailable.code(), "Unavailable"),
        (OpenerError::NotOffered.code(), "NotOffered"),
    ]
    .map(|(code, name)| format!("| {code} | `{name}` |"));
    let attestation = AttestationError::ALL;
    let attestation =
        attestation.map(|error| format!("| {} | `{error:?}` | {error} |", error.code()));
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/errors.md");
    let page = std::fs::read_to_string(page).unwrap();
    let listed = page.lines().filter(|line| line.starts_with("| 6") && !line.contains(" to 6"));
    let (attested, listed): (Vec<_>, Vec<_>) = listed.partition(|line| line.starts_with("| 63"));
    assert_eq!(attested, attestation);
    let listed: Vec<String> =
        listed.iter().map(|line| line.split_inclusive('|').take(3).collect()).collect();
    assert_eq!(listed, expected);
}
