//! Asking the dynamic linker and libc, and reading this process's own code.
#![allow(unsafe_code, reason = "foreign functions and code in memory")]

use std::ffi::{CStr, CString, c_int, c_void};
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::ops::Range;

use crate::environment::evidence::{Cause, Look, redact_path};

/// The address that the dynamic linker gives a symbol for the whole process. `None` where there is
/// no such symbol, as in a statically linked program.
pub(super) fn address_of(symbol: &CStr) -> Option<usize> {
    // SAFETY: the name ends in a NUL; RTLD_DEFAULT is a handle that is always valid.
    let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, symbol.as_ptr()) };
    (!address.is_null()).then_some(address.addr())
}

/// Bytes of a page of memory. libc knows it without a system call.
pub(super) fn page_size() -> Option<usize> {
    // SAFETY: no memory; every Linux answers.
    let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(size).ok().filter(|size| size.is_power_of_two())
}

/// Copies code of this process.
///
/// `code` must lie in a mapping of the program or of libc that /proc/self/maps shows as readable:
/// these stay mapped for as long as the process lives. The bytes may change while they are read,
/// if something writes to code; that shows as a difference, which is what is looked for.
pub(super) fn copy(code: Range<usize>, buffer: &mut Vec<u8>) {
    buffer.clear();
    let source = std::ptr::with_exposed_provenance::<c_void>(code.start).cast::<u8>();
    buffer.reserve(code.len());
    // SAFETY: the caller's range is mapped, readable and stays so; the buffer has room for it and
    // does not overlap code. The first `code.len()` bytes are initialised before they are counted.
    unsafe {
        std::ptr::copy_nonoverlapping(source, buffer.as_mut_ptr(), code.len());
        buffer.set_len(code.len());
    }
}

/// The files of the images that the dynamic linker lists, folders redacted.
pub(super) fn names() -> Vec<String> {
    extern "C" fn add(info: *mut libc::dl_phdr_info, _: libc::size_t, names: *mut c_void) -> c_int {
        // SAFETY: the linker passes a valid entry and the pointer that it was given below, which
        // nobody else uses during the call.
        let (info, names) = unsafe { (&*info, &mut *names.cast::<Vec<String>>()) };
        if !info.dlpi_name.is_null() {
            // SAFETY: the linker's names end in a NUL and live during the call.
            let name = unsafe { CStr::from_ptr(info.dlpi_name) }.to_string_lossy();
            if !name.is_empty() {
                names.push(redact_path(&name));
            }
        }
        0
    }
    let mut names: Vec<String> = Vec::new();
    // SAFETY: the callback keeps to its contract, does not unwind, and the vector outlives the call.
    unsafe { libc::dl_iterate_phdr(Some(add), (&raw mut names).cast()) };
    names
}

/// The effective user as libc gives it.
pub(super) fn libc_user() -> u32 {
    // SAFETY: no arguments, no memory.
    unsafe { libc::geteuid() }
}

/// What libc says of a path, by two of its functions: hiding takes a hook on both.
pub(super) fn libc_look(path: &str) -> Look {
    let Ok(name) = CString::new(path) else { return Look::Denied };
    // SAFETY: the name ends in a NUL and lives during the call.
    let by_access = match unsafe { libc::access(name.as_ptr(), libc::F_OK) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    };
    let looks = [by_access, std::fs::metadata(path).map(drop)].map(|answer| match answer {
        Ok(()) => Look::Exists,
        Err(error) => match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Look::Missing,
            _ => Look::Denied,
        },
    });
    let said = |look| looks.contains(&look);
    match () {
        () if said(Look::Missing) => Look::Missing,
        () if said(Look::Exists) => Look::Exists,
        () => Look::Denied,
    }
}

/// A text file of less than `max` bytes as libc's `open` and `read` give it, or a hook on them.
pub(super) fn libc_text(entry: &super::Read, max: usize) -> Result<String, Cause> {
    let cause = |error: io::Error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Cause::Missing,
        ErrorKind::PermissionDenied => Cause::Denied,
        _ => Cause::Failed,
    };
    let file = File::open(entry.path).map_err(cause)?;
    let mut bytes = Vec::new();
    let most = u64::try_from(max).unwrap_or(u64::MAX);
    if file.take(most).read_to_end(&mut bytes).map_err(cause)? == max {
        return Err(Cause::TooLarge);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What the processor itself says that it is: its brand, and the hypervisor's name. An emulator of
/// instructions answers here, whatever the kernel's listing says.
#[cfg(target_arch = "x86_64")]
pub(super) fn processor() -> Vec<String> {
    use std::arch::x86_64::__cpuid;
    /// Leaves of the brand, and of the hypervisor's name (Intel SDM, CPUID).
    const BRAND: std::ops::RangeInclusive<u32> = 0x8000_0002..=0x8000_0004;
    const HYPERVISOR: u32 = 0x4000_0000;
    let text = |words: Vec<u32>| {
        let bytes: Vec<u8> = words.into_iter().flat_map(u32::to_le_bytes).collect();
        let text = String::from_utf8_lossy(&bytes).replace('\0', "");
        text.trim().to_owned()
    };
    #[allow(unused_unsafe, reason = "safe in later versions of the standard library")]
    // SAFETY: every x86-64 processor has CPUID; a leaf that it lacks gives other numbers.
    let leaf = |number| unsafe { __cpuid(number) };
    let brand = BRAND.map(leaf).flat_map(|l| [l.eax, l.ebx, l.ecx, l.edx]).collect();
    let hypervisor = leaf(HYPERVISOR);
    vec![text(brand), text(vec![hypervisor.ebx, hypervisor.ecx, hypervisor.edx])]
}

/// Only the kernel's listing names other processors.
#[cfg(not(target_arch = "x86_64"))]
pub(super) fn processor() -> Vec<String> {
    Vec::new()
}
