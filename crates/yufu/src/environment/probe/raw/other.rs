//! The same by `rustix`, for processors whose calls are not written out.

use std::ffi::CStr;
use std::mem::MaybeUninit;

use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{Access, Mode, OFlags, RawDir};
use rustix::io::Errno;

use super::Status;

/// An open file or folder, closed when it is dropped.
#[derive(Debug)]
pub(in super::super) struct Descriptor(OwnedFd);

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
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | more;
        rustix::fs::open(path, flags, Mode::empty()).map(Self)
    }

    /// Reads on, into `buffer`, and says how many bytes; none at the end.
    pub(in super::super) fn read(&self, buffer: &mut [u8]) -> Result<usize, Errno> {
        rustix::io::read(&self.0, buffer)
    }

    /// Reads from `offset` on.
    pub(in super::super) fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<usize, Errno> {
        rustix::io::pread(&self.0, buffer, offset)
    }

    /// What the kernel says of the file.
    pub(in super::super) fn status(&self) -> Result<Status, Errno> {
        let stat = rustix::fs::fstat(&self.0)?;
        let len = u64::try_from(stat.st_size).map_err(|_| Errno::OVERFLOW)?;
        #[allow(clippy::useless_conversion, reason = "32 bits wide on some targets")]
        Ok(Status { device: stat.st_dev.into(), inode: stat.st_ino.into(), len })
    }

    /// Calls `see` with each name in a folder, `.` and `..` among them, for as long as it says so.
    pub(in super::super) fn names(&self, see: &mut dyn FnMut(&[u8]) -> bool) -> Result<(), Errno> {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut folder = RawDir::new(self.0.as_fd(), &mut buffer);
        while let Some(item) = folder.next() {
            if !see(item?.file_name().to_bytes()) {
                break;
            }
        }
        Ok(())
    }
}

/// Whether there is such a path; [`Errno::NOENT`] and others say why not.
pub(in super::super) fn exists(path: &CStr) -> Result<(), Errno> {
    rustix::fs::access(path, Access::EXISTS)
}

/// Writes into `buffer` what a link points at, as far as there is room, and says how many bytes.
pub(in super::super) fn link(path: &CStr, buffer: &mut [u8]) -> Result<usize, Errno> {
    let target = rustix::fs::readlink(path, Vec::new())?.into_bytes();
    let len = target.len().min(buffer.len());
    if let (Some(buffer), Some(target)) = (buffer.get_mut(..len), target.get(..len)) {
        buffer.copy_from_slice(target);
    }
    Ok(len)
}
