//! Pages from the system: mapped between guards, locked, out of dumps and of forked children.
//!
//! System calls: `mmap`, `mprotect`, `mlock`, `madvise`, `munmap`, which an Android app may call at
//! every API level; and `memfd_secret`, `ftruncate` on Linux alone.

use core::ffi::c_void;
use core::ptr::{self, NonNull};

use rustix::io::Errno;
use rustix::mm::{self, MapFlags, MprotectFlags, ProtFlags};

use super::LockWarning;

/// The kind of memory that secrets are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backing {
    /// `memfd_secret`: absent from every other process's view and from the kernel's own map.
    KernelSecret,
    /// Private pages, locked in memory.
    LockedPages,
}

impl Backing {
    /// The strongest kind that this build may ask for. An Android app's system call filter may kill
    /// the process for `memfd_secret`, so the call is not even in that build.
    pub(super) const fn strongest() -> Self {
        if cfg!(target_os = "linux") { Self::KernelSecret } else { Self::LockedPages }
    }
}

/// A run of readable, writable, zeroed pages with an unreadable page at each end.
pub(super) struct Pages {
    /// Start of the first guard page.
    reserved: NonNull<c_void>,
    guard: usize,
    len: usize,
    backing: Backing,
}

impl Pages {
    /// Maps at least `len` bytes, and adds what the system refused to `warnings`.
    pub(super) fn map(
        len: usize,
        wanted: Backing,
        warnings: &mut Vec<LockWarning>,
    ) -> Result<Self, Errno> {
        let guard = rustix::param::page_size();
        let len = len.div_ceil(guard).checked_mul(guard).ok_or(Errno::NOMEM)?;
        let total =
            guard.checked_mul(2).and_then(|guards| guards.checked_add(len)).ok_or(Errno::NOMEM)?;
        let of = |reserved, backing| Self { reserved, guard, len, backing };
        if wanted == Backing::KernelSecret {
            match map_kernel_secret(total) {
                Ok(reserved) => return of(reserved, wanted).protected(warnings),
                Err(refused) => warnings
                    .push(LockWarning::KernelSecretRefused { errno: refused.raw_os_error() }),
            }
        }
        of(map_private(total)?, Backing::LockedPages).protected(warnings)
    }

    pub(super) fn backing(&self) -> Backing {
        self.backing
    }

    /// The first byte after the leading guard.
    pub(super) fn start(&self) -> NonNull<u8> {
        // SAFETY: the mapping is `guard + len + guard` bytes long, so this is inside it.
        unsafe { self.reserved.cast::<u8>().add(self.guard) }
    }

    fn protected(self, warnings: &mut Vec<LockWarning>) -> Result<Self, Errno> {
        let start = self.start();
        // SAFETY: the guard that follows `len` bytes is the last page of the mapping.
        let end = unsafe { start.add(self.len) };
        for guard in [self.reserved, end.cast()] {
            // SAFETY: a whole page of our own mapping, to which no reference exists.
            unsafe { mm::mprotect(guard.as_ptr(), self.guard, MprotectFlags::empty()) }?;
        }
        if self.backing == Backing::LockedPages {
            self.lock(warnings);
        }
        self.keep_from_child(warnings);
        Ok(self)
    }

    /// A `memfd_secret` area is locked and out of dumps by itself.
    fn lock(&self, warnings: &mut Vec<LockWarning>) {
        let start = self.start().as_ptr().cast();
        // SAFETY: the range is ours; locking changes no content.
        if let Err(refused) = unsafe { mm::mlock(start, self.len) } {
            warnings.push(LockWarning::LockRefused { errno: refused.raw_os_error() });
        }
        #[cfg(any(target_os = "linux", target_os = "android"))]
        // SAFETY: the range is ours and page-aligned; the advice concerns core dumps alone.
        if let Err(refused) = unsafe { mm::madvise(start, self.len, mm::Advice::LinuxDontDump) } {
            warnings.push(LockWarning::DumpExclusionRefused { errno: refused.raw_os_error() });
        }
    }

    /// Private pages are zeroed in a forked child; a shared area can only be left out of it.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn keep_from_child(&self, warnings: &mut Vec<LockWarning>) {
        let advice = match self.backing {
            Backing::KernelSecret => mm::Advice::LinuxDontFork,
            Backing::LockedPages => mm::Advice::LinuxWipeOnFork,
        };
        let start = self.start().as_ptr().cast();
        // SAFETY: the range is ours and page-aligned; the advice changes nothing in this process.
        if let Err(refused) = unsafe { mm::madvise(start, self.len, advice) } {
            warnings.push(LockWarning::ForkExclusionRefused { errno: refused.raw_os_error() });
        }
    }

    /// Other systems have no such advice; an iOS app can't fork.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn keep_from_child(&self, _warnings: &mut Vec<LockWarning>) {}
}

fn map_private(len: usize) -> Result<NonNull<c_void>, Errno> {
    // SAFETY: an anonymous mapping at an address of the kernel's choice touches nobody's memory.
    let mapped = unsafe {
        mm::mmap_anonymous(
            ptr::null_mut(),
            len,
            ProtFlags::READ | ProtFlags::WRITE,
            MapFlags::PRIVATE,
        )
    }?;
    NonNull::new(mapped).ok_or(Errno::NOMEM)
}

#[cfg(target_os = "linux")]
fn map_kernel_secret(len: usize) -> Result<NonNull<c_void>, Errno> {
    use std::os::fd::{FromRawFd, OwnedFd};

    // SAFETY: the call takes one flags argument and returns a new descriptor or -1.
    let returned = unsafe { libc::syscall(libc::SYS_memfd_secret, libc::O_CLOEXEC) };
    let number = i32::try_from(returned).map_err(|_| Errno::BADF)?;
    if number < 0 {
        let errno = std::io::Error::last_os_error();
        return Err(Errno::from_io_error(&errno).unwrap_or(Errno::NOSYS));
    }
    // SAFETY: the kernel just made this descriptor for us; nobody else owns it.
    let area = unsafe { OwnedFd::from_raw_fd(number) };
    rustix::fs::ftruncate(&area, u64::try_from(len).map_err(|_| Errno::NOMEM)?)?;
    let access = ProtFlags::READ | ProtFlags::WRITE;
    // SAFETY: a new mapping at an address of the kernel's choice touches nobody's memory; it keeps
    // the area alive after the descriptor is closed.
    let mapped = unsafe { mm::mmap(ptr::null_mut(), len, access, MapFlags::SHARED, &area, 0) }?;
    NonNull::new(mapped).ok_or(Errno::NOMEM)
}

#[cfg(not(target_os = "linux"))]
fn map_kernel_secret(_len: usize) -> Result<NonNull<c_void>, Errno> {
    Err(Errno::NOSYS)
}

impl Drop for Pages {
    fn drop(&mut self) {
        let total = self.len.saturating_add(self.guard.saturating_mul(2));
        // SAFETY: exactly what `map` reserved. The pool owns the pages and outlives every slot, so
        // no reference into them is left. Refusal would leave the pages mapped, which harms nobody.
        let _ = unsafe { mm::munmap(self.reserved.as_ptr(), total) };
    }
}

// SAFETY: the pages belong to the value, not to a thread.
unsafe impl Send for Pages {}
// SAFETY: a shared reference only gives addresses away.
unsafe impl Sync for Pages {}
