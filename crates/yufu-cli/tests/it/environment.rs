//! `yufu env` and `yufu selftest`.

use crate::run::yufu;

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
