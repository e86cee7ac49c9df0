//! `yufu explain`, on what a demo left behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::run::yufu;

/// The folder of one demo, for all tests here.
fn kept() -> &'static Path {
    static KEPT: OnceLock<TempDir> = OnceLock::new();
    KEPT.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let ran = yufu(&["demo", "--json", "--keep", folder.path().to_str().unwrap()]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        folder
    })
    .path()
}

/// The last kept file of a scene.
fn file(scene: &str, kind: &str) -> PathBuf {
    let end = format!("-{scene}.{kind}");
    let mut found: Vec<_> = fs::read_dir(kept())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(&end))
        .collect();
    found.sort();
    found.pop().unwrap_or_else(|| panic!("nothing kept of {scene}"))
}

fn explain(args: &[&str]) -> (Option<i32>, Value) {
    let ran = yufu(&[&["explain", "--json"], args].concat());
    assert!(matches!(ran.status, Some(0 | 1)), "{}", ran.err);
    (ran.status, ran.json())
}

fn scene(name: &str, more: &[&str]) -> Value {
    let (request, response) = (file(name, "request"), file(name, "response"));
    let args = [request.to_str().unwrap(), response.to_str().unwrap()];
    explain(&[&args, more].concat()).1
}

#[test]
fn each_attack_is_explained_by_the_rule_that_stopped_it() {
    for (name, reason, failed) in [
        ("replay", "replayed", "nonce"),
        ("changed-amount", "digest_mismatch", "content-digest"),
        ("reused-submit-token", "submit_token_used", "yufu-submit-token"),
        ("expired-request", "request_expired", "expires"),
        ("swapped-pin", "input_rejected", "sealed input"),
        ("report-of-another-device", "report_of_another_device", "body member report"),
        ("unenrolled-key", "key_unknown", "keyid"),
    ] {
        let told = scene(name, &[]);
        assert_eq!(told["rejection"]["reason"], reason, "{told}");
        assert_eq!(told["failed"], failed, "{told}");
        assert!(told["covered"].as_array().unwrap().iter().any(|one| one == "@path"));
    }
}

#[test]
fn changed_payee_is_seen_beside_the_request_as_it_was_signed() {
    let sent = file("changed-payee", "signed");
    let told = scene("changed-payee", &["--sent", sent.to_str().unwrap()]);
    assert_eq!(told["failed"], "content-digest", "{told}");
    let changed = told["changed"].as_array().unwrap();
    let content = changed.iter().find(|change| change["component"] == "content").unwrap();
    assert_eq!(content["received"], "member transaction");
    assert!(changed.iter().all(|change| change["component"] != "@path"));
    // Without it, nothing can be named, and the status says so.
    let args = [file("changed-payee", "request"), file("changed-payee", "response")];
    let (status, told) = explain(&args.each_ref().map(|path| path.to_str().unwrap()));
    assert_eq!((status, &told["failed"]), (Some(1), &Value::Null), "{told}");
}

#[test]
fn rewritten_authority_path_and_type_are_named_by_the_key() {
    let (signed, key) = (file("changed-payee", "signed"), kept().join("device.pub"));
    let text = String::from_utf8(fs::read(&signed).unwrap()).unwrap();
    let host = text.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().trim();
    let folder = tempfile::tempdir().unwrap();
    for (component, from, to) in [
        ("@authority", format!("host: {host}"), "host: 10.0.0.7:8080".to_owned()),
        ("@path", "POST /v1/transfer ".to_owned(), "POST /bank/v1/transfer/ ".to_owned()),
        ("@path", "POST /v1/transfer ".to_owned(), "POST /bank/v1/transfer ".to_owned()),
        ("@query", "/v1/transfer ".to_owned(), "/v1/transfer?trace=1 ".to_owned()),
        (
            "content-type",
            "application/json\r".to_owned(),
            "application/json; charset=utf-8\r".to_owned(),
        ),
    ] {
        assert!(text.contains(&from), "{from}");
        let path = folder.path().join("received");
        fs::write(&path, text.replacen(&from, &to, 1)).unwrap();
        let args = [path.to_str().unwrap(), "--key", key.to_str().unwrap(), "--authority", host];
        let (status, told) = explain(&args);
        if to.contains("/bank/v1/transfer/") {
            // Two changes at once: no single one explains it.
            assert_eq!((status, &told["undone"]), (Some(0), &Value::Null), "{told}");
            continue;
        }
        assert_eq!((status, &told["failed"]), (Some(0), &Value::from(component)), "{told}");
        assert_eq!(told["undone"]["component"], component);
    }
    let args = [signed.to_str().unwrap(), "--key", key.to_str().unwrap()];
    let (status, told) = explain(&args);
    assert_eq!((status, &told["failed"]), (Some(1), &Value::Null), "{told}");
}

#[test]
fn people_get_it_in_words_and_in_their_language() {
    let (request, response) = (file("replay", "request"), file("replay", "response"));
    let args = ["explain", request.to_str().unwrap(), response.to_str().unwrap()];
    let english = yufu(&args);
    assert!(english.text().contains("3501 replayed: This request was received before"));
    assert!(english.text().contains("failed: nonce"));
    let chinese = crate::run::command(&args).env("LC_ALL", "zh_CN.UTF-8").output().unwrap();
    assert!(String::from_utf8(chinese.stdout).unwrap().contains("该请求已收到过"));
}

#[test]
fn files_that_are_no_messages_are_bad_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let name = path.to_str().unwrap();
    yufu(&["explain", name]).is_bad_input(name);
    yufu(&["explain", folder.path().to_str().unwrap()]).is_bad_input("directory");
    for content in [&b""[..], b"\xff\xff", b"GET / HTTP/1.1\r\n\r\n", &[b'a'; 2 << 20]] {
        fs::write(&path, content).unwrap();
        yufu(&["explain", name]).is_bad_input(name);
    }
    let request = file("replay", "request");
    let request = request.to_str().unwrap();
    fs::write(&path, "{}").unwrap();
    yufu(&["explain", request, name]).is_bad_input("problem+json");
    yufu(&["explain", request, "--key", name]).is_bad_input("public key");
    yufu(&["explain", request, "--id", &"a".repeat(8192)]).is_bad_input("--id");
}
