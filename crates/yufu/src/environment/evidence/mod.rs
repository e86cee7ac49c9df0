//! What a pass read: one capture, complete enough to be judged again on any machine.
//!
//! A capture is redacted as it is made: no address of this process, no value of an environment
//! variable but the loader's, no folder outside the system's own. What could not be read says so,
//! and is never taken for a sign of anything.

mod maps;
mod status;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use maps::{Mapping, parse_maps};
pub(super) use maps::{RawMapping, raw_maps};
pub use status::{Process, Task, parse_status};

/// The version of the capture's JSON form.
pub const FORMAT: u16 = 1;

/// One thing that was to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading<T> {
    /// It was read.
    Seen(T),
    /// It was not read. This is no suspicion.
    Unobservable(Cause),
    /// It was read but can't be understood.
    Malformed,
}

impl<T> Reading<T> {
    /// The value, if it was read.
    pub fn seen(&self) -> Option<&T> {
        match self {
            Self::Seen(value) => Some(value),
            Self::Unobservable(_) | Self::Malformed => None,
        }
    }
}

/// Why something was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The system forbids it to this process.
    Denied,
    /// It does not exist here.
    Missing,
    /// The budget was used up before its turn.
    OutOfTime,
    /// It is larger than a pass may read.
    TooLarge,
    /// This platform has no probe for it.
    Unsupported,
    /// The system gave another error.
    Failed,
}

/// The platform on which a capture was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Platform {
    /// Linux with a desktop's or server's C library.
    Linux,
    /// Android.
    Android,
    /// iOS.
    Ios,
    /// Any other.
    Other,
}

/// The parts of a capture; each is read by one probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// [`Capture::process`].
    Process,
    /// [`Capture::tasks`].
    Tasks,
    /// [`Capture::loader`].
    Loader,
    /// [`Capture::maps`].
    Maps,
    /// [`Capture::entry_points`].
    EntryPoints,
    /// [`Capture::code`].
    Code,
    /// [`Capture::machine`].
    Machine,
}

/// Everything that one pass read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capture {
    /// Version of this form: [`FORMAT`].
    pub format: u16,
    /// Where it was made.
    pub platform: Platform,
    /// The processor's architecture, as Rust names it: `x86_64`, `aarch64`.
    pub architecture: String,
    /// The process as the kernel describes it.
    pub process: Reading<Process>,
    /// Its threads.
    pub tasks: Reading<Vec<Task>>,
    /// What the dynamic loader was told to load first.
    pub loader: Reading<Loader>,
    /// Executable mappings, and one of each other file that is mapped.
    pub maps: Reading<Vec<Mapping>>,
    /// The functions of libc that hooks are put on.
    pub entry_points: Reading<Vec<EntryPoint>>,
    /// The program's and libc's code in memory beside their files.
    pub code: Reading<Vec<Code>>,
    /// Hints of the machine.
    pub machine: Reading<Machine>,
    /// How long each part took to read, in microseconds.
    pub micros: BTreeMap<Part, u32>,
}

impl Capture {
    /// Reads a capture from JSON of at most 4 MiB.
    ///
    /// # Errors
    /// [`CaptureInvalid`] if it is larger, is not a capture or is of another version.
    pub fn from_json(json: &[u8]) -> Result<Self, CaptureInvalid> {
        if json.len() > 4 << 20 {
            return Err(CaptureInvalid::TooLarge);
        }
        let capture: Self = serde_json::from_slice(json).map_err(|_| CaptureInvalid::Malformed)?;
        if capture.format == FORMAT { Ok(capture) } else { Err(CaptureInvalid::Version) }
    }

    /// The capture as JSON on several lines.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Nothing in a capture can fail to be written: the keys of its map are names.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Why bytes are not a capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CaptureInvalid {
    /// More than 4 MiB.
    #[error("the capture is too large")]
    TooLarge,
    /// Not JSON, or not the form of a capture.
    #[error("the capture is malformed")]
    Malformed,
    /// Another version of the form.
    #[error("the capture has an unknown version")]
    Version,
}

impl CaptureInvalid {
    /// The stable code, as docs/errors.md lists it.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::TooLarge => 5801,
            Self::Malformed => 5802,
            Self::Version => 5803,
        }
    }
}

/// What the dynamic loader was told to load before the program's own libraries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loader {
    /// Loader variables of the environment at start: name, and files with redacted folders.
    pub variables: Vec<(String, Vec<String>)>,
    /// Names of those variables that the program no longer sees: something unset them.
    pub vanished: Vec<String>,
    /// Files that /etc/ld.so.preload lists.
    pub system_wide: Vec<String>,
}

/// A function of libc, as the dynamic linker resolves it for everyone in the process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryPoint {
    /// The function.
    pub name: String,
    /// The file that it resolves to, with its folder redacted.
    pub owner: String,
    /// Whether that is the C library itself.
    pub in_libc: bool,
    /// Its first 16 bytes in memory, in hex.
    pub memory: String,
    /// The same bytes in the file, where that can be read.
    pub file: Option<String>,
}

/// The executable part of one image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// `program` or `libc`.
    pub image: String,
    /// Bytes compared.
    pub bytes: u64,
    /// Bytes that differ between memory and file.
    pub changed: u64,
}

/// Hints that the machine is virtual. They say nothing bad about a desktop or a server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Machine {
    /// The processor reports a hypervisor.
    pub hypervisor: bool,
    /// Maker and product of the machine by DMI, where they are readable.
    pub dmi: Vec<String>,
    /// Signs of a container.
    pub container: Vec<String>,
    /// The kernel's release.
    pub release: String,
}

/// A path that names nobody: a system's folder stays, any other becomes `~`.
#[must_use]
pub fn redact_path(path: &str) -> String {
    const SYSTEM: [&str; 15] = [
        "/usr/",
        "/lib/",
        "/lib32/",
        "/lib64/",
        "/bin/",
        "/sbin/",
        "/etc/",
        "/memfd:",
        "/dev/",
        "/system/",
        "/system_ext/",
        "/vendor/",
        "/apex/",
        "/product/",
        "/SYSV",
    ];
    if !path.starts_with('/') || SYSTEM.iter().any(|folder| path.starts_with(folder)) {
        return path.to_owned();
    }
    path.rsplit('/').next().map_or_else(String::new, |name| format!("~/{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_outside_the_system_loses_its_folders() {
        for (path, redacted) in [
            ("/usr/lib/x86_64-linux-gnu/libc.so.6", "/usr/lib/x86_64-linux-gnu/libc.so.6"),
            ("/home/zhang.san/bank/app", "~/app"),
            ("/data/local/tmp/re.frida.server/frida-agent-64.so", "~/frida-agent-64.so"),
            ("/memfd:frida-agent-64.so (deleted)", "/memfd:frida-agent-64.so (deleted)"),
            ("[heap]", "[heap]"),
            ("", ""),
        ] {
            assert_eq!(redact_path(path), redacted);
        }
    }

    #[test]
    fn hostile_captures_are_refused() {
        assert_eq!(Capture::from_json(&vec![b'['; 5 << 20]), Err(CaptureInvalid::TooLarge));
        assert_eq!(Capture::from_json(&vec![b'['; 4 << 20]), Err(CaptureInvalid::Malformed));
        for json in [&b""[..], b"{}", b"\xff", b"null", b"{\"format\":1}"] {
            assert_eq!(Capture::from_json(json), Err(CaptureInvalid::Malformed));
        }
    }
}
