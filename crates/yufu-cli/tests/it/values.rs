//! `yufu mask` and `yufu validate`.

use std::io::Write;
use std::process::Stdio;

use crate::run::{command, yufu, yufu_with};

#[test]
fn each_line_is_masked_and_what_is_not_recognised_hidden_wholly() {
    let long = "6".repeat(10_000);
    let input = [
        &b"6222 0212 3456 7890 128\n"[..],
        b"\xff\xfe\xfd\n",
        long.as_bytes(),
        b"\n\nnot a card\r\n",
        b"6222021234567890128",
    ]
    .concat();
    let ran = yufu_with(&["mask", "card-number"], &input);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let lines: Vec<_> = ran.text().lines().collect();
    assert_eq!(lines.len(), 6, "{lines:?}");
    assert!(lines[0].ends_with("0128") && lines[0].contains('*'));
    assert!(lines[5].ends_with("0128"));
    for line in &lines[1..5] {
        assert!(line.chars().all(|letter| letter == '*'), "{line}");
    }
    assert!(!ran.text().contains("123456"));
}

#[test]
fn verdicts_come_a_line_each_and_never_hold_the_value() {
    let ran = yufu_with(&["validate", "chinese-id"], b"11010519491231002X\n110105194912310021\n");
    assert_eq!(ran.status, Some(1));
    let lines: Vec<_> = ran.text().lines().collect();
    assert_eq!(lines[0], "valid");
    assert!(lines[1].starts_with("invalid ") && lines.len() == 2);
    assert!(!ran.text().contains("110105"));
    let ran = yufu_with(&["validate", "chinese-id"], b"11010519491231002X\n");
    assert_eq!((ran.status, ran.text()), (Some(0), "valid\n"));
}

#[test]
fn json_verdicts_carry_line_code_and_reason() {
    let input = [&b"6222021234567890128\n\xff\n"[..], "1".repeat(5000).as_bytes()].concat();
    let ran = yufu_with(&["validate", "card-number", "--json"], &input);
    assert_eq!(ran.status, Some(1));
    let verdicts: Vec<serde_json::Value> =
        ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(verdicts.len(), 3);
    for (at, verdict) in verdicts.iter().enumerate() {
        assert_eq!(verdict["line"], at + 1);
    }
    assert!(verdicts[1..].iter().all(|verdict| {
        verdict["valid"] == false && verdict["code"].is_u64() && verdict["reason"].is_string()
    }));
}

#[test]
fn empty_input_masks_nothing_and_is_nothing_to_validate() {
    let ran = yufu_with(&["mask", "name"], b"");
    assert_eq!((ran.status, ran.text()), (Some(0), ""));
    yufu_with(&["validate", "name"], b"").is_bad_input("nothing to validate");
}

#[test]
fn links_need_an_allowed_host() {
    yufu(&["validate", "link"]).is_bad_input("--host");
    let args = ["validate", "link", "--host", "*.bank.example"];
    let ran = yufu_with(&args, b"https://m.bank.example/a\nhttps://bank.example.evil/a\n");
    assert_eq!(ran.status, Some(1));
    let lines: Vec<_> = ran.text().lines().collect();
    assert!(lines[0] == "valid" && lines[1].starts_with("invalid"));
}

#[test]
fn unknown_kinds_are_refused_with_those_that_exist() {
    yufu_with(&["mask", "pin"], b"1\n").is_bad_input("card-number");
    yufu_with(&["validate", "pin"], b"1\n").is_bad_input("card-number");
}

#[test]
fn closed_pipe_ends_quietly() {
    let mut child = command(&["mask", "name"]).stdin(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..100_000 {
        if stdin.write_all("王小明\n".as_bytes()).is_err() {
            break;
        }
    }
    drop(stdin);
    let ran = child.wait_with_output().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    assert!(ran.stderr.is_empty());
}
