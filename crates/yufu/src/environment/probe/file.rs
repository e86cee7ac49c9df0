//! Files by raw system call.

use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags, RawDir, open};
use rustix::io::{Errno, pread, read};
use std::mem::MaybeUninit;
use zeroize::Zeroizing;

use super::{Deadline, Read};
use crate::environment::evidence::Cause;

/// Opens one of the listed files, or the file for which a pattern of the list stands.
fn open_listed(entry: &Read, actual: Option<&str>, flags: OFlags) -> Result<OwnedFd, Cause> {
    let flags = flags | OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    open(actual.unwrap_or(entry.path), flags, Mode::empty()).map_err(cause)
}

/// The first `max` bytes of a file; `TooLarge` if there are more and `whole` is asked for.
pub(super) fn bytes(
    entry: &Read,
    actual: Option<&str>,
    max: usize,
    whole: bool,
) -> Result<Zeroizing<Vec<u8>>, Cause> {
    let fd = open_listed(entry, actual, OFlags::empty())?;
    // Room for everything at once: a vector that grows leaves copies of the environment behind.
    let mut bytes = Zeroizing::new(vec![0_u8; max]);
    let mut filled = 0;
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match read(&fd, rest) {
            Ok(0) => {
                bytes.truncate(filled);
                return Ok(bytes);
            }
            Ok(count) => filled += count,
            Err(Errno::INTR) => {}
            Err(errno) => return Err(cause(errno)),
        }
    }
    if whole { Err(Cause::TooLarge) } else { Ok(bytes) }
}

/// A text file of at most `max` bytes; what is not UTF-8 is replaced.
pub(super) fn text(entry: &Read, actual: Option<&str>, max: usize) -> Result<String, Cause> {
    bytes(entry, actual, max, true).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether a listed file exists.
pub(super) fn exists(entry: &Read) -> bool {
    rustix::fs::access(entry.path, rustix::fs::Access::EXISTS).is_ok()
}

/// The numbers of the entries of a listed folder; other names are passed over.
pub(super) fn numbers(entry: &Read, deadline: Deadline) -> Result<Vec<u32>, Cause> {
    let fd = open_listed(entry, None, OFlags::DIRECTORY)?;
    let mut buffer = [MaybeUninit::uninit(); 4096];
    let mut folder = RawDir::new(fd, &mut buffer);
    let mut numbers = Vec::new();
    while let Some(item) = folder.next() {
        deadline.check()?;
        let item = item.map_err(cause)?;
        numbers.extend(item.file_name().to_str().ok().and_then(|name| name.parse::<u32>().ok()));
    }
    Ok(numbers)
}

/// A mapped file that is compared with memory.
pub(super) struct Image(OwnedFd);

impl Image {
    pub(super) fn open(entry: &Read, path: &str) -> Result<Self, Cause> {
        open_listed(entry, Some(path), OFlags::empty()).map(Self)
    }

    /// Fills `buffer` from `offset` on; false where the file ends before.
    pub(super) fn fill(&self, buffer: &mut [u8], offset: u64) -> Result<bool, Cause> {
        let mut filled = 0;
        while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            let at = offset.saturating_add(u64::try_from(filled).unwrap_or(u64::MAX));
            match pread(&self.0, rest, at) {
                Ok(0) => return Ok(false),
                Ok(count) => filled += count,
                Err(Errno::INTR) => {}
                Err(errno) => return Err(cause(errno)),
            }
        }
        Ok(true)
    }
}

fn cause(errno: Errno) -> Cause {
    match errno {
        Errno::ACCESS | Errno::PERM => Cause::Denied,
        Errno::NOENT | Errno::NOTDIR | Errno::SRCH => Cause::Missing,
        _ => Cause::Failed,
    }
}
