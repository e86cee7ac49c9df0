//! A process that nobody touches, here, in a container, in CI, as root.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::{Duration, Instant};

use yufu::environment::evidence::{Capture, Cause, Reading};
use yufu::environment::{Collect, Pack, Report, probe};
use yufu_protocol::id::Challenge;
use yufu_protocol::report::{Severity, State};

use super::victim::{Victim, suspicions};

#[test]
fn nothing_above_info_is_detected_in_a_child_left_alone() {
    let findings = Victim::start("plain", |_| {}).findings();
    assert_eq!(suspicions(&findings), [""; 0]);
    assert_eq!(findings.len(), Pack::embedded().rules.len());
    // On Debian every check can look, so that `clean` above means something.
    for finding in &findings {
        assert!(matches!(finding.state, State::Clean | State::Detected), "{finding:?}");
    }
}

#[test]
fn as_another_user_nothing_above_info_is_detected_either() {
    if !rustix::process::geteuid().is_root() {
        return; // the test above ran as that user
    }
    // That user must be able to read the program.
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("victim");
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let findings = Victim::start("plain", |command| {
        *command = Command::new(&program);
        command.uid(65534).gid(65534).current_dir("/");
    })
    .findings();
    assert_eq!(suspicions(&findings), [""; 0]);
    let root = findings.iter().find(|finding| finding.code == "root.uid").unwrap();
    assert_eq!(root.state, State::Clean);
}

#[test]
fn a_pass_without_time_is_unobservable_throughout() {
    let capture = probe::capture(Duration::ZERO);
    assert_eq!(capture.process, Reading::Unobservable(Cause::OutOfTime));
    assert_eq!(capture.maps, Reading::Unobservable(Cause::OutOfTime));
    let findings = Pack::embedded().judge(&capture, true);
    assert!(findings.iter().all(|finding| finding.state == State::Unobservable));
}

#[test]
fn a_pass_keeps_its_budget() {
    for millis in [1, 2, 5] {
        let budget = Duration::from_millis(millis);
        assert!(fastest_pass(budget) < budget + Duration::from_millis(5));
    }
}

#[test]
fn a_whole_pass_takes_at_most_30_ms() {
    assert!(fastest_pass(Duration::from_secs(5)) < Duration::from_millis(30));
}

/// The fastest of several passes: other tests share the machine.
fn fastest_pass(budget: Duration) -> Duration {
    let pass = |_| {
        let started = Instant::now();
        let _ = probe::capture(budget);
        started.elapsed()
    };
    (0..30).map(pass).min().unwrap()
}

#[test]
fn a_capture_says_the_same_after_a_round_trip() {
    let capture = probe::capture(Duration::from_secs(5));
    let again = Capture::from_json(capture.to_json().as_bytes()).unwrap();
    assert_eq!(again, capture);
    let order = Collect::new(Challenge::from_bytes([0; 32])).with_text();
    let (one, two) = (Report::of(&order, &capture), Report::of(&order, &again));
    assert_eq!(one.findings(), two.findings());
}

#[test]
fn a_capture_names_no_folder_of_the_user_and_no_address() {
    let capture = probe::capture(Duration::from_secs(5));
    let json = capture.to_json();
    let program = std::env::current_exe().unwrap();
    let folder = program.parent().unwrap().to_str().unwrap();
    assert!(!json.contains(folder));
    assert!(!json.contains("CARGO_"));
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    for address in maps.lines().filter_map(|line| line.split('-').next()) {
        assert!(!json.contains(&format!("\"{address}")), "{address}");
    }
}

#[test]
fn every_finding_has_a_title_in_both_languages() {
    let order = Collect::new(Challenge::from_bytes([0; 32]));
    let report = Report::of(&order, &probe::capture(Duration::ZERO));
    assert_eq!(report.severity(), Severity::Info);
    for finding in report.findings() {
        assert_ne!(report.title(&finding.code), finding.code);
        assert!(!report.title_zh(&finding.code).is_ascii());
    }
}

#[test]
fn strace_sees_a_pass_open_nothing_but_what_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let calls = "trace=open,openat,openat2,access,faccessat,faccessat2,stat,newfstatat,statx,readlink,\
                 readlinkat,socket,connect";
    let arguments = ["-f", "-s", "4096", "-e", calls, "-o", log.to_str().unwrap()];
    let _ = Victim::under("strace", &arguments).findings();
    let log = std::fs::read_to_string(&log).unwrap();
    let (_, after) = log.split_once("/yufu-begin").unwrap();
    let (pass, _) = after.split_once("/yufu-end").unwrap();

    let program = std::env::current_exe().unwrap();
    let mut opened = Vec::new();
    for line in pass.lines().skip(1).filter(|line| !line.contains("resumed>")) {
        assert!(!line.contains("socket(") && !line.contains("connect("), "{line}");
        let Some(path) = line.split('"').nth(1) else { continue };
        let path = match path.strip_prefix("/proc/self/task/") {
            Some(rest) if rest.ends_with("/status") => "/proc/self/task/*/status",
            _ if path == program.to_str().unwrap() => "<program>",
            _ if path.rsplit('/').next().unwrap().starts_with("libc.so") => "<libc>",
            _ => path,
        };
        opened.push(path);
    }
    for path in &opened {
        assert!(path.is_empty() || probe::READS.iter().any(|read| read.path == *path), "{path}");
    }
    for read in probe::READS {
        assert!(opened.contains(&read.path), "{} is listed but was not opened", read.path);
    }
}
