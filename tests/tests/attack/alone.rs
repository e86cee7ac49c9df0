//! A process that nobody touches, here, in a container, in CI, as root.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::Arc;

use yufu::environment::evidence::Platform;
use yufu::environment::{Pack, probe};
use yufu_protocol::report::State;

use super::victim::{PROGRAM, Victim, suspicions};

#[test]
fn nothing_above_info_is_detected_in_a_child_left_alone() {
    let findings = Victim::alone().findings();
    assert_eq!(suspicions(&findings), [""; 0]);
    assert_eq!(findings.len(), pack().rules().count());
    // On Debian every check can look, so that `clean` above means something. Ports were not asked
    // for.
    for finding in findings.iter().filter(|finding| finding.code != "hook.frida_port") {
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
    std::fs::copy(PROGRAM, &program).unwrap();
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(&program);
    command.uid(65534).gid(65534).current_dir("/");
    let findings = Victim::of(command).findings();
    assert_eq!(suspicions(&findings), [""; 0]);
    let root = findings.iter().find(|finding| finding.code == "root.uid").unwrap();
    assert_eq!(root.state, State::Clean);
}

#[test]
fn in_namespaces_as_of_a_container_nothing_above_info_is_detected() {
    let arguments = ["--mount", "--pid", "--fork", "--net", "--ipc", "--uts", "--mount-proc"];
    assert_eq!(suspicions(&Victim::under("unshare", &arguments).findings()), [""; 0]);
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

    let pack = pack();
    let mut opened = Vec::new();
    for line in pass.lines().skip(1).filter(|line| !line.contains("resumed>")) {
        assert!(!line.contains("socket(") && !line.contains("connect("), "{line}");
        let Some(path) = line.split('"').nth(1) else { continue };
        let number = |path: &str| path.bytes().all(|byte| byte.is_ascii_digit());
        opened.push(match path {
            _ if probe::READS.iter().any(|read| read.path == path) => path,
            _ if pack.asks().files.contains(path) => "<asked>",
            _ if path == PROGRAM => "<program>",
            _ if path.rsplit('/').next().unwrap().starts_with("libc.so") => "<libc>",
            _ if path.starts_with("/proc/self/task/") && path.ends_with("/status") => {
                "/proc/self/task/*/status"
            }
            _ if path.strip_prefix("/proc/self/fd/").is_some_and(number) => "/proc/self/fd/*",
            _ => path,
        });
    }
    for path in &opened {
        assert!(path.is_empty() || probe::READS.iter().any(|read| read.path == *path), "{path}");
    }
    for read in probe::READS {
        assert!(opened.contains(&read.path), "{} is listed but was not opened", read.path);
    }
}

fn pack() -> Arc<Pack> {
    Pack::embedded(Platform::Linux).unwrap()
}

/// tests/attack/calls.txt is the list that Android builds have to keep to.
#[test]
fn strace_sees_a_pass_make_no_call_but_what_is_listed() {
    let list = include_str!("../../attack/calls.txt");
    let listed: Vec<&str> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let arguments = ["-f", "-e", "trace=all", "-o", log.to_str().unwrap()];
    let _ = Victim::under("strace", &arguments).findings();
    let log = std::fs::read_to_string(&log).unwrap();
    let (before, after) = log.split_once("/yufu-begin").unwrap();
    let (pass, _) = after.split_once("/yufu-end").unwrap();
    // A pass runs in its caller's thread; what other threads of the process wait for is not its own.
    let (caller, _) = before.lines().last().unwrap().split_once(' ').unwrap();
    // Lines without the first, which is the rest of the mark, and the last, which begins the other.
    let lines: Vec<&str> = pass.lines().collect();
    let calls = lines.iter().skip(1).rev().skip(1).filter_map(|line| {
        let (thread, call) = line.split_once(' ')?;
        (thread == caller).then_some(call.trim_start().split_once('(')?.0)
    });
    let calls: Vec<&str> = calls.filter(|call| !call.contains(' ')).collect();
    assert!(calls.len() > 50, "strace saw {} calls", calls.len());
    for call in calls {
        assert!(listed.contains(&call), "{call} is not on the list");
    }
}
