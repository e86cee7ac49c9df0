//! The process under attack.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use yufu::environment::{Collect, Report, collect};
use yufu_protocol::id::Challenge;
use yufu_protocol::report::{Finding, Severity, State};

/// In a child: says that it is ready, waits for a line, then passes once and prints its findings.
#[test]
fn victim() {
    let Some(role) = std::env::var_os("YUFU_VICTIM") else { return };
    // The comparison with strace needs to know where the pass begins and ends.
    let mark = |name: &str| drop(std::fs::metadata(format!("/yufu-{name}")));
    let helper = (role == "frida-thread").then(|| named_thread("gum-js-loop"));
    let writable = (role == "writable-code").then(|| map_writable_code(64 << 10));
    if role == "hooked" {
        overwrite_entry_point();
    }
    println!("\nREADY {}", thread_id());
    std::io::stdin().lock().read_line(&mut String::new()).unwrap();
    mark("begin");
    let report = report();
    mark("end");
    println!("\nFINDINGS {}", serde_json::to_string(report.findings()).unwrap());
    drop((helper, writable));
}

pub fn report() -> Report {
    let order = Collect::new(Challenge::from_bytes([1; 32]));
    collect(&order.within(Duration::from_secs(5)).with_text())
}

/// Codes of what was detected above `info`.
pub fn suspicions(findings: &[Finding]) -> Vec<&str> {
    let grave = |f: &&Finding| f.state == State::Detected && f.severity > Severity::Info;
    findings.iter().filter(grave).map(|finding| finding.code.as_str()).collect()
}

pub struct Victim {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    pub thread: i32,
    passed: bool,
}

impl Drop for Victim {
    fn drop(&mut self) {
        if !self.passed {
            let _ = self.child.kill(); // it still waits for its line
        }
        let _ = self.child.wait();
    }
}

impl Victim {
    pub fn start(role: &str, change: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        change(&mut command);
        Self::of(command, role)
    }

    /// Starts the victim through another program, such as a debugger.
    pub fn under(program: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).arg(std::env::current_exe().unwrap());
        Self::of(command, "plain")
    }

    fn of(mut command: Command, role: &str) -> Self {
        let mut child = command
            .args(["--exact", "victim::victim", "--nocapture", "--test-threads=2"])
            .env("YUFU_VICTIM", role)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut victim = Self { child, stdin, stdout, thread: 0, passed: false };
        victim.thread = victim.line("READY ").parse().unwrap();
        victim
    }

    pub fn pid(&self) -> i32 {
        self.child.id().try_into().unwrap()
    }

    /// Lets the victim pass once.
    pub fn findings(&mut self) -> Vec<Finding> {
        self.stdin.write_all(b"\n").unwrap();
        let line = self.line("FINDINGS ");
        self.passed = true;
        serde_json::from_str(&line).unwrap()
    }

    fn line(&mut self, start: &str) -> String {
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(self.stdout.read_line(&mut line).unwrap(), 0, "the victim ended early");
            if let Some(rest) = line.trim_end().strip_prefix(start) {
                return rest.to_owned();
            }
        }
    }
}

fn thread_id() -> i32 {
    // SAFETY: no arguments, no memory.
    unsafe { libc::gettid() }
}

fn named_thread(name: &str) -> std::sync::mpsc::Sender<()> {
    let (end, ended) = std::sync::mpsc::channel::<()>();
    let (started, running) = std::sync::mpsc::channel();
    let body = move || {
        started.send(()).unwrap();
        let _ = ended.recv();
    };
    std::thread::Builder::new().name(name.to_owned()).spawn(body).unwrap();
    running.recv().unwrap();
    end
}

fn map_writable_code(size: usize) -> *mut libc::c_void {
    let protection = libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC;
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
    // SAFETY: a new anonymous mapping touches no existing memory.
    let address = unsafe { libc::mmap(std::ptr::null_mut(), size, protection, flags, -1, 0) };
    assert_ne!(address, libc::MAP_FAILED);
    address
}

/// Writes a jump over the first bytes of libc's `access`, as an inline hook does. Nobody calls it
/// afterwards: the victim has no use for `access`.
fn overwrite_entry_point() {
    // SAFETY: the pages of a function that nobody runs are made writable and five bytes of it are
    // replaced; the rest of the page stays executable throughout.
    unsafe {
        let function = libc::dlsym(libc::RTLD_DEFAULT, c"access".as_ptr()).cast::<u8>();
        let page = function.map_addr(|address| address & !4095).cast();
        let all = libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC;
        assert_eq!(libc::mprotect(page, 8192, all), 0);
        std::ptr::copy_nonoverlapping([0xe9_u8, 0, 0, 0, 0].as_ptr(), function, 5);
        assert_eq!(libc::mprotect(page, 8192, libc::PROT_READ | libc::PROT_EXEC), 0);
    }
}
