//! What the system did not grant to the memory of secrets.

/// A protection that this process goes without. Codes are stable and listed in docs/errors.md.
///
/// `errno` is the system's own error number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LockWarning {
    /// `memfd_secret` is missing or forbidden: locked pages are used in its place.
    #[error("the kernel refused memfd_secret (errno {errno})")]
    KernelSecretRefused {
        /// The system's error number.
        errno: i32,
    },
    /// The pages could not be locked: they may reach swap.
    #[error("the pages of secrets could not be locked (errno {errno})")]
    LockRefused {
        /// The system's error number.
        errno: i32,
    },
    /// The pages will be part of a core dump.
    #[error("the pages of secrets could not be kept out of core dumps (errno {errno})")]
    DumpExclusionRefused {
        /// The system's error number.
        errno: i32,
    },
    /// A forked child will see the pages.
    #[error("the pages of secrets could not be kept from a forked child (errno {errno})")]
    ForkExclusionRefused {
        /// The system's error number.
        errno: i32,
    },
    /// There are no pages of our own at all: secrets are on the heap, and still wiped.
    #[error("the system gave no pages for secrets (errno {errno})")]
    MappingRefused {
        /// The system's error number.
        errno: i32,
    },
    /// The pool was full: some secrets were on the heap, and still wiped.
    #[error("the pool of secret pages was full")]
    PoolExhausted,
    /// This is a forked child: its new secrets are on the heap, and still wiped.
    #[error("the pool of secret pages belongs to the parent process")]
    ForkedChild,
}

impl LockWarning {
    /// The stable code of this kind of warning.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::KernelSecretRefused { .. } => 5901,
            Self::LockRefused { .. } => 5902,
            Self::DumpExclusionRefused { .. } => 5903,
            Self::ForkExclusionRefused { .. } => 5904,
            Self::MappingRefused { .. } => 5905,
            Self::PoolExhausted => 5906,
            Self::ForkedChild => 5907,
        }
    }
}
