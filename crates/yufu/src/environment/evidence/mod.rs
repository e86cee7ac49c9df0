//! What a pass read: one capture, complete enough to be judged again on any machine.
//!
//! A capture is redacted as it is made: no address of this process, no value of an environment
//! variable but the loader's, no folder outside the system's own, no list of installed apps. What
//! could not be read says so, and is never taken for a sign of anything. Format:
//! docs/formats/capture.md.

mod addresses;
mod apk;
mod darwin;
mod facts;
mod files;
mod maps;
mod mounts;
mod parts;
mod properties;
mod reading;
mod redact;
mod status;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use addresses::parse_local_addresses;
#[cfg(any(target_os = "linux", target_os = "android", target_os = "ios"))]
pub(super) use apk::hex;
pub use apk::{Scheme, Signer, find_signing_block, parse_signing_block};
pub use darwin::{Darwin, Encryption, is_jailbreak_root, parse_code_signature, parse_mach_o};
pub use facts::{FactInvalid, FactKind, FactName, FactValue, HostFact, HostFacts};
pub use files::{FileLook, Look};
pub use maps::{Mapping, parse_maps};
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) use maps::{RawMapping, raw_maps};
pub use mounts::{ListedMount, Mount, mounts_apart, parse_mountinfo, parse_mounts};
pub use parts::{Answer, Code, EntryPoint, Expected, Loader, Machine, Port, Timing};
pub use properties::{AreaProperty, Property, parse_property_area};
pub use reading::{Cause, Part, Reading};
pub use redact::{redact_builder, redact_path};
pub use status::{Process, Status, Task, parse_status};
pub use yufu_protocol::pack::Platform;

/// The version of the capture's JSON form.
pub const FORMAT: u16 = 1;
/// Largest capture, in bytes of JSON.
pub const MAX_LEN: usize = 4 << 20;

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
    #[serde(default)]
    pub process: Reading<Process>,
    /// Its threads.
    #[serde(default)]
    pub tasks: Reading<Vec<Task>>,
    /// What the dynamic loader was told to load first.
    #[serde(default)]
    pub loader: Reading<Loader>,
    /// Executable mappings, and one of each other file that is mapped.
    #[serde(default)]
    pub maps: Reading<Vec<Mapping>>,
    /// The functions of libc that hooks are put on.
    #[serde(default)]
    pub entry_points: Reading<Vec<EntryPoint>>,
    /// The program's and libc's code in memory beside their files.
    #[serde(default)]
    pub code: Reading<Vec<Code>>,
    /// Hints of the machine.
    #[serde(default)]
    pub machine: Reading<Machine>,
    /// What this process sees mounted.
    #[serde(default)]
    pub mounts: Reading<Vec<Mount>>,
    /// The same in fewer words, as libc reads the kernel's other list.
    #[serde(default)]
    pub mount_list: Reading<Vec<ListedMount>>,
    /// The files that the pack asks for, by system call and by libc.
    #[serde(default)]
    pub files: Reading<Vec<FileLook>>,
    /// The system properties that the pack asks for (Android).
    #[serde(default)]
    pub properties: Reading<Vec<Property>>,
    /// Files of the images that the dynamic linker lists, folders redacted.
    #[serde(default)]
    pub images: Reading<Vec<String>>,
    /// Those of the functions that the pack asks for which the dynamic linker finds.
    #[serde(default)]
    pub symbols: Reading<Vec<String>>,
    /// What this process's file descriptors stand for, folders and numbers redacted.
    #[serde(default)]
    pub descriptors: Reading<Vec<String>>,
    /// Names of the network interfaces.
    #[serde(default)]
    pub interfaces: Reading<Vec<String>>,
    /// Those of the IPv4 addresses that the pack asks for which are this machine's.
    #[serde(default)]
    pub addresses: Reading<Vec<String>>,
    /// Loopback ports, where the app asked for them.
    #[serde(default)]
    pub ports: Reading<Vec<Port>>,
    /// How long a system call takes beside plain computing.
    #[serde(default)]
    pub timing: Reading<Timing>,
    /// Who signed the app's package (Android).
    #[serde(default)]
    pub signers: Reading<Vec<Signer>>,
    /// What only iOS has.
    #[serde(default)]
    pub darwin: Reading<Darwin>,
    /// What the app itself expects, for rules to compare with.
    #[serde(default)]
    pub expected: Expected,
    /// What the host's layer saw.
    #[serde(default)]
    pub facts: HostFacts,
    /// How long each part took to read, in microseconds.
    #[serde(default)]
    pub micros: BTreeMap<Part, u32>,
}

impl Capture {
    /// A capture of which nothing has been read.
    #[must_use]
    pub fn empty(platform: Platform, architecture: &str) -> Self {
        Self {
            format: FORMAT,
            platform,
            architecture: architecture.to_owned(),
            process: Reading::default(),
            tasks: Reading::default(),
            loader: Reading::default(),
            maps: Reading::default(),
            entry_points: Reading::default(),
            code: Reading::default(),
            machine: Reading::default(),
            mounts: Reading::default(),
            mount_list: Reading::default(),
            files: Reading::default(),
            properties: Reading::default(),
            images: Reading::default(),
            symbols: Reading::default(),
            descriptors: Reading::default(),
            interfaces: Reading::default(),
            addresses: Reading::default(),
            ports: Reading::default(),
            timing: Reading::default(),
            signers: Reading::default(),
            darwin: Reading::default(),
            expected: Expected::default(),
            facts: HostFacts::default(),
            micros: BTreeMap::new(),
        }
    }

    /// Reads a capture from JSON of at most [`MAX_LEN`] bytes.
    ///
    /// # Errors
    /// [`CaptureInvalid`] if it is larger, is not a capture or is of another version.
    pub fn from_json(json: &[u8]) -> Result<Self, CaptureInvalid> {
        #[derive(Deserialize)]
        struct Version {
            format: u16,
        }
        if json.len() > MAX_LEN {
            return Err(CaptureInvalid::TooLarge);
        }
        let malformed = |_| CaptureInvalid::Malformed;
        // The version first: a capture of another one has other members.
        let version: Version = serde_json::from_slice(json).map_err(malformed)?;
        if version.format != FORMAT {
            return Err(CaptureInvalid::Version);
        }
        serde_json::from_slice(json).map_err(malformed)
    }

    /// The capture as JSON on several lines.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Nothing in a capture can fail to be written: the keys of its maps are names.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Why bytes are not a capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CaptureInvalid {
    /// More than [`MAX_LEN`] bytes.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_captures_are_refused() {
        assert_eq!(Capture::from_json(&vec![b'['; 10 << 20]), Err(CaptureInvalid::TooLarge));
        assert_eq!(Capture::from_json(&vec![b'['; MAX_LEN]), Err(CaptureInvalid::Malformed));
        for json in [&b""[..], b"{}", b"\xff", b"null", b"{\"format\":1}", b"{\"format\":-1}"] {
            assert_eq!(Capture::from_json(json), Err(CaptureInvalid::Malformed));
        }
        for json in [&b"{\"format\":0}"[..], b"{\"format\":3,\"platform\":\"moon\"}"] {
            assert_eq!(Capture::from_json(json), Err(CaptureInvalid::Version));
        }
    }

    #[test]
    fn a_part_that_is_left_out_was_not_read() {
        let json = br#"{ "format": 1, "platform": "android", "architecture": "aarch64" }"#;
        let capture = Capture::from_json(json).unwrap();
        assert_eq!(capture, Capture::empty(Platform::Android, "aarch64"));
        assert_eq!(capture.maps, Reading::Unobservable(Cause::Unsupported));
    }
}
