//! `yufu demo`.

use std::fs;

use serde_json::Value;

use crate::run::{command, yufu};

const ATTACKS: [&str; 13] = [
    "replay",
    "changed payee",
    "changed amount",
    "reused submit token",
    "expired request",
    "swapped pin",
    "report of another device",
    "report with a check removed",
    "unenrolled key",
    "swapped key bundle",
    "forged response",
    "stale response",
    "sixth wrong pin",
];

/// Checks a story in which everything went as it should.
pub fn assert_as_it_should(story: &Value) {
    assert_eq!(story["accepted"], true, "{story}");
    let steps = story["steps"].as_array().unwrap();
    assert!(steps.len() >= 8 && steps.iter().all(|step| step["outcome"] == "ok"), "{story}");
    let attacks = story["attacks"].as_array().unwrap();
    let name = |attack: &Value| attack["name"].as_str().unwrap().replace('_', " ");
    let names: Vec<_> = attacks.iter().map(|attack| name(attack).to_lowercase()).collect();
    assert_eq!(names, ATTACKS);
    for attack in attacks {
        assert_eq!(attack["outcome"], "rejected", "{attack}");
        assert!(attack["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{attack}");
        assert!(attack["micros"].as_u64().is_some(), "{attack}");
    }
}

#[test]
fn transfer_is_accepted_and_thirteen_attacks_are_rejected_and_the_pin_shows_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let (pin, keep) = (folder.path().join("pin"), folder.path().join("kept"));
    fs::write(&pin, "592847\n").unwrap();
    let (pin, keep_text) = (pin.to_str().unwrap(), keep.to_str().unwrap());
    let ran = yufu(&["demo", "--json", "--pin-file", pin, "--keep", keep_text]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_as_it_should(&ran.json());
    assert!(!ran.text().contains("592847") && !ran.err.contains("592847"));
    let mut kept = 0;
    for entry in fs::read_dir(&keep).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"592847"));
        kept += 1;
    }
    assert!(kept > 40, "{kept}");
}

#[test]
fn weak_pin_is_a_no() {
    let folder = tempfile::tempdir().unwrap();
    let pin = folder.path().join("pin");
    fs::write(&pin, "123456").unwrap();
    let ran = yufu(&["demo", "--json", "--pin-file", pin.to_str().unwrap()]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(!ran.text().contains("123456") && !ran.err.contains("123456"));
    assert_ne!(ran.json()["accepted"], true);
}

#[test]
fn wrong_arguments_and_files_are_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (empty, letters) = (file("empty", b""), file("letters", b"abcdef"));
    let (long, binary) = (file("long", &[b'1'; 4096]), file("binary", b"\xff\0"));
    let missing = folder.path().join("missing").to_str().unwrap().to_owned();
    let directory = folder.path().to_str().unwrap();
    for (args, naming) in [
        (["--amount", "0"], "--amount"),
        (["--amount", "1.234"], "--amount"),
        (["--amount", "1e3"], "--amount"),
        (["--account", "12"], "--account"),
        (["--account", "6222021234567890129x"], "--account"),
        (["--payee", ""], "--payee"),
        (["--payee", "a\u{202e}b"], "--payee"),
        (["--pin-file", &missing], "--pin-file"),
        (["--pin-file", directory], "--pin-file"),
        (["--pin-file", &empty], "--pin-file"),
        (["--pin-file", &letters], "--pin-file"),
        (["--pin-file", &long], "--pin-file"),
        (["--pin-file", &binary], "--pin-file"),
        (["--server", "nonsense"], "--server"),
        (["--server", "https://127.0.0.1:1"], "--server"),
        (["--nonsense", "1"], "--nonsense"),
    ] {
        let args = [&["demo", "--json"], args.as_slice()].concat();
        yufu(&args).is_bad_input(naming);
    }
}

#[test]
fn unreachable_server_and_unusable_root_key_are_bad_input() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("root.pub");
    let key = key.to_str().unwrap();
    let args = ["demo", "--json", "--server", "http://127.0.0.1:1", "--root", key];
    yufu(&args).is_bad_input("--root");
    fs::write(key, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n").unwrap();
    yufu(&args).is_bad_input("--root");
    fs::remove_file(key).unwrap();
    let private = folder.path().join("private");
    let keygen = ["sm2", "keygen", "--out", private.to_str().unwrap(), "--public", key];
    assert_eq!(yufu(&keygen).status, Some(0));
    yufu(&args).is_bad_input("127.0.0.1:1");
}

#[test]
fn secrets_have_no_place_among_the_arguments() {
    for command in ["demo", "serve", "mask", "validate", "env", "selftest", "explain"] {
        let help = yufu(&[command, "--help"]);
        assert_eq!(help.status, Some(0));
        for argument in ["--pin ", "--password", "--secret", "--private"] {
            assert!(!help.text().contains(argument), "{command} takes {argument}");
        }
    }
}

#[test]
fn reader_that_goes_away_is_no_failure() {
    let mut child = command(&["demo", "--help"]).spawn().unwrap();
    drop(child.stdout.take());
    let ran = child.wait_with_output().unwrap();
    assert!(!String::from_utf8(ran.stderr).unwrap().contains("panicked"));
}
