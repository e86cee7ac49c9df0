//! System calls by number, as `asm!`.
//!
//! Each number that is here stands in crates/xtask/src/artefacts/calls.txt; `verify-artefacts` compares
//! the list with the library that is shipped.
#![allow(unsafe_code, reason = "system calls")]

use std::arch::asm;
use std::ffi::CStr;

use rustix::io::Errno;

use super::Status;

/// Numbers of the calls (asm/unistd.h).
#[cfg(target_arch = "aarch64")]
mod number {
    pub(super) const FACCESSAT: usize = 48;
    pub(super) const OPENAT: usize = 56;
    pub(super) const CLOSE: usize = 57;
    pub(super) const GETDENTS64: usize = 61;
    pub(super) const READ: usize = 63;
    pub(super) const PREAD64: usize = 67;
    pub(super) const READLINKAT: usize = 78;
    pub(super) const FSTAT: usize = 80;
}

/// Numbers of the calls (asm/unistd_64.h).
#[cfg(target_arch = "x86_64")]
mod number {
    pub(super) const FACCESSAT: usize = 269;
    pub(super) const OPENAT: usize = 257;
    pub(super) const CLOSE: usize = 3;
    pub(super) const GETDENTS64: usize = 217;
    pub(super) const READ: usize = 0;
    pub(super) const PREAD64: usize = 17;
    pub(super) const READLINKAT: usize = 267;
    pub(super) const FSTAT: usize = 5;
}

/// `AT_FDCWD`, as a register holds it: paths are absolute, so that nothing depends on the folder.
const NO_FOLDER: usize = (-100_isize).cast_unsigned();
/// The kernel answers an error as its negative, no less than this (`MAX_ERRNO`).
const LEAST_ERROR: isize = -4095;
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
        Self::open(path, 0)
    }

    /// Opens a folder.
    pub(in super::super) fn folder(path: &CStr) -> Result<Self, Errno> {
        Self::open(path, libc::O_DIRECTORY)
    }

    fn open(path: &CStr, more: i32) -> Result<Self, Errno> {
        let flags = libc::O_RDONLY | libc::O_CLOEXEC | libc::O_NONBLOCK | more;
        let flags = usize::try_from(flags).map_err(|_| Errno::INVAL)?;
        let path = path.as_ptr().expose_provenance();
        // SAFETY: the kernel reads a path that ends in a NUL and lives during the call.
        unsafe { call::<{ number::OPENAT }>(NO_FOLDER, path, flags, 0) }.map(Self)
    }

    /// Reads on, into `buffer`, and says how many bytes; none at the end.
    pub(in super::super) fn read(&self, buffer: &mut [u8]) -> Result<usize, Errno> {
        let (start, len) = (buffer.as_mut_ptr().expose_provenance(), buffer.len());
        // SAFETY: the kernel writes at most `len` bytes to a buffer of that length, borrowed mutably.
        unsafe { call::<{ number::READ }>(self.0, start, len, 0) }
    }

    /// Reads from `offset` on.
    pub(in super::super) fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<usize, Errno> {
        let offset = usize::try_from(offset).map_err(|_| Errno::INVAL)?;
        let (start, len) = (buffer.as_mut_ptr().expose_provenance(), buffer.len());
        // SAFETY: the kernel writes at most `len` bytes to a buffer of that length, borrowed mutably.
        unsafe { call::<{ number::PREAD64 }>(self.0, start, len, offset) }
    }

    /// What the kernel says of the file.
    pub(in super::super) fn status(&self) -> Result<Status, Errno> {
        // `struct stat` has 128 bytes on aarch64 and 144 on x86-64; what is read of it stands in the
        // same places: st_dev, st_ino, and st_size as the seventh word.
        let mut stat = [0_u64; 18];
        let start = stat.as_mut_ptr().expose_provenance();
        // SAFETY: the kernel writes one `struct stat`, which the array has room for.
        unsafe { call::<{ number::FSTAT }>(self.0, start, 0, 0) }?;
        let [device, inode, _, _, _, _, len, ..] = stat;
        Ok(Status { device, inode, len })
    }

    /// Calls `see` with each name in a folder, `.` and `..` among them, for as long as it says so.
    pub(in super::super) fn names(&self, see: &mut dyn FnMut(&[u8]) -> bool) -> Result<(), Errno> {
        let mut buffer = [0_u8; NAMES];
        loop {
            let (start, len) = (buffer.as_mut_ptr().expose_provenance(), buffer.len());
            // SAFETY: the kernel writes at most `len` bytes to a buffer of that length, borrowed mutably.
            let filled = unsafe { call::<{ number::GETDENTS64 }>(self.0, start, len, 0) }?;
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
        let _ = unsafe { call::<{ number::CLOSE }>(self.0, 0, 0, 0) };
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
    unsafe { call::<{ number::FACCESSAT }>(NO_FOLDER, path, 0, 0) }.map(drop)
}

/// Writes into `buffer` what a link points at, as far as there is room, and says how many bytes.
pub(in super::super) fn link(path: &CStr, buffer: &mut [u8]) -> Result<usize, Errno> {
    let path = path.as_ptr().expose_provenance();
    let (start, len) = (buffer.as_mut_ptr().expose_provenance(), buffer.len());
    // SAFETY: the kernel reads a path that ends in a NUL and lives during the call, and writes at most
    // `len` bytes to a buffer of that length, borrowed mutably.
    unsafe { call::<{ number::READLINKAT }>(NO_FOLDER, path, start, len) }
}

/// Makes a system call, and tells an error from a value.
///
/// # Safety
/// The arguments are what the call of this number wants, and memory that they point at is there for as
/// long as the call takes.
#[inline(always)]
unsafe fn call<const NUMBER: usize>(
    first: usize,
    second: usize,
    third: usize,
    fourth: usize,
) -> Result<usize, Errno> {
    let answer: isize;
    #[cfg(target_arch = "aarch64")]
    // SAFETY: the caller's. The kernel keeps every register but x0 and has a stack of its own. The
    // number is written here so that whoever reads the machine code finds it before the call.
    unsafe {
        asm!(
            "mov x8, {number}",
            "svc 0",
            number = const NUMBER,
            inlateout("x0") first => answer,
            in("x1") second,
            in("x2") third,
            in("x3") fourth,
            out("x8") _,
            options(nostack),
        );
    }
    #[cfg(target_arch = "x86_64")]
    // SAFETY: the caller's. The kernel keeps every register but rax, rcx and r11 and has a stack of its
    // own.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") NUMBER => answer,
            in("rdi") first,
            in("rsi") second,
            in("rdx") third,
            in("r10") fourth,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack),
        );
    }
    match answer {
        LEAST_ERROR..=-1 => {
            // It is in the range that was just looked at.
            let code = i32::try_from(-answer).unwrap_or(libc::EINVAL);
            Err(Errno::from_raw_os_error(code))
        }
        _ => Ok(answer.cast_unsigned()),
    }
}
