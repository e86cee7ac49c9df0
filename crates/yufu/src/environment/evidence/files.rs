//! Whether files exist, asked twice.

use serde::{Deserialize, Serialize};

/// One file that the pack asks for. Only its existence is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileLook {
    /// The path, as the pack has it.
    pub path: String,
    /// What a raw system call says.
    pub call: Look,
    /// What libc says; a hook that hides a file answers otherwise than the kernel.
    pub libc: Look,
}

/// What a look at a path says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// It is there.
    Exists,
    /// It is not there.
    Missing,
    /// The system does not say.
    Denied,
}

impl FileLook {
    /// Whether somebody saw it.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.call == Look::Exists || self.libc == Look::Exists
    }

    /// Whether libc denies a file that the kernel knows of. A file that comes or goes between the
    /// two looks is seen as such, too: the rule asks for no more than corroboration.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.libc == Look::Missing && self.call != Look::Missing
    }

    /// Whether nobody was allowed to look.
    #[must_use]
    pub fn is_unobservable(&self) -> bool {
        self.call == Look::Denied && self.libc == Look::Denied
    }
}
