//! Talks to valgrind; exists only under `--cfg yufu_ct`, for `cargo xtask ct`.
//!
//! Valgrind's memcheck reports every branch and every address that depends on undefined memory.
//! Secrets marked undefined turn it into a check of constant time, in the manner of ctgrind. What
//! an algorithm publishes (a signature, the outcome of a check) is marked defined again.
#![allow(unsafe_code, reason = "a client request is an instruction sequence")]

use core::sync::atomic::{AtomicU8, Ordering};

/// How much of the processor the kernels may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kernels {
    /// The portable code alone, with the vectors that every processor of the target has.
    Portable,
    /// 128-bit vectors with AES and carry-less multiplication.
    Narrow,
    /// 256-bit vectors as well, and what comes with them (BMI2, ADX): all that valgrind 3.19 knows.
    Wide,
    /// Everything.
    All,
}

static LIMIT: AtomicU8 = AtomicU8::new(Kernels::All as u8);

/// Holds what is dispatched from now on to these kernels; a key keeps those it was expanded for.
pub fn limit(kernels: Kernels) {
    LIMIT.store(kernels as u8, Ordering::Relaxed);
}

/// Whether kernels of this kind may run.
pub(crate) fn permits(kernels: Kernels) -> bool {
    kernels as u8 <= LIMIT.load(Ordering::Relaxed)
}

/// Memcheck's requests begin with its letters.
const MEMCHECK: usize = 0x4d43_0000;

/// Sends a client request; outside valgrind it does nothing and returns 0.
///
/// The sequence of rotations adds up to 128 bits, so that it changes nothing; valgrind knows it by
/// its bytes (valgrind.h of version 3).
#[cfg(target_arch = "x86_64")]
#[inline(never)]
pub fn request(code: usize, first: usize, second: usize) -> usize {
    let arguments = [code, first, second, 0, 0, 0];
    let mut result = 0_usize;
    // SAFETY: it changes nothing but rdx and rdi (and flags); valgrind reads the six arguments.
    unsafe {
        core::arch::asm!(
            "rol rdi, 3",
            "rol rdi, 13",
            "rol rdi, 61",
            "rol rdi, 51",
            "xchg rbx, rbx",
            in("rax") arguments.as_ptr(),
            inout("rdx") result,
            inout("rdi") 0_usize => _,
        );
    }
    result
}

/// Marks a value secret: it must steer no branch and no address.
pub fn secret<T: ?Sized>(value: &T) {
    request(MEMCHECK | 1, core::ptr::from_ref(value).cast::<u8>().addr(), size_of_val(value));
}

/// Marks a value public.
pub fn public<T: ?Sized>(value: &T) {
    request(MEMCHECK | 2, core::ptr::from_ref(value).cast::<u8>().addr(), size_of_val(value));
}

/// Whether valgrind runs this program.
pub fn is_watched() -> bool {
    request(0x1001, 0, 0) != 0
}

/// How many uses of a secret valgrind has reported so far.
pub fn findings() -> usize {
    request(0x1201, 0, 0)
}
