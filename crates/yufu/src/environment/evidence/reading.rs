//! What was read, what was not and why, and the parts that probes read.

use serde::{Deserialize, Serialize};

#[cfg(doc)]
use super::Capture;

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

/// A part that a capture leaves out is one that its platform has no probe for.
impl<T> Default for Reading<T> {
    fn default() -> Self {
        Self::Unobservable(Cause::Unsupported)
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
    /// The app did not ask for it, or its host layer did not say.
    NotAsked,
    /// The system gave another error.
    Failed,
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
    /// [`Capture::mounts`].
    Mounts,
    /// [`Capture::mount_list`].
    MountList,
    /// [`Capture::files`].
    Files,
    /// [`Capture::properties`].
    Properties,
    /// [`Capture::images`].
    Images,
    /// [`Capture::symbols`].
    Symbols,
    /// [`Capture::descriptors`].
    Descriptors,
    /// [`Capture::interfaces`].
    Interfaces,
    /// [`Capture::addresses`].
    Addresses,
    /// [`Capture::ports`].
    Ports,
    /// [`Capture::timing`].
    Timing,
    /// [`Capture::signers`].
    Signers,
    /// [`Capture::darwin`].
    Darwin,
    /// [`Capture::facts`].
    Facts,
}
