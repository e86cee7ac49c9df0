//! `--help` of every command: it fits a screen, and its example works when pasted.

use std::process::Command;

use crate::run::yufu;

/// A screen, in characters.
const COLUMNS: usize = 100;
const ROWS: usize = 50;

const COMMANDS: [&[&str]; 24] = [
    &[],
    &["demo"],
    &["serve"],
    &["keypad"],
    &["mask"],
    &["validate"],
    &["env"],
    &["explain"],
    &["selftest"],
    &["sm2"],
    &["sm2", "keygen"],
    &["sm2", "sign"],
    &["sm2", "verify"],
    &["sm2", "encrypt"],
    &["sm2", "decrypt"],
    &["sm3"],
    &["sm4", "encrypt"],
    &["sm4", "decrypt"],
    &["cms", "seal"],
    &["cms", "open"],
    &["cms", "sign"],
    &["cms", "verify"],
    &["request", "sign"],
    &["request", "verify"],
];

#[test]
fn help_fits_a_screen() {
    for command in COMMANDS {
        let ran = yufu(&[command, &["--help"]].concat());
        assert_eq!(ran.status, Some(0));
        let rows = |line: &str| line.chars().count().div_ceil(COLUMNS).max(1);
        let rows: usize = ran.text().lines().map(rows).sum();
        assert!(rows <= ROWS, "{command:?} takes {rows} rows");
    }
}

/// The examples one after the other in one folder, as somebody who reads the pages pastes them.
#[test]
fn examples_work_when_pasted() {
    let folder = tempfile::tempdir().unwrap();
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_yufu"));
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", binary.parent().unwrap().display());
    for command in COMMANDS {
        let ran = yufu(&[command, &["--help"]].concat());
        let (_, after) = match ran.text().split_once("\nExample") {
            Some(found) => found,
            None => continue,
        };
        let (_, lines) = after.split_once(":\n").unwrap();
        let example = lines.split("\n\n").next().unwrap();
        // A server serves until it is stopped, a keypad waits for a person, and a key pair is made
        // once.
        let waits = command == ["serve"] || command == ["keypad"];
        let example = if waits { "true" } else { example };
        let script = format!("set -e\ntest -e sm2.key && yes= || yes=1\n{example}");
        let script = if folder.path().join("sm2.key").exists() {
            example.lines().filter(|line| !line.contains("keygen")).collect::<Vec<_>>().join("\n")
        } else {
            script
        };
        let ran = Command::new("bash")
            .args(["-e", "-c", &script])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        let status = ran.status.code();
        // The environment of a test machine may well be suspicious.
        let well = status == Some(0) || (command == ["env"] && status == Some(1));
        assert!(well, "{command:?}: {example}\n{}", String::from_utf8_lossy(&ran.stderr));
    }
}
