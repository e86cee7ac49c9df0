//! `--help` of every command: it fits a screen, and its example works when pasted.

use std::process::Command;

use crate::run::yufu;

/// A screen, in characters.
const COLUMNS: usize = 100;
const ROWS: usize = 50;

/// Every command, as the help of the one above lists it.
fn commands() -> Vec<Vec<String>> {
    let mut found = vec![Vec::new()];
    let mut at = 0;
    while let Some(above) = found.get(at).cloned() {
        found.extend(listed(&help(&above)).map(|name| [&above[..], &[name]].concat()));
        at += 1;
    }
    assert!(found.len() > 20, "{found:?}");
    found
}

fn help(command: &[String]) -> String {
    let arguments: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
    let ran = yufu(&arguments);
    assert_eq!(ran.status, Some(0), "{command:?}");
    ran.text().to_owned()
}

/// The names in the section of commands, which begin after two spaces.
fn listed(help: &str) -> impl Iterator<Item = String> {
    let section = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest);
    let lines: Vec<&str> = section.lines().take_while(|line| !line.is_empty()).collect();
    lines
        .into_iter()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
        .filter_map(|line| line.split(' ').next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

#[test]
fn help_fits_a_screen() {
    for command in commands() {
        let rows = |line: &str| line.chars().count().div_ceil(COLUMNS).max(1);
        let rows: usize = help(&command).lines().map(rows).sum();
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
    for command in commands() {
        let help = help(&command);
        let is_group = listed(&help).next().is_some();
        let Some((_, after)) = help.split_once("\nExample") else {
            assert!(is_group, "{command:?} has no example");
            continue;
        };
        let (_, lines) = after.split_once(":\n").unwrap();
        let example = lines.split("\n\n").next().unwrap();
        // A server serves until it is stopped, and a keypad waits for a person.
        if command == ["serve"] || command == ["keypad"] {
            continue;
        }
        // A key pair is made once.
        let is_made = folder.path().join("sm2.key").exists();
        let script: Vec<&str> =
            example.lines().filter(|line| !(is_made && line.contains("keygen"))).collect();
        let ran = Command::new("bash")
            .args(["-e", "-c", &script.join("\n")])
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
