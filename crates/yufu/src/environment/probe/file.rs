//! Files by raw system call.

use rustix::fs::Dev;
pub(super) use rustix::fs::{major, minor};
use rustix::io::Errno;
use std::ffi::CString;
use zeroize::Zeroizing;

use super::raw::{self, Descriptor};
use super::{Deadline, Read};
use crate::environment::evidence::{Cause, Look};

/// Bytes by which a buffer grows: most files of /proc are shorter.
const PIECE: usize = 16 << 10;

/// Longest target of a link in /proc: a page.
const MAX_LINK: usize = 4 << 10;

/// Opens one of the listed files, or the file for which a pattern of the list stands.
fn open_listed(entry: &Read, actual: Option<&str>) -> Result<Descriptor, Cause> {
    Descriptor::file(&path(actual.unwrap_or(entry.path))?).map_err(cause)
}

fn path(path: &str) -> Result<CString, Cause> {
    CString::new(path).map_err(|_| Cause::Failed)
}

/// Fills a buffer from a file, and says how far.
fn fill(file: &Descriptor, buffer: &mut [u8]) -> Result<usize, Cause> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
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
    let file = open_listed(entry, None)?;
    // Room for everything at once: a vector that grows leaves copies behind.
    let mut bytes = Zeroizing::new(vec![0_u8; max]);
    let filled = fill(&file, &mut bytes)?;
    bytes.truncate(filled);
    if filled < max { Ok(bytes) } else { Err(Cause::TooLarge) }
}

/// The first `max` bytes of a file at most.
pub(super) fn head(entry: &Read, actual: Option<&str>, max: usize) -> Result<Vec<u8>, Cause> {
    let file = open_listed(entry, actual)?;
    let mut bytes = Vec::new();
    loop {
        let at = bytes.len();
        bytes.resize(max.min(at + PIECE), 0);
        let piece = bytes.get_mut(at..).unwrap_or_default();
        let (wanted, filled) = (piece.len(), fill(&file, piece)?);
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
    look(entry.path) == Look::Exists
}

/// What the kernel says of a path, without libc between.
pub(super) fn look(name: &str) -> Look {
    let Ok(path) = path(name) else { return Look::Denied };
    match raw::exists(&path) {
        Ok(()) => Look::Exists,
        Err(Errno::NOENT | Errno::NOTDIR) => Look::Missing,
        Err(_) => Look::Denied,
    }
}

/// What a link of a listed folder points at.
pub(super) fn link(name: &str) -> Result<String, Cause> {
    let mut target = [0; MAX_LINK];
    let len = raw::link(&path(name)?, &mut target).map_err(cause)?;
    Ok(String::from_utf8_lossy(target.get(..len).unwrap_or_default()).into_owned())
}

/// The names in a listed folder, without `.` and `..`.
pub(super) fn names(entry: &Read, deadline: Deadline) -> Result<Vec<String>, Cause> {
    let folder = Descriptor::folder(&path(entry.path)?).map_err(cause)?;
    let mut names = Vec::new();
    let mut in_time = Ok(());
    let mut see = |name: &[u8]| {
        if name != b"." && name != b".." {
            names.push(String::from_utf8_lossy(name).into_owned());
        }
        in_time = deadline.check();
        in_time.is_ok()
    };
    folder.names(&mut see).map_err(cause)?;
    in_time.map(|()| names)
}

/// A mapped file that is compared with memory.
#[derive(Debug)]
pub(super) struct Image(Descriptor);

impl Image {
    pub(super) fn open(entry: &Read, path: &str) -> Result<Self, Cause> {
        open_listed(entry, Some(path)).map(Self)
    }

    /// The device and inode of the file.
    pub(super) fn identity(&self) -> Result<(Dev, u64), Cause> {
        let status = self.0.status().map_err(cause)?;
        Ok((status.device, status.inode))
    }

    /// The file's length in bytes.
    #[cfg(target_os = "android")]
    pub(super) fn len(&self) -> Result<u64, Cause> {
        Ok(self.0.status().map_err(cause)?.len)
    }

    /// Fills `buffer` from `offset` on; false where the file ends before.
    pub(super) fn fill(&self, buffer: &mut [u8], offset: u64) -> Result<bool, Cause> {
        let mut filled = 0;
        while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            let at = offset.saturating_add(u64::try_from(filled).unwrap_or(u64::MAX));
            match self.0.read_at(rest, at) {
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
