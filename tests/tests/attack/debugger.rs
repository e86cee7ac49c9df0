//! Debuggers and tracers.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use super::victim::{Victim, assert_found};

#[test]
fn a_tracer_of_the_main_thread_is_found() {
    let mut victim = Victim::alone();
    let _tracer = Tracer::of(victim.process);
    assert_found(&mut victim, &["debugger.tracer"], &[]);
}

#[test]
fn a_tracer_of_one_other_thread_is_found() {
    let mut victim = Victim::alone();
    assert_ne!(victim.thread, victim.process);
    let _tracer = Tracer::of(victim.thread);
    assert_found(&mut victim, &["debugger.task_tracer"], &[]);
}

#[test]
fn strace_is_found_attached_and_gone_when_it_leaves() {
    let mut victim = Victim::alone();
    let process = victim.process.to_string();
    let mut strace = Command::new("strace")
        .args(["-f", "-o", "/dev/null", "-p", &process])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut attached = String::new();
    BufReader::new(strace.stderr.as_mut().unwrap()).read_line(&mut attached).unwrap();
    assert!(attached.contains("attached"), "{attached}");
    assert_found(&mut victim, &["debugger.tracer"], &[]);
    // SAFETY: no memory; the process is a child that was not waited for.
    unsafe { libc::kill(strace.id().try_into().unwrap(), libc::SIGINT) };
    strace.wait().unwrap();
    assert_found(&mut victim, &[], &[]);
}

#[test]
fn gdb_is_found_attached() {
    let mut victim = Victim::alone();
    let process = victim.process.to_string();
    let mut gdb = Command::new("gdb")
        .args(["-q", "-nx", "-p", &process])
        .args(["-ex", "set confirm off", "-ex", "echo ATTACHED\\n", "-ex", "continue"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(gdb.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("ATTACHED")));
    assert_found(&mut victim, &["debugger.tracer"], &[]);
    // SAFETY: no memory; the process is a child that was not waited for.
    unsafe { libc::kill(gdb.id().try_into().unwrap(), libc::SIGINT) };
    let mut stdin = gdb.stdin.take().unwrap();
    stdin.write_all(b"detach\nquit\n").unwrap();
    drop(stdin);
    gdb.wait().unwrap();
}

#[test]
fn a_start_under_strace_is_found() {
    let mut victim = Victim::under("strace", &["-f", "-o", "/dev/null"]);
    assert_found(&mut victim, &["debugger.tracer"], &[]);
}

#[test]
fn a_start_under_gdb_is_found() {
    // gdb's own breakpoints in the dynamic linker may show in the code, too.
    let arguments = ["-q", "-nx", "-batch", "-ex", "run", "--args"];
    let mut victim = Victim::under("gdb", &arguments);
    assert_found(&mut victim, &["debugger.tracer"], &["hook.changed_code", "hook.split_code"]);
}

/// A thread of this process that traces a thread of a child without stopping it. It detaches when
/// it ends: before the victim is waited for, since a traced thread is reaped by its tracer alone.
struct Tracer(Option<(Sender<()>, JoinHandle<()>)>);

impl Tracer {
    fn of(thread: i32) -> Self {
        let (end, ended) = channel();
        let (attached, ready) = channel();
        let tracer = std::thread::spawn(move || {
            // SAFETY: PTRACE_SEIZE takes no pointers.
            let result = unsafe { libc::ptrace(libc::PTRACE_SEIZE, thread, 0, 0) };
            attached.send(result).unwrap();
            let _ = ended.recv();
        });
        assert_eq!(ready.recv().unwrap(), 0, "ptrace is not allowed here");
        Self(Some((end, tracer)))
    }
}

impl Drop for Tracer {
    fn drop(&mut self) {
        if let Some((end, tracer)) = self.0.take() {
            drop(end);
            let _ = tracer.join();
        }
    }
}
