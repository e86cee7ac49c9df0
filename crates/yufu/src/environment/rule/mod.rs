//! The rules' language: a small, declarative matcher over a capture.
//!
//! A [`Test`] is data. It makes no system call and keeps nothing, so any machine can judge any
//! capture again. Written in TOML a test reads
//!
//! ```toml
//! when.any = [
//!     { mount = { source = { is = ["magisk", "KSU"] } } },
//!     { file = ["/data/adb/magisk"] },
//! ]
//! ```
//!
//! What was not read makes a test `unobservable`, what can't be understood an `error`; neither is
//! ever suspicion. docs/formats/pack.md lists the kinds.

mod asks;
mod combine;
mod judge;
mod signs;
mod text;
mod trampoline;

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};
use yufu_protocol::report::State;

pub use asks::Asks;
pub use text::Text;

use super::evidence::FactName;

/// A way of looking at a capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Test {
    /// At least one of these holds.
    Any(Vec<Test>),
    /// All of these hold: each corroborates the others.
    All(Vec<Test>),
    /// At least `count` of these hold.
    AtLeast {
        /// How many.
        count: usize,
        /// Of which.
        of: Vec<Test>,
    },
    /// One of these files exists, by system call or by libc.
    File(Vec<String>),
    /// libc denies one of these files and the kernel does not.
    HiddenFile(Vec<String>),
    /// A system property has such a value.
    Property {
        /// Its name.
        name: String,
        /// Its value.
        value: Text,
    },
    /// One of these read-only properties has two values.
    PropertyConflict(Vec<String>),
    /// There is such a mount.
    Mount(Box<MountTest>),
    /// One of the two lists of mounts has what the other has not.
    MountConflict,
    /// The name of a mapped file.
    Map(Text),
    /// A file below a system folder is mapped from the device of /data.
    MapFromData,
    /// The file of an image in the dynamic linker's list.
    Image(Text),
    /// The dynamic linker finds one of these functions.
    Symbol(Vec<String>),
    /// The name of a thread.
    Thread(Text),
    /// What a file descriptor stands for.
    Descriptor(Text),
    /// The name of a network interface.
    Interface(Text),
    /// One of these IPv4 addresses is this machine's.
    Address(Vec<String>),
    /// What the processor's listing names.
    Processor(Text),
    /// Maker or product of the machine by DMI.
    Dmi(Text),
    /// The kernel's release or description.
    Kernel(Text),
    /// The architecture that the program was built for.
    Architecture(Text),
    /// A loader variable was set at start.
    LoaderVariable,
    /// The system forces libraries into every process.
    SystemPreload,
    /// The main thread has a tracer.
    ProcessTracer,
    /// Another thread has a tracer while the main thread has none.
    TaskTracer,
    /// The effective user is root.
    UserRoot,
    /// libc and the kernel name different users.
    UserConflict,
    /// The process has capabilities.
    Capabilities,
    /// A function of libc resolves to another image.
    ForeignEntryPoint,
    /// A function of libc begins otherwise than in its file, or as a trampoline or a breakpoint does
    /// if there is no file.
    ChangedEntryPoint,
    /// Code of the `program` or of `libc` differs from its file.
    ChangedCode(String),
    /// libc has more executable mappings than this: its code was writable for a while.
    SplitCode(usize),
    /// A mapping of more than these bytes without a file is writable and executable at once.
    WritableCode(u64),
    /// The processor reports a hypervisor.
    Hypervisor,
    /// A container runtime left its marks.
    Container,
    /// A D-Bus server answers on a loopback port.
    FridaPort,
    /// A system call takes this many times as long as a thousand rounds of arithmetic.
    SlowCalls(u64),
    /// No certificate of the package is among those that the app expects.
    ForeignSigner,
    /// The package has a signing block's certificate and the package manager names another.
    SignerConflict,
    /// The app came from another place than the app expects.
    ForeignInstaller,
    /// iOS says so.
    Darwin(DarwinTest),
    /// A fact of the host's layer.
    Fact {
        /// Which.
        name: FactName,
        /// What it says.
        says: Says,
    },
}

/// A mount for which all given fields hold. A test without a root and an option looks at the shorter of the
/// kernel's two lists, too, which has neither.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MountTest {
    /// The folder of the file system that is mounted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<Text>,
    /// Where it is mounted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Text>,
    /// The kind of file system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Text>,
    /// What is mounted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// One of its options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<Text>,
}

/// What iOS says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DarwinTest {
    /// P_TRACED is set.
    Traced,
    /// Somebody listens on the exception ports.
    ExceptionPorts,
    /// The parent is not launchd.
    Parent,
    /// The sandbox let a file be written outside.
    SandboxWrite,
    /// The root file system is writable.
    RootWritable,
    /// The program runs in the simulator.
    Simulator,
    /// The program's store encryption is gone.
    NotEncrypted,
    /// The program has no code signature.
    NotSigned,
    /// The entitlements allow a debugger.
    Debuggable,
    /// A folder is named like the root of a RootHide jailbreak.
    JailbreakRoot,
}

/// What a fact has to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// A flag is this.
    Flag(bool),
    /// A number is at least this.
    AtLeast(u64),
    /// A number is at most this.
    AtMost(u64),
    /// A text, or one entry of a list, is such.
    Text(Text),
}

/// What a rule says of a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The state of the finding.
    pub state: State,
    /// What in the capture led to `Detected`; empty otherwise.
    pub evidence: Vec<String>,
}

impl Test {
    /// Reads a test; `None` if it is of a kind that this version does not know, or can't match
    /// anything.
    #[must_use]
    pub fn parse(when: &serde_json::Value) -> Option<Self> {
        serde_json::from_value::<Self>(when.clone()).ok().filter(Self::can_match)
    }

    /// Whether every part has something to look for.
    fn can_match(&self) -> bool {
        match self {
            Self::Any(of) | Self::All(of) => !of.is_empty() && of.iter().all(Self::can_match),
            Self::AtLeast { count, of } => {
                (1..=of.len()).contains(count) && of.iter().all(Self::can_match)
            }
            Self::File(names)
            | Self::HiddenFile(names)
            | Self::PropertyConflict(names)
            | Self::Symbol(names) => !names.is_empty() && names.iter().all(|name| !name.is_empty()),
            Self::Address(names) => {
                !names.is_empty() && names.iter().all(|name| name.parse::<Ipv4Addr>().is_ok())
            }
            Self::Property { name, value } => !name.is_empty() && value.can_match(),
            Self::Mount(mount) => {
                let MountTest { root, point, kind, source, option } = &**mount;
                let given = || [root, point, kind, source, option].into_iter().flatten();
                given().count() > 0 && given().all(Text::can_match)
            }
            Self::Map(text)
            | Self::Image(text)
            | Self::Thread(text)
            | Self::Descriptor(text)
            | Self::Interface(text)
            | Self::Processor(text)
            | Self::Dmi(text)
            | Self::Kernel(text)
            | Self::Architecture(text) => text.can_match(),
            Self::ChangedCode(image) => ["program", "libc"].contains(&image.as_str()),
            Self::Fact { says: Says::Text(text), .. } => text.can_match(),
            _ => true,
        }
    }

    /// The tests that this one is made of; none for a single look.
    fn parts(&self) -> &[Self] {
        match self {
            Self::Any(of) | Self::All(of) | Self::AtLeast { of, .. } => of,
            _ => &[],
        }
    }

    /// Calls `see` with every single look in this test.
    pub(super) fn visit<'t>(&'t self, see: &mut dyn FnMut(&'t Self)) {
        match self.parts() {
            [] => see(self),
            parts => parts.iter().for_each(|part| part.visit(see)),
        }
    }
}
