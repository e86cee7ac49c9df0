//! System calls by number ([`abi`]).
#![allow(unsafe_code, reason = "system calls")]

mod abi;

use std::ffi::CStr;

use rustix::fs::OFlags;
use rustix::io::Errno;

use super::Status;
use abi::{Arguments, NUMBERS, STAT};

/// `AT_FDCWD`, as a register holds it: paths are absolute, so that nothing depends on the folder.
const NO_FOLDER: usize = (-100_isize).cast_unsigned();
/// The kernel answers an error as its negative, no less than this (`MAX_ERRNO`).
const LEAST_ERROR: isize = -4095;
/// Bytes of a `struct stat`, or `stat64`, at most: 144 on x86-64.
const STAT_ROOM: usize = 144;
/// Bytes of names that are read from a folder at once.
const NAMES: usize = 4096;
/// Of an entry of a folder (`struct linux_dirent64`): where its length stands, and its name.
const ENTRY_LEN: std::ops::Range<usize> = 16..18;
const ENTRY_NAME: usize = 19;

/// An open file or folder, closed when it is dropped.
#[derive(Debug)]
pub(in super::super) struct Descriptor(usize);

impl Descriptor {
    /// Opens a file for reading. A pipe or a device does not make it wait.
    pub(in super::super) fn file(path: &CStr) -> Result<Self, Errno> {
        Self::open(path, OFlags::empty())
    }

    /// Opens a folder.
    pub(in super::super) fn folder(path: &CStr) -> Result<Self, Errno> {
        Self::open(path, OFlags::DIRECTORY)
    }

    fn open(path: &CStr, more: OFlags) -> Result<Self, Errno> {
        // Without the last of these a processor of 32 bits is refused a file of 2 GiB.
        let flags = OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::LARGEFILE | more;
        let flags = usize::try_from(flags.bits()).map_err(|_| Errno::INVAL)?;
        let path = path.as_ptr().expose_provenance();
        // SAFETY: the kernel reads a path that ends in a NUL and lives during the call.
        unsafe { call::<{ NUMBERS.openat }>([NO_FOLDER, path, flags, 0, 0, 0]) }.map(Self)
    }

    /// Reads on, into `buffer`, and says how many bytes; none at the end.
    pub(in super::super) fn read(&self, buffer: &mut [u8]) -> Result<usize, Errno> {
        let (start, len) = (buffer.as_mut_ptr().expose_provenance(), buffer.len());
        // SAFETY: the kernel writes at most `len` bytes to a buffer of that length, borrowed mutably.
        unsafe { call::<{ NUMBERS.read }>([self.0, start, len, 0, 0, 0]) }
    }

    /// Reads from `offset` on.
    pub(in super::super) fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<usize, Errno> {
        let (start, len) = (buffer.as_mut_ptr().expose_provenance(), buffer.len());
        let [fourth, fifth, sixth] = abi::offset(offset);
        // SAFETY: the kernel writes at most `len` bytes to a buffer of that length, borrowed mutably.
        unsafe { call::<{ NUMBERS.pread64 }>([self.0, start, len, fourth, fifth, sixth]) }
    }

    /// What the kernel says of the file.
    pub(in super::super) fn status(&self) -> Result<Status, Errno> {
        let mut stat = [0_u8; STAT_ROOM];
        let start = stat.as_mut_ptr().expose_provenance();
        // SAFETY: the kernel writes one `struct stat`, which the array has room for.
        unsafe { call::<{ NUMBERS.fstat }>([self.0, start, 0, 0, 0, 0]) }?;
        let word = |at: usize| {
            let bytes = stat.get(at..).and_then(<[u8]>::first_chunk);
            bytes.map(|bytes| u64::from_ne_bytes(*bytes)).ok_or(Errno::OVERFLOW)
        };
        Ok(Status { device: word(STAT.device)?, inode: word(STAT.inode)?, len: word(STAT.len)? })
    }

    /// Calls `see` with each name in a folder, `.` and `..` among them, for as long as it says so.
    pub(in super::super) fn names(&self, see: &mut dyn FnMut(&[u8]) -> bool) -> Result<(), Errno> {
        let mut buffer = [0_u8; NAMES];
        loop {
            let (start, len) = (buffer.as_mut_ptr().expose_provenance(), buffer.len());
            // SAFETY: the kernel writes at most `len` bytes to a buffer of that length, borrowed mutably.
            let filled = unsafe { call::<{ NUMBERS.getdents64 }>([self.0, start, len, 0, 0, 0]) }?;
            if filled == 0 {
                return Ok(());
            }
            let mut entries = buffer.get(..filled).unwrap_or_default();
            while let Some((name, rest)) = entry(entries) {
                if !see(name) {
                    return Ok(());
                }
                entries = rest;
            }
        }
    }
}

impl Drop for Descriptor {
    fn drop(&mut self) {
        // SAFETY: no memory; the number is this value's own, and nobody has it afterwards. Linux closes
        // it whatever it answers.
        let _ = unsafe { call::<{ NUMBERS.close }>([self.0, 0, 0, 0, 0, 0]) };
    }
}

/// The first name of a list that the kernel wrote, and the entries behind it.
fn entry(entries: &[u8]) -> Option<(&[u8], &[u8])> {
    let len = entries.get(ENTRY_LEN)?.try_into().ok()?;
    let (entry, rest) = entries.split_at_checked(usize::from(u16::from_ne_bytes(len)))?;
    let name = entry.get(ENTRY_NAME..)?.split(|&byte| byte == 0).next()?;
    Some((name, rest))
}

/// Whether there is such a path; [`Errno::NOENT`] and others say why not.
pub(in super::super) fn exists(path: &CStr) -> Result<(), Errno> {
    let path = path.as_ptr().expose_provenance();
    // SAFETY: the kernel reads a path that ends in a NUL and lives during the call. The mode is F_OK.
    unsafe { call::<{ NUMBERS.faccessat }>([NO_FOLDER, path, 0, 0, 0, 0]) }.map(drop)
}

/// Writes into `buffer` what a link points at, as far as there is room, and says how many bytes.
pub(in super::super) fn link(path: &CStr, buffer: &mut [u8]) -> Result<usize, Errno> {
    let path = path.as_ptr().expose_provenance();
    let (start, len) = (buffer.as_mut_ptr().expose_provenance(), buffer.len());
    // SAFETY: the kernel reads a path that ends in a NUL and lives during the call, and writes at most
    // `len` bytes to a buffer of that length, borrowed mutably.
    unsafe { call::<{ NUMBERS.readlinkat }>([NO_FOLDER, path, start, len, 0, 0]) }
}

/// Makes a system call, and tells an error from a value.
///
/// # Safety
/// The arguments are what the call of this number wants, and memory that they point at is there for as
/// long as the call takes.
#[inline(always)]
unsafe fn call<const NUMBER: usize>(arguments: Arguments) -> Result<usize, Errno> {
    // SAFETY: the caller's.
    let answer = unsafe { abi::call::<NUMBER>(arguments) };
    match answer {
        LEAST_ERROR..=-1 => {
            // It is in the range that was just looked at.
            let code = i32::try_from(-answer).unwrap_or(libc::EINVAL);
            Err(Errno::from_raw_os_error(code))
        }
        _ => Ok(answer.cast_unsigned()),
    }
}
