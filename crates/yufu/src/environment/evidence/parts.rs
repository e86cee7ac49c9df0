//! The parts of a capture that have no parser of their own.

use serde::{Deserialize, Serialize};

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

/// Hints of what the machine is. On a desktop or a server they say nothing bad.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Machine {
    /// The processor reports a hypervisor.
    pub hypervisor: bool,
    /// What the processor's listing names: model, hardware, implementer.
    #[serde(default)]
    pub processor: Vec<String>,
    /// Maker and product of the machine by DMI, where they are readable.
    pub dmi: Vec<String>,
    /// Signs of a container.
    pub container: Vec<String>,
    /// The kernel's release.
    pub release: String,
    /// The kernel's own description: release, compiler, date; the builder is redacted.
    #[serde(default)]
    pub version: String,
}

/// What one loopback port answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Port {
    /// The port.
    pub number: u16,
    /// What answered.
    pub answer: Answer,
}

/// Who listens on a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nobody.
    Closed,
    /// Somebody who does not speak D-Bus.
    Open,
    /// Somebody who rejects the D-Bus authentication, as a Frida server does.
    DBus,
}

/// How long a system call takes beside plain computing: a tracer, an emulator of instructions and a
/// filter in the kernel make calls dear. The fastest of several runs, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timing {
    /// One cheap system call.
    pub call_nanos: u64,
    /// A thousand rounds of integer arithmetic.
    pub compute_nanos: u64,
}

/// What an app expects of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// SM3 of the signing certificates, in DER, that the bank signs its app with, in hex; empty if the
    /// app did not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signers: Vec<String>,
    /// Package names of the app stores that the bank ships through; empty if the app did not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub installers: Vec<String>,
}
