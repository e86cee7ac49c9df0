//! `yufu cms`: both directions, and with everything that can be wrong with a file.

use std::fs;

use crate::crypto::{Folder, content, openssl};
use crate::run::{Ran, yufu, yufu_with};

fn cms(args: &[&str]) -> Ran {
    yufu(&[&["cms"], args].concat())
}

/// A certificate for the private key, by openssl.
fn certificate(folder: &Folder, private: &str) -> String {
    let path = folder.path("certificate");
    let args = ["req", "-x509", "-sm3", "-sigopt", "distid:1234567812345678", "-days", "30"];
    openssl(&[&args[..], &["-subj", "/CN=signer", "-key", private, "-out", &path]].concat());
    path
}

#[test]
fn file_is_sealed_to_a_key_or_a_certificate_and_opened_by_its_private_key() {
    let folder = Folder::new();
    let (private, public) = folder.keys();
    let certificate = certificate(&folder, &private);
    let (sealed, opened) = (folder.path("sealed"), folder.path("opened"));
    for length in [0, 1, (1 << 20) + 3] {
        let plain = folder.file("plain", &content(length));
        for to in [["--key", &public], ["--certificate", &certificate]] {
            let ran = cms(&["seal", to[0], to[1], &plain, &sealed]);
            assert_eq!((ran.status, ran.text()), (Some(0), ""), "{}", ran.err);
            assert_eq!(cms(&["open", "--key", &private, &sealed, &opened]).status, Some(0));
            assert!(folder.read("opened") == content(length), "{length}");
        }
    }
    let parsed = openssl(&["cms", "-cmsout", "-print", "-inform", "DER", "-in", &sealed]);
    assert!(String::from_utf8_lossy(&parsed).contains("authEnvelopedData"));
}

#[test]
fn signed_file_gives_its_content_only_to_who_knows_the_signer() {
    let folder = Folder::new();
    let (private, public) = folder.keys();
    let certificate = certificate(&folder, &private);
    let plain = folder.file("plain", &content(1 << 16));
    let (signed, out) = (folder.path("signed"), folder.path("out"));
    for how in [
        &[][..],
        &["--no-time"],
        &["--certificate", &certificate],
        &["--certificate", &certificate, "--gm"],
    ] {
        let ran = cms(&[&["sign", "--key", &private], how, &[&plain, &signed]].concat());
        assert_eq!((ran.status, ran.text()), (Some(0), ""), "{}", ran.err);
        for by in [["--key", &public], ["--certificate", &certificate]] {
            let ran = cms(&["verify", by[0], by[1], &signed]);
            assert_eq!(ran.status, Some(0), "{}", ran.err);
            let lines = if how == ["--no-time"] { 1 } else { 2 };
            assert_eq!(ran.text().lines().count(), lines, "{}", ran.text());
            assert_eq!(ran.text().contains(" at 20"), lines == 2, "{}", ran.text());
            let ran = cms(&["verify", by[0], by[1], &signed, &out]);
            assert_eq!((ran.status, ran.text()), (Some(0), ""));
            assert!(folder.read("out") == folder.read("plain"));
        }
    }
    fs::remove_file(&out).unwrap();
    let other = folder.path("other.key");
    let other_public = folder.path("other.pub");
    yufu(&["sm2", "keygen", "--out", &other, "--public", &other_public]);
    let mut changed = folder.read("signed");
    let at = changed.len() / 2;
    changed[at] ^= 1;
    let changed = folder.file("changed", &changed);
    let refused = |args: &[&str], number: &str| {
        let ran = cms(&[&["verify"], args, &[&out]].concat());
        assert_eq!((ran.status, ran.text()), (Some(1), ""), "{}", ran.err);
        assert!(ran.err.contains(number) && ran.err.lines().count() == 1, "{}", ran.err);
        assert!(!fs::exists(&out).unwrap());
    };
    refused(&["--key", &other_public, &signed], "error 2758");
    refused(&["--key", &public, "--id", "ALICE", &signed], "error 2758");
    refused(&["--key", &public, &changed], "error 2759");
    refused(&["--key", &public, &plain], "error 2752");
    let sealed = folder.path("sealed");
    assert_eq!(cms(&["seal", "--key", &public, &plain, &sealed]).status, Some(0));
    refused(&["--key", &public, &sealed], "error 2753");
}

#[test]
fn detached_signature_is_checked_against_a_file_of_any_length() {
    let folder = Folder::new();
    let (private, public) = folder.keys();
    let (plain, other) = (folder.file("plain", &content(3 << 20)), folder.file("other", b"abc"));
    let signed = folder.path("signed");
    assert_eq!(cms(&["sign", "--key", &private, "--detached", &plain, &signed]).status, Some(0));
    assert!(folder.read("signed").len() < 500);
    assert_eq!(cms(&["verify", "--key", &public, "--content", &plain, &signed]).status, Some(0));
    let ran = cms(&["verify", "--key", &public, "--content", &other, &signed]);
    assert!(ran.status == Some(1) && ran.err.contains("error 2759"), "{}", ran.err);
    let ran = cms(&["verify", "--key", &public, &signed]);
    assert!(ran.status == Some(1) && ran.err.contains("content is missing"), "{}", ran.err);
    // Longer than a message may carry: a file with holes.
    let long = folder.path("long");
    fs::File::create(&long).unwrap().set_len((64 << 20) + 1).unwrap();
    assert_eq!(cms(&["sign", "--key", &private, "--detached", &long, &signed]).status, Some(0));
    assert_eq!(cms(&["verify", "--key", &public, "--content", &long, &signed]).status, Some(0));
    cms(&["sign", "--key", &private, &long, &signed]).is_bad_input("longer than");
    cms(&["seal", "--key", &public, &long, &signed]).is_bad_input("longer than");
}

#[test]
fn standard_streams_are_read_and_written() {
    let folder = Folder::new();
    let (private, public) = folder.keys();
    let sealed = yufu_with(&["cms", "seal", "--key", &public, "-", "-"], b"abc");
    let opened = yufu_with(&["cms", "open", "--key", &private, "-", "-"], &sealed.out);
    assert_eq!(opened.text(), "abc");
    let signed = yufu_with(&["cms", "sign", "--key", &private, "-", "-"], b"abc");
    let verified = yufu_with(&["cms", "verify", "--key", &public, "-", "-"], &signed.out);
    assert_eq!(verified.text(), "abc");
}

#[test]
fn message_that_does_not_open_is_refused_with_one_error() {
    let folder = Folder::new();
    let (private, public) = folder.keys();
    let (plain, sealed) = (folder.file("plain", b"abc"), folder.path("sealed"));
    assert_eq!(cms(&["seal", "--key", &public, &plain, &sealed]).status, Some(0));
    let other = folder.path("other.key");
    yufu(&["sm2", "keygen", "--out", &other, "--public", &folder.path("other.pub")]);
    let out = folder.path("out");
    let mut changed = folder.read("sealed");
    *changed.last_mut().unwrap() ^= 1;
    let changed = folder.file("changed", &changed);
    for (key, file) in [(&other, &sealed), (&private, &changed)] {
        let ran = cms(&["open", "--key", key, file, &out]);
        assert!(ran.status == Some(1) && ran.err.contains("error 2763"), "{}", ran.err);
    }
    // A signed file holds no ciphertext, and a sealed one no signature.
    let signed = folder.path("signed");
    assert_eq!(cms(&["sign", "--key", &private, &plain, &signed]).status, Some(0));
    let ran = cms(&["open", "--key", &private, "--signer-key", &public, &signed, &out]);
    assert!(ran.status == Some(1) && ran.err.contains("error 2763"), "{}", ran.err);
    let ran = cms(&["open", "--key", &private, "--signer-key", &public, &sealed, &out]);
    assert!(ran.status == Some(1) && ran.err.contains("error 2753"), "{}", ran.err);
    assert!(!fs::exists(&out).unwrap());
}

#[test]
fn wrong_files_of_cms_are_bad_input_and_nothing_is_written() {
    let folder = Folder::new();
    let (private, public) = folder.keys();
    let certificate = certificate(&folder, &private);
    let other = folder.path("other.key");
    yufu(&["sm2", "keygen", "--out", &other, "--public", &folder.path("other.pub")]);
    let (plain, empty) = (folder.file("plain", b"abc"), folder.file("empty", b""));
    let (missing, out, directory) = (folder.path("missing"), folder.path("out"), folder.path(""));
    let before = folder.names().len();
    cms(&["seal", &plain, &out]).is_bad_input("--key");
    cms(&["seal", "--key", &private, &plain, &out]).is_bad_input("public key");
    cms(&["seal", "--certificate", &public, &plain, &out]).is_bad_input("no certificate");
    cms(&["seal", "--certificate", &empty, &plain, &out]).is_bad_input("no certificate");
    cms(&["seal", "--key", &public, &missing, &out]).is_bad_input("missing");
    cms(&["seal", "--key", &public, &plain, &directory]).is_bad_input("directory");
    cms(&["open", "--key", &public, &plain, &out]).is_bad_input("private key");
    cms(&["open", "--key", &private, &directory, &out]).is_bad_input("directory");
    cms(&["sign", "--key", &other, "--certificate", &certificate, &plain, &out])
        .is_bad_input("not the certificate of --key");
    cms(&["sign", "--key", &private, "--gm", &plain, &out]).is_bad_input("--certificate");
    cms(&["verify", "--key", &missing, &plain]).is_bad_input("missing");
    cms(&["verify", "--key", &public, "--content", &plain, &plain, &out]).is_bad_input("--content");
    assert_eq!(folder.names().len(), before);
    let sealed = folder.path("sealed");
    assert_eq!(cms(&["seal", "--key", &public, &plain, &sealed]).status, Some(0));
    cms(&["open", "--key", &private, &sealed, "/dev/full"]).is_bad_input("/dev/full");
}
