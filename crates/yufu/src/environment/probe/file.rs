//! Files by raw system call; on Android by libc's functions (docs/limits.md).

use rustix::fd::OwnedFd;
use rustix::fs::{Dev, Mode, OFlags, RawDir, open};
pub(super) use rustix::fs::{major, minor};
use rustix::io::{Errno, pread, read};
use std::mem::MaybeUninit;
use zeroize::Zeroizing;

use super::{Deadline, Read};
use crate::environment::evidence::{Cause, Look};

/// Bytes by which a buffer grows: most files of /proc are shorter.
const PIECE: usize = 16 << 10;

/// Opens one of the listed files, or the file for which a pattern of the list stands.
fn open_listed(entry: &Read, actual: Option<&str>, flags: OFlags) -> Result<OwnedFd, Cause> {
    let flags = flags | OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    open(actual.unwrap_or(entry.path), flags, Mode::empty()).map_err(cause)
}

/// Fills a buffer from a file, and says how far.
fn fill(fd: &OwnedFd, buffer: &mut [u8]) -> Result<usize, Cause> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match read(fd, rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(Errno::INTR) => {}
            Err(errno) => return Err(cause(errno)),
        }
    }
    Ok(filled)
}

/// A file of less than `max` bytes that may hold what nobody should read: it is wiped after use.
pub(super) fn secret(entry: &Read, max: usize) -> Result<Zeroizing<Vec<u8>>, Cause> {
    let fd = open_listed(entry, None, OFlags::empty())?;
    // Room for everything at once: a vector that grows leaves copies behind.
    let mut bytes = Zeroizing::new(vec![0_u8; max]);
    let filled = fill(&fd, &mut bytes)?;
    bytes.truncate(filled);
    if filled < max { Ok(bytes) } else { Err(Cause::TooLarge) }
}

/// The first `max` bytes of a file at most.
pub(super) fn head(entry: &Read, actual: Option<&str>, max: usize) -> Result<Vec<u8>, Cause> {
    let fd = open_listed(entry, actual, OFlags::empty())?;
    let mut bytes = Vec::new();
    loop {
        let at = bytes.len();
        bytes.resize(max.min(at + PIECE), 0);
        let piece = bytes.get_mut(at..).unwrap_or_default();
        let (wanted, filled) = (piece.len(), fill(&fd, piece)?);
        if filled < wanted || at + filled == max {
            bytes.truncate(at + filled);
            return Ok(bytes);
        }
    }
}

/// A text file of less than `max` bytes; what is not UTF-8 is replaced.
pub(super) fn text(entry: &Read, actual: Option<&str>, max: usize) -> Result<String, Cause> {
    let bytes = head(entry, actual, max)?;
    if bytes.len() == max {
        return Err(Cause::TooLarge);
    }
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// Whether a listed file exists.
pub(super) fn exists(entry: &Read) -> bool {
    rustix::fs::access(entry.path, rustix::fs::Access::EXISTS).is_ok()
}

/// What the kernel says of a path, without libc between.
pub(super) fn look(path: &str) -> Look {
    match rustix::fs::access(path, rustix::fs::Access::EXISTS) {
        Ok(()) => Look::Exists,
        Err(Errno::NOENT | Errno::NOTDIR) => Look::Missing,
        Err(_) => Look::Denied,
    }
}

/// What a link of a listed folder points at.
pub(super) fn link(path: &str) -> Result<String, Cause> {
    let target = rustix::fs::readlink(path, Vec::new()).map_err(cause)?;
    Ok(target.to_string_lossy().into_owned())
}

/// The names in a listed folder, without `.` and `..`.
pub(super) fn names(entry: &Read, deadline: Deadline) -> Result<Vec<String>, Cause> {
    let fd = open_listed(entry, None, OFlags::DIRECTORY)?;
    let mut buffer = [MaybeUninit::uninit(); 4096];
    let mut folder = RawDir::new(fd, &mut buffer);
    let mut names = Vec::new();
    while let Some(item) = folder.next() {
        deadline.check()?;
        let name = item.map_err(cause)?.file_name().to_string_lossy().into_owned();
        if name != "." && name != ".." {
            names.push(name);
        }
    }
    Ok(names)
}

/// A mapped file that is compared with memory.
#[derive(Debug)]
pub(super) struct Image(OwnedFd);

impl Image {
    pub(super) fn open(entry: &Read, path: &str) -> Result<Self, Cause> {
        open_listed(entry, Some(path), OFlags::empty()).map(Self)
    }

    /// The device and inode of the file.
    pub(super) fn identity(&self) -> Result<(Dev, u64), Cause> {
        let stat = rustix::fs::fstat(&self.0).map_err(cause)?;
        #[allow(clippy::useless_conversion, reason = "32 bits wide on some targets")]
        Ok((stat.st_dev, stat.st_ino.into()))
    }

    /// The file's length in bytes.
    #[cfg(target_os = "android")]
    pub(super) fn len(&self) -> Result<u64, Cause> {
        let stat = rustix::fs::fstat(&self.0).map_err(cause)?;
        u64::try_from(stat.st_size).map_err(|_| Cause::Failed)
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
