//! `yufu env` and `yufu selftest`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::crypto::Folder;
use crate::run::{yufu, yufu_with};

/// The state of each finding.
fn states(report: &Value) -> BTreeMap<String, String> {
    let findings = report["findings"].as_array().unwrap().iter();
    let text = |finding: &Value, member: &str| finding[member].as_str().unwrap().to_owned();
    findings.map(|finding| (text(finding, "code"), text(finding, "state"))).collect()
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus")
}

#[test]
fn capture_is_judged_elsewhere_as_it_is_judged_here() {
    let scratch = Folder::new();
    let file = scratch.path("capture.json");
    let written = yufu(&["env", "--capture", &file]);
    assert_eq!((written.status, written.out.len()), (Some(0), 0), "{}", written.err);
    let replayed = yufu(&["env", "--json", "--replay", &file]);
    let piped = yufu_with(&["env", "--json", "--replay", "-"], &scratch.read("capture.json"));
    assert_eq!(replayed.json(), piped.json());
    assert_eq!(replayed.json()["platform"], "linux");
    assert_eq!(states(&replayed.json()), states(&yufu(&["env", "--json"]).json()));
    let printed = yufu(&["env", "--capture", "-"]);
    assert_eq!(printed.json()["format"], 1);
}

#[test]
fn captures_of_every_platform_are_judged_and_no_is_said_of_what_was_detected() {
    for (name, platform, code) in [
        ("ios-dopamine", "ios", "jailbreak."),
        ("root-magisk", "android", "root."),
        ("hook-frida-server", "android", "hook."),
        ("recorded-debian-strace", "linux", "debugger."),
    ] {
        let file = corpus().join(name).join("capture.json");
        let ran = yufu(&["env", "--json", "--replay", file.to_str().unwrap()]);
        assert_eq!(ran.status, Some(1), "{name}: {}", ran.err);
        assert_eq!(ran.json()["platform"], platform);
        let detected =
            |(found, state): (&String, &String)| found.starts_with(code) && state == "detected";
        assert!(states(&ran.json()).iter().any(detected), "{name}");
    }
    for name in ["ios-iphone", "recorded-debian"] {
        let file = corpus().join(name).join("capture.json");
        let ran = yufu(&["env", "--replay", file.to_str().unwrap()]);
        assert_eq!(ran.status, Some(0), "{name}: {}", ran.err);
    }
}

#[test]
fn colours_are_for_terminals() {
    let file = corpus().join("root-magisk/capture.json");
    let ran = yufu(&["env", "--replay", file.to_str().unwrap()]);
    assert!(ran.text().contains("root.") && ran.text().contains("detected"));
    assert!(!ran.out.contains(&0x1b) && !ran.err.contains('\u{1b}'));
}

#[test]
fn hostile_capture_is_one_clear_error() {
    let scratch = Folder::new();
    let honest = fs::read(corpus().join("root-magisk/capture.json")).unwrap();
    let honest_text = std::str::from_utf8(&honest).unwrap();
    let deep = [vec![b'['; 5 << 20], vec![b']'; 5 << 20]].concat();
    let deep_inside = honest_text.replacen("{", &format!("{{\"x\": {},", "[".repeat(1 << 20)), 1);
    let bad_utf8 = [&honest[..honest.len() / 2], b"\xff\xfe", &honest[honest.len() / 2..]].concat();
    for (name, content) in [
        ("empty", Vec::new()),
        ("no-json", b"root: yes".to_vec()),
        ("other-json", b"[1, 2]".to_vec()),
        ("no-platform", b"{\"format\": 1}".to_vec()),
        ("cut", honest[..honest.len() / 2].to_vec()),
        ("twice", [&honest[..], &honest[..]].concat()),
        ("deep", deep),
        ("deep-inside", deep_inside.into_bytes()),
        ("bad-utf8", bad_utf8),
        ("zeros", vec![0; 10 << 20]),
        ("long", format!("{}{}", " ".repeat(10 << 20), honest_text).into_bytes()),
        ("format", honest_text.replacen("\"format\": 1", "\"format\": 99", 1).into_bytes()),
        ("platform", honest_text.replacen("\"android\"", "\"plan9\"", 1).into_bytes()),
    ] {
        assert_ne!(content, honest, "{name}");
        let file = scratch.file(name, &content);
        yufu(&["env", "--replay", &file]).is_bad_input(name);
        yufu(&["env", "--json", "--replay", &file]).is_bad_input(name);
    }
    yufu(&["env", "--replay", &scratch.path("absent")]).is_bad_input("absent");
    yufu(&["env", "--replay", &scratch.path("")]).is_bad_input("directory");
    yufu_with(&["env", "--replay", "-"], b"").is_bad_input("-");
    yufu(&["env", "--capture", &scratch.path("absent/file")]).is_bad_input("absent");
}

#[test]
fn environment_is_one_object_of_findings() {
    let ran = yufu(&["env", "--json"]);
    let report = ran.json();
    let severity = report["severity"].as_str().unwrap();
    // Whether this machine is clean is not ours to say; that status and severity agree is.
    assert_eq!(ran.status, Some(i32::from(severity != "info")));
    assert!(report["pack"].is_string() && report["version"].is_u64());
    let findings = report["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        for member in ["code", "category", "severity", "confidence", "state", "layer"] {
            assert!(finding[member].is_string(), "{finding}");
        }
    }
}

#[test]
fn environment_for_people_names_each_check_once() {
    let codes: Vec<_> = yufu(&["env", "--json"]).json()["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect();
    let text = yufu(&["env"]);
    for code in codes {
        assert_eq!(text.text().split_whitespace().filter(|word| **word == code).count(), 1);
    }
}

#[test]
fn selftest_passes_and_names_the_algorithms() {
    let ran = yufu(&["selftest", "--json"]);
    assert_eq!(ran.status, Some(0));
    let report = ran.json();
    assert_eq!(report["passed"], true);
    let names = report["algorithms"].to_string();
    for algorithm in ["sm2", "sm3", "sm4"] {
        assert!(names.contains(algorithm), "{names}");
    }
}
