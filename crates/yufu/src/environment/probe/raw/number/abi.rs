//! What the kernel's system calls look like on each processor.

#[cfg_attr(target_arch = "aarch64", path = "aarch64.rs")]
#[cfg_attr(target_arch = "arm", path = "arm.rs")]
#[cfg_attr(target_arch = "x86", path = "x86.rs")]
#[cfg_attr(target_arch = "x86_64", path = "x86_64.rs")]
mod processor;

pub(super) use processor::{NUMBERS, call};
#[cfg(target_pointer_width = "32")]
pub(super) use processor::{STAT, offset};

/// Arguments; a call that wants fewer has zeros behind them.
pub(super) type Arguments = [usize; 6];

/// Numbers of the calls.
///
/// Each stands in the lists of crates/xtask/src/artefacts/calls; `verify-artefacts` compares those with
/// the library that is shipped.
pub(super) struct Numbers {
    pub(super) faccessat: usize,
    pub(super) openat: usize,
    pub(super) close: usize,
    pub(super) getdents64: usize,
    pub(super) read: usize,
    pub(super) pread64: usize,
    pub(super) readlinkat: usize,
    /// The one that answers lengths of 64 bits.
    pub(super) fstat: usize,
}

/// Where the kernel writes what is asked of an open file's status, 64 bits each.
pub(super) struct StatLayout {
    pub(super) device: usize,
    pub(super) inode: usize,
    pub(super) len: usize,
}

/// Of a processor with 64 bits.
#[cfg(target_pointer_width = "64")]
pub(super) const STAT: StatLayout = StatLayout { device: 0, inode: 8, len: 48 };

/// An offset, as the fourth argument and those behind it.
#[cfg(target_pointer_width = "64")]
pub(super) fn offset(offset: u64) -> [usize; 3] {
    #[expect(clippy::cast_possible_truncation, reason = "64 bits wide")]
    [offset as usize, 0, 0]
}

/// A number of 64 bits in two registers, the lower half first.
#[cfg(target_pointer_width = "32")]
fn halves(value: u64) -> [usize; 2] {
    let half = |shift: u32| usize::try_from(value >> shift & 0xffff_ffff).unwrap_or(usize::MAX);
    [half(0), half(32)]
}
