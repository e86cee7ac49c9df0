//! The process under attack, from outside.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use yufu_protocol::report::{Finding, Severity, State};

/// The victim's program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_victim");

/// Codes of what was detected above `info`.
pub fn suspicions(findings: &[Finding]) -> Vec<&str> {
    let grave = |f: &&Finding| f.state == State::Detected && f.severity > Severity::Info;
    findings.iter().filter(grave).map(|finding| finding.code.as_str()).collect()
}

/// Asserts that the victim's next pass finds these, and no others but those that `perhaps` lists.
pub fn assert_found(victim: &mut Victim, found: &[&str], perhaps: &[&str]) -> Vec<Finding> {
    let findings = victim.findings();
    let seen = suspicions(&findings);
    for code in found {
        assert!(seen.contains(code), "{code} is not among {seen:?}");
    }
    for code in &seen {
        assert!(
            found.contains(code) || perhaps.contains(code),
            "nobody expects {code} of {seen:?}"
        );
    }
    findings
}

/// The evidence in words of a finding.
pub fn text(findings: &[Finding], code: &str) -> String {
    let finding = findings.iter().find(|finding| finding.code == code).unwrap();
    finding.text.clone().unwrap()
}

pub struct Victim {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    /// The victim's process.
    pub process: i32,
    /// Its second thread.
    pub thread: i32,
}

impl Drop for Victim {
    fn drop(&mut self) {
        drop(self.stdin.take()); // it ends by itself, and so does what started it
        let _ = self.child.wait();
    }
}

impl Victim {
    pub fn alone() -> Self {
        Self::of(Command::new(PROGRAM))
    }

    pub fn with_role(role: &str) -> Self {
        let mut command = Command::new(PROGRAM);
        command.arg(role);
        Self::of(command)
    }

    /// Starts the victim through another program, such as a debugger.
    pub fn under(program: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).arg(PROGRAM);
        Self::of(command)
    }

    pub fn of(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut victim = Self { child, stdin, stdout, process: 0, thread: 0 };
        let ready = victim.line("READY ");
        let (process, thread) = ready.split_once(' ').unwrap();
        victim.process = process.parse().unwrap();
        victim.thread = thread.parse().unwrap();
        victim
    }

    /// Lets the victim pass once.
    pub fn findings(&mut self) -> Vec<Finding> {
        self.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
        serde_json::from_str(&self.line("FINDINGS ")).unwrap()
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
