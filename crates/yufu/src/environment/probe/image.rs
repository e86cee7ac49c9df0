//! The one place of the environment checks that needs unsafe code: asking the dynamic linker, and
//! reading this process's own code.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_void};
use std::ops::Range;

/// The address that the dynamic linker gives a symbol for the whole process. `None` where there is
/// no such symbol, as in a statically linked program.
pub(super) fn address_of(symbol: &CStr) -> Option<usize> {
    // SAFETY: the name ends in a NUL; RTLD_DEFAULT is a handle that is always valid.
    let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, symbol.as_ptr()) };
    (!address.is_null()).then_some(address.addr())
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
