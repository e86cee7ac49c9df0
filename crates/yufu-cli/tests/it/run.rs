//! Runs the binary with an environment of its own.

use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::Value;

/// What a run left.
pub struct Ran {
    pub status: Option<i32>,
    pub out: Vec<u8>,
    pub err: String,
}

impl Ran {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.err))
    }

    /// Exit status 2 with one error on standard error and nothing on standard output.
    pub fn is_bad_input(&self, naming: &str) {
        assert_eq!(self.status, Some(2), "{naming}: {}", self.err);
        assert!(self.out.is_empty(), "{naming}: {}", self.text());
        let errors = self.err.lines().filter(|line| line.starts_with("yufu:")).count()
            + self.err.lines().filter(|line| line.starts_with("error:")).count();
        assert_eq!(errors, 1, "{}", self.err);
        assert!(self.err.contains(naming), "{naming} is not in: {}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let err = String::from_utf8(output.stderr).unwrap();
        Self { status: output.status.code(), out: output.stdout, err }
    }
}

/// A command in English, without a terminal.
pub fn command<S: AsRef<OsStr>>(args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yufu"));
    command.args(args).env("LC_ALL", "C.UTF-8").env_remove("XDG_DATA_HOME");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn yufu<S: AsRef<OsStr>>(args: &[S]) -> Ran {
    command(args).output().unwrap().into()
}

/// Runs with `input` on standard input.
pub fn yufu_with<S: AsRef<OsStr>>(args: &[S], input: &[u8]) -> Ran {
    let mut child = command(args).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // It may end before it has read everything.
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output.into()
}
