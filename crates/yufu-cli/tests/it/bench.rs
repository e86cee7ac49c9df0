//! `yufu bench`: the shape of what it prints, never how fast it was.

use crate::run::{command, yufu};

#[test]
fn figures_are_one_object_and_the_status_tells_of_budgets() {
    let ran = yufu(&["bench", "keystroke", "sm4-ctr/64", "environment", "--rounds", "1", "--json"]);
    let report = ran.json();
    assert_eq!(report["rounds"], 1);
    assert!(report["machine"]["processor"].is_string() && report["machine"]["cores"].is_u64());
    let cases = report["cases"].as_array().unwrap();
    let ids: Vec<_> = cases.iter().map(|case| case["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["keystroke", "environment", "sm4-ctr/64"]);
    let mut missed = 0;
    for case in cases {
        let number = |name: &str| case[name].as_f64();
        let (best, median) = (number("best_ns").unwrap(), number("median_ns").unwrap());
        assert!(0.0 < best && best <= median, "{case}");
        let held = number("budget_ns").map(|budget| median <= budget);
        assert_eq!(case["held"].as_bool(), held, "{case}");
        let memory_held =
            number("memory_bytes").map(|took| took <= number("memory_budget_bytes").unwrap());
        assert_eq!(case["memory_held"].as_bool(), memory_held, "{case}");
        missed += [held, memory_held].iter().filter(|held| **held == Some(false)).count();
    }
    assert_eq!(cases[0]["budget_ns"], 50_000.0);
    assert_eq!(cases[1]["memory_budget_bytes"], 4_000_000);
    assert_eq!((cases[2]["bytes"].as_u64(), cases[2]["held"].as_bool()), (Some(64), None));
    assert_eq!(report["missed"], missed);
    assert_eq!(ran.status, Some(i32::from(missed > 0)));
}

#[test]
fn table_is_in_the_language_of_the_environment_and_without_colour_in_a_pipe() {
    let args = ["bench", "mask", "sm3-many/64", "--rounds", "1"];
    let english = yufu(&args);
    assert_eq!(english.status, Some(0), "{}", english.err);
    assert!(english.text().contains("masking a card number"), "{}", english.text());
    assert!(english.text().contains("SM3 of 8 messages, 64 B each"), "{}", english.text());
    assert!(!english.text().contains('\u{1b}'));
    let output = command(&args).env("LC_ALL", "zh_CN.UTF-8").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("卡号脱敏"));
}

#[test]
fn hostile_arguments_are_refused_before_anything_runs() {
    yufu(&["bench", "no such case"]).is_bad_input("sm4-gcm-seal/1024");
    yufu(&["bench", "keystroke", "--rounds", "0"]).is_bad_input("1..=10000");
    yufu(&["bench", "keystroke", "--rounds", "10001"]).is_bad_input("10001");
    yufu(&["bench", "keystroke", "--rounds", "-1"]).is_bad_input("-1");
    yufu(&["bench", "--rounds", "18446744073709551616"]).is_bad_input("18446744073709551616");
    yufu(&["bench", "\u{202e}"]).is_bad_input("nothing has that name");
}
