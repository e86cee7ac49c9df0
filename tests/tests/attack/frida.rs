//! Frida itself, in its present and its last major version.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use yufu_protocol::report::Finding;

use super::victim::{PROGRAM, Victim, assert_found, suspicions};

/// What a hook of Frida's on `open` shows in any case.
const FOUND: [&str; 4] =
    ["hook.changed_code", "hook.changed_entry_point", "hook.frida_map", "hook.split_code"];
/// What depends on how far its injection has come.
const PERHAPS: [&str; 4] =
    ["debugger.tracer", "hook.frida_thread", "hook.writable_code", "hook.frida_descriptor"];
/// What may stay behind: split mappings of libc's code, and code that it had written.
const LEFT_BEHIND: [&str; 2] = ["hook.split_code", "hook.writable_code"];

#[test]
fn frida_17_is_found_attached_and_leaves_its_trace() {
    attached_and_detached("17", None);
}

#[test]
fn frida_16_is_found_attached_and_leaves_its_trace() {
    attached_and_detached("16", Some(frida_16()));
}

#[test]
fn frida_17_is_found_in_a_victim_that_it_spawned() {
    spawned(None);
}

#[test]
fn frida_16_is_found_in_a_victim_that_it_spawned() {
    spawned(Some(frida_16()));
}

fn attached_and_detached(version: &str, packages: Option<PathBuf>) {
    let mut victim = Victim::alone();
    let mut attack = Attack::start(packages, &["attach", &victim.process.to_string()]);
    let hooked = attack.line();
    assert!(hooked.starts_with(&format!("HOOKED {version}.")), "{hooked}");
    assert_found(&mut victim, &FOUND, &PERHAPS);
    attack.go_on();
    assert!(attack.line().starts_with("DETACHED"));
    // Frida takes a moment to unload; its split of libc's code stays.
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        let findings = victim.findings();
        let seen = suspicions(&findings);
        if seen.contains(&"hook.split_code") && seen.iter().all(|code| LEFT_BEHIND.contains(code)) {
            break;
        }
        assert!(Instant::now() < patience, "{seen:?}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn spawned(packages: Option<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("findings");
    let mut attack = Attack::start(packages, &["spawn", PROGRAM, "once", file.to_str().unwrap()]);
    assert!(attack.line().starts_with("HOOKED"));
    let findings = wait_for(&file);
    let seen = suspicions(&findings);
    for code in FOUND {
        assert!(seen.contains(&code), "{code} is not among {seen:?}");
    }
    attack.go_on();
}

/// The findings that the victim writes to a file.
fn wait_for(file: &Path) -> Vec<Finding> {
    let patience = Instant::now() + Duration::from_secs(60);
    loop {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        match serde_json::from_str(&text) {
            Ok(findings) => return findings,
            Err(_) => assert!(Instant::now() < patience, "the victim wrote nothing"),
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Where `cargo xtask setup` puts the last major version, beside the present one.
fn frida_16() -> PathBuf {
    let python = std::env::var("YUFU_PYTHON").unwrap();
    Path::new(&python).ancestors().nth(3).unwrap().join("frida16")
}

struct Attack {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Attack {
    fn start(packages: Option<PathBuf>, arguments: &[&str]) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/attack/frida_attack.py");
        let mut command = Command::new(std::env::var("YUFU_PYTHON").unwrap());
        if let Some(packages) = packages {
            command.env("PYTHONPATH", packages);
        }
        command.arg(script).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self { child, stdin, stdout }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        line
    }

    fn go_on(&mut self) {
        self.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }
}

impl Drop for Attack {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
    }
}
