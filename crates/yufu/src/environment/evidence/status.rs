//! /proc/self/status and /proc/self/task/*/status (proc(5)).

use serde::{Deserialize, Serialize};

/// The process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// The process that traces the main thread, 0 if none.
    pub tracer_pid: u32,
    /// The effective user id, as the kernel's status gives it.
    pub uid: u32,
    /// The effective user id as libc gives it; absent where it was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub libc_uid: Option<u32>,
    /// Effective capabilities as a bit mask; 0 for every app.
    #[serde(default)]
    pub capabilities: u64,
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

/// What is looked at in a status file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// `Name`: the thread's name.
    pub name: String,
    /// `TracerPid`.
    pub tracer_pid: u32,
    /// The effective one of `Uid`.
    pub uid: u32,
    /// `CapEff`; 0 where the kernel does not say.
    pub capabilities: u64,
}

/// Reads a status file; `None` if a field is missing.
#[must_use]
pub fn parse_status(text: &str) -> Option<Status> {
    let field = |name: &str| {
        text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
    };
    let name = field("Name")?.to_owned();
    let tracer_pid = field("TracerPid")?.parse().ok()?;
    // Real, effective, saved, file system.
    let uid = field("Uid")?.split_ascii_whitespace().nth(1)?.parse().ok()?;
    let capabilities = match field("CapEff") {
        Some(mask) => u64::from_str_radix(mask, 16).ok()?,
        None => 0,
    };
    Some(Status { name, tracer_pid, uid, capabilities })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_are_found_by_name() {
        let text = "Name:\tgum-js-loop\nState:\tS (sleeping)\nTracerPid:\t42\n\
                    Uid:\t1000\t0\t0\t0\nCapEff:\t000001ffffffffff\n";
        let status = parse_status(text).unwrap();
        assert_eq!((status.name.as_str(), status.tracer_pid, status.uid), ("gum-js-loop", 42, 0));
        assert_eq!(status.capabilities, 0x1ff_ffff_ffff);
    }

    #[test]
    fn a_missing_field_is_no_status() {
        for text in [
            "",
            "Name:\tx\nUid:\t0\t0\n",
            "Name:\tx\nTracerPid:\t-1\nUid:\t0\t0\n",
            "Name:\tx\nTracerPid:\t0\nUid:\t0\t0\nCapEff:\tx\n",
        ] {
            assert_eq!(parse_status(text), None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(
            text in "(Name|TracerPid|Uid|CapEff|x|:|\t|\n|[0-9]){0,40}"
        ) {
            let _ = parse_status(&text);
        }
    }
}
