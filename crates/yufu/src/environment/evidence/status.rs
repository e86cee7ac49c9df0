//! /proc/self/status and /proc/self/task/*/status (proc(5)).

use serde::{Deserialize, Serialize};

/// The process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// The process that traces the main thread, 0 if none.
    pub tracer_pid: u32,
    /// The effective user id.
    pub uid: u32,
}

/// A thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Its name, of at most 15 bytes.
    pub name: String,
    /// The process that traces it, 0 if none.
    pub tracer_pid: u32,
}

/// The thread and the process that a status file describes; `None` if a field is missing.
#[must_use]
pub fn parse_status(text: &str) -> Option<(Task, Process)> {
    let field = |name: &str| {
        text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
    };
    let name = field("Name")?.to_owned();
    let tracer_pid = field("TracerPid")?.parse().ok()?;
    // Real, effective, saved, file system.
    let uid = field("Uid")?.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some((Task { name, tracer_pid }, Process { tracer_pid, uid }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_are_found_by_name() {
        let text =
            "Name:\tgum-js-loop\nState:\tS (sleeping)\nTracerPid:\t42\nUid:\t1000\t0\t0\t0\n";
        let (task, process) = parse_status(text).unwrap();
        assert_eq!(task, Task { name: "gum-js-loop".into(), tracer_pid: 42 });
        assert_eq!(process, Process { tracer_pid: 42, uid: 0 });
    }

    #[test]
    fn a_missing_field_is_no_status() {
        for text in ["", "Name:\tx\nUid:\t0\t0\n", "Name:\tx\nTracerPid:\t-1\nUid:\t0\t0\n"] {
            assert_eq!(parse_status(text), None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "(Name|TracerPid|Uid|x|:|\t|\n|[0-9]){0,40}") {
            let _ = parse_status(&text);
        }
    }
}
