//! Each attack is found by the code of its finding.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use super::victim::{Victim, suspicions};

#[test]
fn a_tracer_of_the_main_thread_is_found() {
    let mut victim = Victim::start("plain", |_| {});
    let _tracer = Tracer::of(victim.pid());
    assert_eq!(suspicions(&victim.findings()), ["debugger.tracer"]);
}

#[test]
fn a_tracer_of_one_other_thread_is_found() {
    let mut victim = Victim::start("plain", |_| {});
    assert_ne!(victim.thread, victim.pid());
    let _tracer = Tracer::of(victim.thread);
    assert_eq!(suspicions(&victim.findings()), ["debugger.task_tracer"]);
}

#[test]
fn a_start_under_strace_is_found() {
    let mut victim = Victim::under("strace", &["-f", "-o", "/dev/null"]);
    assert_eq!(suspicions(&victim.findings()), ["debugger.tracer"]);
}

#[test]
fn a_start_under_gdb_is_found() {
    let mut victim = Victim::under("gdb", &["-q", "-nx", "-batch", "-ex", "run", "--args"]);
    assert!(suspicions(&victim.findings()).contains(&"debugger.tracer"));
}

#[test]
fn a_preloaded_library_that_hooks_nothing_is_found_by_its_variable() {
    let folder = tempfile::tempdir().unwrap();
    let library = build(folder.path(), "quiet", "int quiet(void) { return 0; }");
    let mut victim = Victim::start("plain", |command| {
        command.env("LD_PRELOAD", &library);
    });
    assert_eq!(suspicions(&victim.findings()), ["hook.loader_variable"]);
}

#[test]
fn a_preloaded_library_that_hooks_open_and_hides_its_variable_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let library = build(
        folder.path(),
        "hook",
        "#define _GNU_SOURCE\n#include <dlfcn.h>\n#include <stdlib.h>\n#include <sys/types.h>\n\
         int open(const char *p, int f, ...) { int (*o)(const char *, int, ...) = dlsym(RTLD_NEXT, \"open\"); return o(p, f, 0600); }\n\
         ssize_t read(int d, void *b, size_t n) { ssize_t (*r)(int, void *, size_t) = dlsym(RTLD_NEXT, \"read\"); return r(d, b, n); }\n\
         __attribute__((constructor)) static void hide(void) { unsetenv(\"LD_PRELOAD\"); }\n",
    );
    let mut victim = Victim::start("plain", |command| {
        command.env("LD_PRELOAD", &library);
    });
    let findings = victim.findings();
    assert_eq!(suspicions(&findings), ["hook.foreign_entry_point", "hook.loader_variable"]);
    let text = |code| {
        let finding = findings.iter().find(|finding| finding.code == code).unwrap();
        finding.text.clone().unwrap()
    };
    assert_eq!(text("hook.foreign_entry_point"), "open in ~/hook.so\nread in ~/hook.so");
    assert_eq!(text("hook.loader_variable"), "LD_PRELOAD=~/hook.so (unset since)");
}

#[test]
fn an_inline_hook_in_libc_is_found() {
    let mut victim = Victim::start("hooked", |_| {});
    let findings = victim.findings();
    assert_eq!(suspicions(&findings), ["hook.changed_code", "hook.changed_entry_point"]);
}

#[test]
fn a_thread_of_frida_is_found_by_its_name() {
    let mut victim = Victim::start("frida-thread", |_| {});
    assert_eq!(suspicions(&victim.findings()), ["hook.frida_thread"]);
}

#[test]
fn a_library_with_the_name_of_frida_is_found_in_maps() {
    let folder = tempfile::tempdir().unwrap();
    let library = build(folder.path(), "frida-agent-64", "int quiet(void) { return 0; }");
    let mut victim = Victim::start("plain", |command| {
        command.env("LD_PRELOAD", &library);
    });
    assert_eq!(suspicions(&victim.findings()), ["hook.frida_map", "hook.loader_variable"]);
}

#[test]
fn writable_code_without_a_file_is_found() {
    let mut victim = Victim::start("writable-code", |_| {});
    assert_eq!(suspicions(&victim.findings()), ["hook.writable_code"]);
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

fn build(folder: &Path, name: &str, source: &str) -> PathBuf {
    let file = folder.join("source.c");
    let library = folder.join(format!("{name}.so"));
    std::fs::write(&file, source).unwrap();
    let cc = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(&file)
        .arg("-ldl")
        .status()
        .unwrap();
    assert!(cc.success());
    library
}
